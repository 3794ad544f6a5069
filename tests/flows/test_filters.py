"""The filters of the pack language, one by one."""

import pytest

from bht_assist.flows.blank import BLANK
from bht_assist.flows.expressions import context_over, expression
from bht_assist.flows.filters import Chosen, part

ANA = {"name": "Ana", "phone": "6025550142", "tags": ["a"]}
EVA = {"name": "Eva", "phone": ""}
SCOPE = {
    "people": (EVA, ANA),
    "words": ("b", "", "a", "b"),
    "one": "word",
    "day": "2026-11-23",
    "picked": Chosen.of("php", "Day program"),
    "map": ANA,
    "n": 3,
}


def worth(source: str) -> object:
    return expression(source)(context_over(dict(SCOPE)))


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("words | count", 4),
        ("one | length", 4),
        ("nobody | length", 0),
        ("map | length", 3),
        ("n | list", [3]),
        ("map | list", ["name", "phone", "tags"]),
        ("one | list", ["word"]),
        ("words | join", "b, , a, b"),
        ("words | join('-')", "b--a-b"),
        ("words | join(nobody)", "bab"),
        ("words | join(n)", "b33a3b"),
        ("words | first", "b"),
        ("words | last", "b"),
        ("nobody | first", BLANK),
        ("nobody | last", BLANK),
        ("(nobody | first).name", BLANK),
        ("nobody | default('x')", "x"),
        ("'' | default('x')", "x"),
        ("() | default('x')", "x"),
        ("one | default('x')", "word"),
        ("0 | default('x')", 0),
        ("false | default('x')", False),
        ("nobody | default", ""),
        ("words | unique", ["b", "", "a"]),
        ("people | unique | length", 2),
        ("words | select", ["b", "a", "b"]),
        ("words | reject", [""]),
        ("words | select('eq', 'b')", ["b", "b"]),
        ("words | select('equalto', 'a')", ["a"]),
        ("words | select('ne', 'b')", ["", "a"]),
        ("words | select('in', ['a'])", ["a"]),
        ("words | reject('in', ['a', 'b'])", [""]),
        ("words | select('a')", []),
        ("people | selectattr('phone') | map(attribute='name')", ["Ana"]),
        ("people | rejectattr('phone') | map(attribute='name')", ["Eva"]),
        ("people | selectattr('tags', 'contains', 'a') | map(attribute='name')", ["Ana"]),
        ("people | selectattr('tags', 'defined') | map(attribute='name')", ["Ana"]),
        ("people | selectattr('tags', 'none') | map(attribute='name')", ["Eva"]),
        ("people | selectattr('name', 'eq', 'Eva') | map(attribute='name')", ["Eva"]),
        ("people | map(attribute='tags') | list", [["a"]]),
        ("people | sort(attribute='name') | map(attribute='name')", ["Ana", "Eva"]),
        ("words | sort", ["", "a", "b", "b"]),
        ("words | limit(2)", ["b", ""]),
        ("day | long_date", "Monday, November 23, 2026"),
        ("'soon' | long_date", "soon"),
        ("nobody | long_date", ""),
        ("day | month", "November 2026"),
        ("'soon' | month", "soon"),
        ("'14:05' | clock", "2:05 PM"),
        ("'00:30' | clock", "12:30 AM"),
        ("'12:00' | clock", "12:00 PM"),
        ("'0:05' | clock", "0:05"),
        ("'25:00' | clock", "25:00"),
        ("nobody | clock", ""),
        ("'6025550142' | phone", "602-555-0142"),
        ("'+16025550142' | phone", "602-555-0142"),
        ("'16025550142' | phone", "602-555-0142"),
        ("'988' | phone", "988"),
        ("'@ana on Signal' | phone", "@ana on Signal"),
        ("'+442079460958' | phone", "+442079460958"),
        ("one | upper", "WORD"),
        ("'ÁÑ' | lower", "áñ"),
        ("'  a ' | trim", "a"),
        ("nobody | upper", ""),
        ("picked", "php"),
        ("picked == 'php'", True),
        ("picked | upper", "DAY PROGRAM"),
        ("picked.say", "Day program"),
        ("'In ' ~ picked", "In Day program"),
        ("[picked, 'x'] | join", "Day program, x"),
    ],
)
def test_a_filter_gives_what_its_name_says(source: str, result: object) -> None:
    assert worth(source) == result


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (ANA, "age"),
        (["a"], 1),
        (["a"], -2),
        (["a"], "0"),
        ("abc", 0),
        ("abc", "say"),
        (Chosen.of("a", "A"), "id"),
        (5, "real"),
    ],
)
def test_a_part_that_is_not_there_is_nothing(value: object, key: object) -> None:
    assert part(value, key) is None


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (
            "days | selectattr('date', 'before', '2026-12-01') | map(attribute='date')",
            ["2026-11-23"],
        ),
        (
            "days | selectattr('date', 'after', '2026-12-01') | map(attribute='date')",
            ["2026-12-05"],
        ),
        ("days | rejectattr('date', 'before', nobody) | length", 3),
        ("days | rejectattr('date', 'workday', nobody) | length", 2),
        ("rows | selectattr('tags', 'meets', ['x', 'b']) | map(attribute='n')", [2]),
        ("'Making  ANY\nmove' | mentions(['any move', 'none'])", ["any move"]),
        ("nobody | mentions(['a'])", []),
        ("map | values", ["Ana", "6025550142", ["a"]]),
        ("nobody | values", []),
    ],
)
def test_filters_for_packets_give_what_an_author_expects(source: str, result: object) -> None:
    scope = {
        "days": ({"date": "2026-11-23"}, {"date": "2026-12-05"}, {"date": ""}),
        "rows": ({"n": 1, "tags": ("a",)}, {"n": 2, "tags": ("b", "c")}),
    }
    assert expression(source)(context_over({**SCOPE, **scope})) == result
