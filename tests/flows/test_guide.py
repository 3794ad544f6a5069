"""A flow made ready: values in any order, circles, names that moved, what may not run."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bht_assist.content.explain import valid
from bht_assist.content.models import Flow
from bht_assist.content.problems import PackError
from bht_assist.flows.expressions import ExpressionError
from bht_assist.flows.guide import guide_to, value_order
from bht_assist.flows.session import Skipped

from .packs import DAY, flow, guide, library, seen

TWO = "- {id: a, ask: text, staff: A?}\n- {id: b, ask: text, staff: B?}\n"


def valued(**values: str) -> Flow:
    steps = [{"id": name, "ask": "text"} for name in "abc"]
    section = {"id": "only", "title": "Only", "steps": steps}
    form = {"flow": "small", "title": "S", "about": "S", "minutes": 5, "sections": [section]}
    return valid(Flow, {**form, "values": values})


def test_a_value_is_known_after_the_last_step_it_looks_at() -> None:
    made = valued(none="settings.x", first="a", both="b and a", far="both and c")
    assert value_order(made) == {"none": "", "first": "a", "both": "b", "far": "c"}


def test_values_may_be_written_in_any_order() -> None:
    assert list(value_order(valued(third="second", second="first", first="a"))) == [
        "first",
        "second",
        "third",
    ]


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(6)), st.lists(st.sets(st.integers(0, 5), max_size=3), min_size=6))
def test_a_value_always_follows_those_it_needs(order: list[int], needs: list[set[int]]) -> None:
    sources = {f"v{i}": " or ".join(["a", *(f"v{n}" for n in needs[i] if n < i)]) for i in range(6)}
    made = list(value_order(valued(**{f"v{i}": sources[f"v{i}"] for i in order})))
    for name in made:
        for needed in re.findall("v[0-9]", sources[name]):
            assert made.index(needed) < made.index(name)


@pytest.mark.parametrize(
    ("values", "circle"),
    [
        ({"x": "x"}, "x → x"),
        ({"x": "y", "y": "x"}, "x → y → x"),
        ({"w": "x", "x": "y", "y": "z and a", "z": "x"}, "x → y → z → x"),
    ],
)
def test_values_that_need_each_other_are_named(values: dict[str, str], circle: str) -> None:
    with pytest.raises(ExpressionError, match=circle):
        value_order(valued(**values))


def test_a_thousand_values_in_a_row_are_refused_and_not_a_crash() -> None:
    values = {f"v{i}": f"v{i + 1}" for i in range(3000)}
    with pytest.raises(ExpressionError):
        value_order(valued(**values, v3000="a"))


def test_values_see_answers_wherever_they_are_written(tmp_path: Path) -> None:
    more = """
    values: {late: early ~ '!', early: a ~ b}
    checks: [{id: c, level: hint, when: late == 'xy!', say: '{{ late }}'}]
    """
    made = guide(tmp_path, TWO, more)
    assert [each.say for each in seen(made, a="x", b="y").findings] == ["xy!"]
    assert seen(made, a="x").words("{{ late }}") == "x!"


def test_a_flow_that_is_not_there_comes_with_the_one_that_was_meant(tmp_path: Path) -> None:
    made = library(tmp_path, {"flows/small.yaml": flow(TWO)})
    with pytest.raises(KeyError, match=r"no flow “smal”; did you mean `small`\?"):
        guide_to(made, "smal", DAY)


def test_a_flow_with_a_broken_condition_does_not_run(tmp_path: Path) -> None:
    broken = flow(TWO + "- {id: c, ask: text, staff: C?, when: gone}")
    made = library(tmp_path, {"flows/small.yaml": broken})
    with pytest.raises(PackError) as refused:
        guide_to(made, "small", DAY)
    assert [problem.code for problem in refused.value.problems] == ["unknown-name"]


def test_the_engine_gives_the_day_the_facility_and_its_settings(tmp_path: Path) -> None:
    files = {"facility.yaml": "name: North\nsettings: {mode: trained}\n"}
    made = seen(guide(tmp_path, TWO, "", files))
    words = "{{ today }} {{ facility.name }} {{ settings.mode }} {{ pack.version }}"
    assert made.words(words) == "2026-11-23 North trained 1"


def test_an_old_name_that_is_a_step_again_is_not_renamed(tmp_path: Path) -> None:
    made = guide(tmp_path, "- {id: a, ask: text, was: [b, old], staff: A?}\n- {id: b, ask: text}")
    assert made.renamed == {"old": "a"}
    assert seen(made, b="mine").step("a").status == "todo"


def test_skip_reasons_are_said_in_the_words_of_the_pack(tmp_path: Path) -> None:
    reasons = "skip_reasons: [{id: declined, say: Would rather not}]\n"
    pack = "id: small\nversion: '1'\ntitle: Small\n"
    made = guide(tmp_path, TWO, "", {"pack.yaml": pack + reasons})
    words = "{{ skipped.a.say }}, {{ skipped.b.say }}"
    said = seen(made, Skipped("a", "declined"), Skipped("b", "other")).words(words)
    assert said == "Would rather not, other"
