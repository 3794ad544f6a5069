import pytest

from bht_assist.content.problems import PackError, Place, Problem, did_you_mean

PROBLEM = Problem(Place("flows/a.yaml", 3, 7), "unknown-name", "there is no `x`", "use `y`")


def test_a_problem_reads_as_one_line() -> None:
    assert str(PROBLEM) == "flows/a.yaml:3:7 unknown-name there is no `x`, hint: use `y`"


def test_a_problem_without_a_hint_ends_with_its_text() -> None:
    assert str(Problem(Place("a.yaml"), "x", "broken")) == "a.yaml:1:1 x broken"


def test_a_problem_is_plain_values_for_machines() -> None:
    assert PROBLEM.to_json() == {
        "code": "unknown-name",
        "level": "error",
        "file": "flows/a.yaml",
        "line": 3,
        "column": 7,
        "text": "there is no `x`",
        "hint": "use `y`",
    }


def test_an_error_says_all_its_problems() -> None:
    error = PackError([PROBLEM, Problem(Place("b.yaml"), "x", "broken")])
    assert str(error) == f"{PROBLEM}\nb.yaml:1:1 x broken"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("wheer", ["where", "who"], "did you mean `where`?"),
        ("zzz", ["where", "who", "where"], "use one of: where, who"),
        ("zzz", [str(number) * 9 for number in range(21)], ""),
        ("zzz", [], ""),
        ("a" * 100_000, ["b"], "use one of: b"),
    ],
)
def test_a_wrong_word_is_met_with_what_was_probably_meant(
    word: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint
