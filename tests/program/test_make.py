"""`make` and `review`: what they print, how they end, and that nothing is made by halves."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.program.packs import EXAMPLES, FLOWS, answers_file, contents, example, names, run

PLAN = EXAMPLES / "safety_plan.yaml"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def shape_of(*words: str | Path, code: int = 0) -> Any:
    """Run a command with --json and give what it prints."""
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_make_prints_where_the_papers_are(out: Path) -> None:
    result = run("make", "safety_plan", "--answers", PLAN, "--out", out)
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()) == sorted(map(str, out.iterdir()))
    assert result.stderr == ""


def test_a_draft_is_marked_as_one(out: Path, tmp_path: Path) -> None:
    given = answers_file(tmp_path, {})
    result = run("make", "safety_plan", "--answers", given, "--out", out)
    assert [line.endswith("(draft)") for line in result.stdout.splitlines()] == [True] * 3


@pytest.mark.parametrize("flow", FLOWS)
def test_make_gives_one_json_object(out: Path, flow: str) -> None:
    shape = shape_of("make", flow, "--answers", EXAMPLES / f"{flow}.yaml", "--out", out)
    assert list(shape) == ["flow", "documents", "problems", "computed"]
    assert (shape["flow"], shape["problems"]) == (flow, [])
    for each in shape["documents"]:
        assert list(each) == ["id", "path", "audience", "draft"]
        assert Path(each["path"]).is_file()
        assert each["draft"] is False
    assert bool(shape["computed"]) is (flow == "group_session")


def test_the_timed_plan_is_given_part_by_part_and_fills_the_hour(out: Path) -> None:
    given = EXAMPLES / "group_session.yaml"
    agenda = shape_of("make", "group_session", "--answers", given, "--out", out)["computed"][
        "agenda"
    ]
    assert agenda["minutes"] == 60
    assert sum(each["minutes"] for each in agenda["segments"]) == 60
    for each in agenda["segments"]:
        assert {"id", "title", "minutes", "start", "end"} <= each.keys()
    for each in agenda["dropped"]:
        assert {"id", "why"} <= each.keys()


def test_where_no_plan_fits_the_answer_says_what_would(out: Path, tmp_path: Path) -> None:
    given = tmp_path / "short.yaml"
    given.write_text("topic: soc_assertive\nminutes: 12\ngroup_size: 18\n")
    asked = ("make", "group_session", "--answers", given, "--out", out)
    shape = json.loads(run(*asked, "--json").stdout)
    misfit = shape["computed"]["misfit"]
    assert misfit["why"] == "12 minutes is too short: this needs 13, 1 more."
    assert [each["value"] for each in misfit["options"]] == [13, 9, 30]
    assert all(each["say"] in run(*asked).output for each in misfit["options"])


def test_the_same_request_gives_the_same_plan_to_the_byte(out: Path) -> None:
    asked = ("make", "group_session", "--answers", EXAMPLES / "group_session.yaml", "--json")
    plans = [json.loads(run(*asked, "--out", out).stdout)["computed"] for _ in range(2)]
    assert json.dumps(plans[0]) == json.dumps(plans[1])


def test_one_paper_can_be_wished_for(out: Path) -> None:
    wish = ("--document", "safety_plan_wallet")
    shape = shape_of("make", "safety_plan", "--answers", PLAN, "--out", out, *wish)
    assert [each["id"] for each in shape["documents"]] == ["safety_plan_wallet"]
    assert len(names(out)) == 1


def test_papers_go_into_this_folder_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("make", "safety_plan", "--answers", PLAN).exit_code == 0
    assert len(names(tmp_path)) == 3


def test_large_print_sets_the_words_larger(out: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    wish = ("--document", "safety_plan_client")
    run("make", "safety_plan", "--answers", PLAN, "--out", out, *wish)
    run("make", "safety_plan", "--answers", PLAN, "--out", large, *wish, "--large-print", "18")
    assert names(out) == names(large)
    assert contents(out) != contents(large)


def test_made_twice_nothing_is_written_over_and_the_bytes_are_the_same(out: Path) -> None:
    for _ in range(2):
        assert run("make", "safety_plan", "--answers", PLAN, "--out", out).exit_code == 0
    files = contents(out)
    assert len(files) == 6
    for name in [each for each in files if "(2)" not in each]:
        assert files[name] == files[name.replace(".docx", " (2).docx")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_a_paper(out: Path) -> None:
    run("make", "safety_plan", "--answers", PLAN, "--out", out)
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "an unknown step": ({"copping": ["x"]}, "`copping` is not a step", "did you mean `coping`?"),
    "a wrong type": ({"review_date": ["x"]}, "`review_date`", "needs text"),
    "a date that is none": ({"review_date": "soon"}, "`review_date`", "is not a date"),
    "an unknown choice": ({"readiness": ["sobber"]}, "`readiness`", "did you mean `sober`?"),
    "an unknown blank": ({"help_people": [{"nmae": "x"}]}, "Entry 1", "did you mean `name`?"),
    "an unknown reason": ({"coping": {"skip": "later"}}, "`coping`", "not a reason to skip"),
    "too much": ({"coping": ["x" * 5_000_000]}, "`coping`", "Keep the part that matters"),
    "a long key": ({"x" * 5_000_000: "y"}, "`xxxxx", "is not a step"),
}


@pytest.mark.parametrize("case", WRONG)
def test_answers_that_do_not_fit_are_told_of_and_nothing_is_made(
    out: Path, tmp_path: Path, case: str
) -> None:
    answers, *said = WRONG[case]
    given = answers_file(tmp_path, {**example("safety_plan"), **answers})
    result = run("make", "safety_plan", "--answers", given, "--out", out)
    assert result.exit_code == 1
    assert all(words in result.stderr for words in said)
    assert result.stderr.endswith("Nothing was made.\n")
    assert len(result.stderr) < 1000
    assert names(out) == []


def test_all_that_does_not_fit_is_told_at_once_with_its_place(out: Path, tmp_path: Path) -> None:
    given = tmp_path / "answers.yaml"
    given.write_text("coping: [x]\nreview_date: soon\ncopping: [x]\n", encoding="utf-8")
    shape = shape_of("make", "safety_plan", "--answers", given, "--out", out, code=1)
    assert (shape["flow"], shape["documents"]) == ("safety_plan", [])
    assert [(each["code"], each["line"]) for each in shape["problems"]] == [
        ("wrong-answer", 2),
        ("unknown-step", 3),
    ]
    assert names(out) == []


UNREADABLE = {
    "none.yaml": None,
    "broken.yaml": "coping: [x",
    "list.yaml": "- coping",
    "twice.yaml": "coping: [x]\ncoping: [y]",
    "broken.json": '{"coping": ["x"',
    "list.json": '["coping"]',
    "twice.json": '{"coping": ["x"], "coping": ["y"]}',
    "deep.json": '{"coping": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "deep.yaml": "coping: " + "[" * 100_000,
    "huge.yaml": "# " + "x" * 11_000_000,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_wrong_use(out: Path, tmp_path: Path, name: str) -> None:
    text = UNREADABLE[name]
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("make", "safety_plan", "--answers", tmp_path / name, "--out", out)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {tmp_path / name}")
    assert names(out) == []


def test_bytes_that_are_no_text_are_wrong_use(out: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"coping: [\xff\xfe]")
    result = run("make", "safety_plan", "--answers", tmp_path / "a.yaml", "--out", out)
    assert result.exit_code == 2
    assert names(out) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("safetyplan", "--answers", PLAN), "There is no flow “safetyplan”; did you mean"),
        (("safety_plan",), "Missing option '--answers'"),
        (
            ("safety_plan", "--answers", PLAN, "--document", "safety_plan_walet"),
            "no document “safety_plan_walet”; did you mean `safety_plan_wallet`?",
        ),
        (("safety_plan", "--answers", PLAN, "--large-print", "5"), "8<=x<=36"),
        (
            ("safety_plan", "--answers", PLAN, "--letterhead", "none.docx"),
            "none.docx can't be read: No such file or directory",
        ),
    ],
)
def test_wrong_use_says_what_to_do_and_makes_nothing(
    out: Path, words: tuple[str | Path, ...], said: str
) -> None:
    result = run("make", *words, "--out", out)
    assert result.exit_code == 2
    assert said in result.stderr
    assert names(out) == []


def test_a_letterhead_that_is_no_word_file_is_told_of(out: Path) -> None:
    lent = ("--letterhead", PLAN)
    result = run("make", "safety_plan", "--answers", PLAN, "--out", out, *lent)
    assert result.exit_code == 1
    assert "Error: " in result.stderr
    assert names(out) == []


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = run("make", "safety_plan", "--answers", PLAN, "--out", tmp_path / "none")
    assert result.exit_code == 2
    assert "is not there. Make the folder first" in result.stderr
    assert names(tmp_path) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("make", "safety_plan", "--answers", PLAN, "--out", tmp_path / "file")
    assert result.exit_code == 2
    assert "is a file, not a folder" in result.stderr


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can write anywhere"
)
def test_a_folder_that_cannot_be_written_is_wrong_use(out: Path) -> None:
    out.chmod(0o500)
    result = run("make", "safety_plan", "--answers", PLAN, "--out", out)
    out.chmod(0o700)
    assert result.exit_code == 2
    assert names(out) == []


STOP = {"observations": ["said_intent"]}
TOLD = {"step": "observations", "rule": "S01", "matched": "", "name": "Dana", "time": "14:05"}


def test_a_stop_holds_back_every_paper(out: Path, tmp_path: Path) -> None:
    given = answers_file(tmp_path, {**example("safety_plan"), **STOP})
    command = ("make", "safety_plan", "--answers", given, "--out", out)
    shape = shape_of(*command, code=1)
    assert [(each["code"], each["document"], each["rules"]) for each in shape["problems"]] == [
        ("blocked", f"safety_plan_{name}", ["S01"]) for name in ("client", "wallet", "chart")
    ]
    said = run(*command)
    assert said.exit_code == 1
    assert "Not made yet. S01: The client said" in said.stderr
    assert said.stderr.endswith("Nothing was made.\n")
    assert names(out) == []


def test_once_somebody_was_called_the_papers_can_be_made(out: Path, tmp_path: Path) -> None:
    given = answers_file(tmp_path, {**example("safety_plan"), **STOP, "acknowledged": [TOLD]})
    shape_of("make", "safety_plan", "--answers", given, "--out", out)
    assert len(names(out)) == 3


@pytest.mark.parametrize(
    "words", ["\x1b[31mred\x00", "\u202eevil", "🙂" * 50, "مرحبا", "ñ", "\ud800", "a\r\nb", "\t"]
)
def test_any_signs_in_an_answer_make_a_paper(out: Path, tmp_path: Path, words: str) -> None:
    answers = {"coping": [words], "story": words, "clinician": words, "means": {"asked": "no"}}
    (tmp_path / "a.json").write_text(json.dumps(answers), encoding="utf-8")
    shape_of("make", "safety_plan", "--answers", tmp_path / "a.json", "--out", out)
    assert len(names(out)) == 3


def review(tmp_path: Path, answers: Any, code: int = 0) -> Any:
    given = answers_file(tmp_path, answers)
    return shape_of("review", "safety_plan", "--answers", given, code=code)


def test_review_gives_each_step_each_finding_and_what_waits(tmp_path: Path) -> None:
    shape = review(tmp_path, {**STOP, "coping": {"skip": "declined"}}, code=1)
    assert {"flow", "steps", "findings", "level", "blocks"} <= shape.keys()
    steps = {each["id"]: each for each in shape["steps"]}
    assert steps["coping"]["status"] == "skipped"
    assert steps["warning_signs"]["status"] == "todo"
    assert steps["fixes"]["status"] == "hidden"
    assert steps["observations"]["value"] == ["said_intent"]
    for each in shape["steps"]:
        assert {"id", "status", "value", "problems", "hints"} <= each.keys()
    for each in shape["findings"]:
        assert {"rule", "level", "step", "item", "matched", "say", "fix"} <= each.keys()
    assert shape["level"] == "stop_now"
    assert shape["blocks"]["safety_plan_client"] == ["S01"]


def test_review_of_a_plan_without_trouble_ends_well(tmp_path: Path) -> None:
    shape = review(tmp_path, example("safety_plan"))
    assert shape["blocks"] == {}


@pytest.mark.parametrize(
    "answers", [{"copping": ["x"]}, {"readiness": ["sober"]}, STOP], ids=["wrong", "ask", "stop"]
)
def test_review_ends_with_1_when_something_has_to_be_done(tmp_path: Path, answers: Any) -> None:
    review(tmp_path, {**example("safety_plan"), **answers}, code=1)


def test_an_answer_that_was_refused_stands_with_its_step(tmp_path: Path) -> None:
    shape = review(tmp_path, {"review_date": "soon"}, code=1)
    (row,) = [each for each in shape["steps"] if each["id"] == "review_date"]
    assert "is not a date" in row["problems"][0]
    assert shape["problems"][0]["code"] == "wrong-answer"


def test_review_is_read_line_by_line(tmp_path: Path) -> None:
    answers = {
        **example("safety_plan"),
        **STOP,
        "walk_in": {"skip": "declined"},
        "warning_signs": [],
        "coping": ["sleep"],
        "copping": ["x"],
    }
    given = answers_file(tmp_path, answers)
    result = run("review", "safety_plan", "--answers", given)
    lines = result.stdout.splitlines()
    assert "✓ What I'm here for" in lines
    assert "· Early signs" in lines
    assert "– A place to walk in, day or night" in lines
    assert [line for line in lines if line.startswith("! S01 ")]
    assert [line for line in lines if line.startswith("! `copping` is not a step")]
    assert [line for line in lines if line.startswith("    ")]
    assert lines[-1] == "This checks the paper, not the person."
