"""Groups over time: counts and minutes from notes, never who."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from bht_assist.cli import secrets
from bht_assist.cli.options import today
from bht_assist.flows.metrics import Held, by_family, last_held, next_up
from bht_assist.flows.session import Answered, Session, frozen
from bht_assist.vault import opening
from bht_assist.vault.places import VAULT
from bht_assist.vault.records import Head, Kept
from tests.core import core
from tests.program.packs import EXAMPLES, run
from tests.vault.stores import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from bht_assist.vault.vault import Vault

NOTE = EXAMPLES / "group_note.yaml"


def group(day: str, topic: str, minutes: int = 45, there: int = 5) -> Held:
    family = core().topics[topic].family
    return Held(day, topic, family, 45, minutes, 8, there, 0, 1, levels={"active": there})


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "second.yaml"
    path.write_text(
        "topic: cop_grounding\nday: '2026-11-20'\ngroup_minutes: 30\n"
        "participants: {items: [{seat: '1', name: Ana Ruiz, attended: whole, part: active}]}\n"
    )
    return path


def test_one_line_for_each_group_in_the_order_of_days(second: Path) -> None:
    result = run("groups", NOTE, second, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["day"] for row in rows] == ["2026-11-20", "2026-11-23"]
    last = rows[1]
    assert (last["topic"], last["family"]) == ("ang_signs_meter", "anger")
    assert (last["planned"], last["minutes"], last["expected"]) == ("45", "47", "4")
    assert (last["there"], last["partly"], last["away"]) == ("3", "1", "1")
    assert (last["active"], last["prompted"], last["present"]) == ("1", "1", "1")


def test_where_a_range_was_expected_its_most_counts(tmp_path: Path) -> None:
    path = tmp_path / "range.yaml"
    path.write_text("topic: cop_grounding\nday: '2026-11-20'\ngroup_size: [6, 8]\n")
    assert json.loads(run("groups", path, "--json").stdout)["groups"][0]["expected"] == 8


@pytest.mark.parametrize("more", [(), ("--csv",), ("--json",)])
def test_nothing_that_anybody_wrote_or_is_called_is_shown(
    second: Path, more: tuple[str, ...]
) -> None:
    shown = run("groups", NOTE, second, *more).output
    for words in ("Maria", "Lopez", "Will Hart", "Ana", "water", "charge nurse", "R. Diaz"):
        assert words not in shown


def test_the_page_adds_up_by_family_and_says_what_was_held_and_what_was_not(second: Path) -> None:
    page = run("groups", NOTE, second).stdout
    page = " ".join(page.split())
    assert "2 groups, Friday, November 20, 2026 to Monday, November 23, 2026." in page
    assert (
        "People expected, where it was written down (groups: 1) 4 People there, in those 3" in page
    )
    assert "People there, in all groups 4" in page
    assert "Minutes planned in those 45 Minutes delivered in those 47" in page
    assert "Ended sooner than planned 0 Ended later than planned 1" in page
    last = page.partition("When each topic was last held")[2]
    assert last.index("Anger signs") < last.index("Grounding")
    assert "Not held for the longest time" in page


def test_json_has_the_same_numbers(second: Path) -> None:
    shape = json.loads(run("groups", NOTE, second, "--json").stdout)
    assert [each["there"] for each in shape["groups"]] == [1, 3]


def test_a_file_that_is_no_note_is_told_of(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("nonsense: 3\n")
    result = run("groups", wrong)
    assert result.exit_code == 2
    assert "nonsense" in result.output


def test_a_note_with_nothing_in_it_counts_as_a_group_with_nobody(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("started: '14:00'\n")
    page = run("groups", empty).stdout
    assert "1 group, no day to no day" in page
    assert "No topic" in page


def test_families_are_added_up() -> None:
    groups = [group("2026-11-01", "ang_signs_meter"), group("2026-11-02", "ang_timeout_plan", 30)]
    (row,) = by_family(groups)
    assert (row.sessions, row.minutes, row.planned, row.seats) == (2, 75, 90, 10)


def test_what_is_next_was_never_held_or_longest_ago_one_of_each_family() -> None:
    groups = [group(f"2026-11-{n:02}", topic) for n, topic in enumerate(core().topics, start=1)]
    oldest = groups[0].topic
    assert next_up(core(), groups)[0] == oldest
    assert next(iter(last_held(groups))) == groups[-1].topic
    offered = next_up(core(), groups, most=20)
    families = [core().topics[each].family for each in offered]
    assert len(families) == len(set(families))
    assert next_up(core(), groups[:1])[0] != oldest


# what was counted before


def counted(tmp_path: Path, *words: str | Path) -> Path:
    path = tmp_path / "counted.json"
    path.write_text(run("groups", *words, "--json").stdout)
    return path


def test_a_group_that_was_counted_before_is_not_counted_again(tmp_path: Path) -> None:
    file = counted(tmp_path, NOTE)
    assert (
        run("groups", NOTE, "--lately", file, "--csv").stdout == run("groups", NOTE, "--csv").stdout
    )


def test_what_was_counted_is_taken_back_in_as_it_was(second: Path, tmp_path: Path) -> None:
    file = counted(tmp_path, NOTE, second)
    assert run("groups", "--lately", file, "--json").stdout == file.read_text()
    assert (
        run("groups", "--lately", file, "--csv").stdout
        == run("groups", NOTE, second, "--csv").stdout
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"groups": 3}',
        '{"groups": [3]}',
        '{"groups": [{"day": 3}]}',
        '{"groups": [{"minutes": "many"}]}',
        '{"groups": [{"levels": {"active": "some"}}]}',
        "[" * 5000,
    ],
)
def test_a_file_that_is_no_count_of_groups_is_told_of(tmp_path: Path, text: str) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text)
    result = run("groups", "--lately", wrong)
    assert result.exit_code == 2
    assert "is not a list of groups" in result.output


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    assert "Check its name." in run("groups", "--lately", tmp_path / "none.json").output


def test_with_nothing_to_count_it_says_what_to_name() -> None:
    result = run("groups")
    assert result.exit_code == 2
    assert "--kept" in result.output


def test_only_the_groups_of_a_time_are_counted(second: Path) -> None:
    def days(*more: str) -> list[str]:
        shape = json.loads(run("groups", NOTE, second, "--json", *more).stdout)
        return [each["day"] for each in shape["groups"]]

    assert days("--from", "2026-11-21") == ["2026-11-23"]
    assert days("--until", "2026-11-20") == ["2026-11-20"]
    assert days("--from", "2026-11-24") == []
    wrong = run("groups", NOTE, "--from", "Monday")
    assert (wrong.exit_code, "is not a day" in wrong.output) == (2, True)


def test_when_no_group_is_left_the_page_says_so(second: Path) -> None:
    assert "No groups were counted." in run("groups", second, "--from", "2026-11-24").stdout


def test_the_page_for_the_supervisor_is_a_word_file_too(second: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    result = run("groups", NOTE, second, "--out", tmp_path / "out")
    (file,) = (tmp_path / "out").iterdir()
    assert result.stdout.strip() == str(file)
    text = " ".join(each.text for each in Document(str(file)).paragraphs)
    assert "2 groups, Friday, November 20, 2026" in text
    for words in ("Maria", "Lopez", "Ana", "R. Diaz", "water"):
        assert words not in text


def test_a_plan_knows_what_its_group_did_last_time(tmp_path: Path) -> None:
    note = tmp_path / "note.yaml"
    told = "topic: cop_grounding\nday: '2026-11-16'\ngroup: evening\nsession_number: 1\n"
    note.write_text(told + "participants: {items: [{seat: '1', attended: whole}]}\n")
    answers = tmp_path / "plan.yaml"
    answers.write_text(
        "topic: ang_signs_meter\nminutes: 50\ngroup_size: 8\nmembership: closed\n"
        "group: evening\nsession_number: 2\n"
    )
    words: tuple[str | Path, ...] = ("make", "group_session", "--answers", answers, "--json")
    words = (*words, "--out", tmp_path, "--document", "group_series")
    without, known = run(*words), run(*words, "--lately", counted(tmp_path, note))
    assert "Last time we talked about" not in without.stdout
    assert "Last time we talked about “Grounding" in known.stdout
    (segments,) = [json.loads(known.stdout)["computed"]["agenda"]["segments"]]
    assert sum(each["minutes"] for each in segments) == 50


# what is kept on this computer

SECRET = "five words that nobody knows"  # noqa: S105


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A computer that keeps two notes and a plan."""
    vault, _ = opening.create(tmp_path / "data", "ana", SECRET, cost=CHEAP)
    people = frozen({"items": [{"seat": "1", "name": "Ana Ruiz", "attended": "whole"}]})
    for number, topic in enumerate(("ang_signs_meter", "cop_grounding"), start=1):
        said = {"topic": topic, "day": f"2026-11-1{number}", "group_minutes": 30}
        said |= {"participants": people}
        keep(vault, "group_note", f"1111-{number}", said)
    keep(vault, "group_session", "1111-3", {"topic": "rec_values", "minutes": 45})
    vault.close()
    return tmp_path / "data"


def keep(vault: Vault, flow: str, code: str, said: dict[str, Any]) -> None:
    session = Session(flow).add(*(Answered(*each) for each in said.items()))
    vault.save(vault.blank(), Kept(Head(code, flow), session))


@contextmanager
def typed(words: str) -> Iterator[None]:
    """Have a passphrase ready, as a script has it."""
    reads, writes = os.pipe()
    os.write(writes, f"{words}\n".encode())
    os.close(writes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(secrets.DESCRIPTOR, str(reads))
        yield
    os.close(reads)


def run_kept(data: Path, *more: str | Path, passphrase: str = SECRET) -> Result:
    with typed(passphrase):
        return run("groups", "--kept", "--data", data, *more)


def test_the_notes_that_are_kept_are_counted_after_the_passphrase(data: Path) -> None:
    page = " ".join(run_kept(data).stdout.split())
    assert "2 groups, Wednesday, November 11, 2026 to Thursday, November 12, 2026." in page
    assert "Ana" not in page
    assert run_kept(data, NOTE, "--csv").stdout.count("2026-11-") == 3


def test_without_the_passphrase_nothing_is_counted(data: Path) -> None:
    result = run_kept(data, passphrase=SECRET[1:])
    assert (result.exit_code, result.stdout) == (2, "")


def test_damaged_notes_are_told_of_and_keep_no_other_from_being_counted(data: Path) -> None:
    with closing(sqlite3.connect(data / VAULT)) as database, database:
        database.execute("UPDATE record SET body = zeroblob(200)")
    result = run_kept(data, NOTE, "--csv")
    assert "2 kept notes can't be opened and are not counted." in result.stderr
    assert result.stdout.count("2026-11-") == 1


def test_in_lines_too_topics_that_ran_lately_come_last_with_their_day(tmp_path: Path) -> None:
    first = next(iter(core().topics.values()))
    held = Held((today() - timedelta(days=3)).isoformat(), first.id, first.family)
    file = tmp_path / "counted.json"
    file.write_text(json.dumps({"groups": [held.to_json()]}))
    words = run("plain", "group_session", "--lately", file, lines="\n").stdout
    listed = words.partition("52. ")[2] or words.partition("52 ")[2]
    assert listed.startswith(f"{first.title} (Ran ")


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    result = run("groups", NOTE, "--out", tmp_path / "none")
    assert (result.exit_code, "Make the folder first" in result.output) == (2, True)
