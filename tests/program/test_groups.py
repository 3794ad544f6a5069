"""Groups over time: counts and minutes from notes, never who."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from bht_assist.flows.metrics import Held, by_family, last_held, next_up
from tests.program.packs import EXAMPLES, core, run

if TYPE_CHECKING:
    from pathlib import Path

NOTE = EXAMPLES / "group_note.yaml"


def group(day: str, topic: str, minutes: int = 45, there: int = 5) -> Held:
    family = core().topics[topic].family
    return Held(day, topic, family, 45, minutes, 8, there, 0, 1, {"active": there})


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


@pytest.mark.parametrize("more", [(), ("--csv",), ("--json",)])
def test_nothing_that_anybody_wrote_or_is_called_is_shown(
    second: Path, more: tuple[str, ...]
) -> None:
    shown = run("groups", NOTE, second, *more).output
    for words in ("Maria", "Lopez", "Will Hart", "Ana", "water", "charge nurse", "R. Diaz"):
        assert words not in shown


def test_the_page_adds_up_by_family_and_says_what_was_held_and_what_was_not(second: Path) -> None:
    page = run("groups", NOTE, second).stdout
    assert "2 groups, 2026-11-20 to 2026-11-23" in page
    assert "Expected 4, there 4, for a part 1" in page
    assert page.index("2026-11-23  Anger signs") < page.index("2026-11-20  Grounding")
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
    assert "1 groups, no day to no day" in page
    assert "no topic" in page


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
