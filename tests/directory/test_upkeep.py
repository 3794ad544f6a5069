"""What is due to be checked, and a filled sheet taken back in."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from bht_assist.content.library import Library, load
from bht_assist.directory.report import Report, SourceError
from bht_assist.directory.ticking import CHECKED, take_over
from bht_assist.directory.ticks import read_ticks
from bht_assist.directory.upkeep import SHEET, due_rows, sheet_text, uses
from tests.core import core

from .sources import write

if TYPE_CHECKING:
    from pathlib import Path

NOW = date(2026, 11, 23)
PACK = "id: ours\nversion: '1'\ntitle: Ours\nextends: core\n"
OURS = """\
resources:
  - id: hill-house
    name: Hill House
    aka: [The Hill]
    needs: [food]
    what_for: Soup.
    phones:
      - {number: 602-555-0110, extension: "4", label: desk}
      - {kind: text, number: 602-555-0111, say: HI}
    hours: Mon-Fri, 9 to 5
    open: [{days: mon-fri, from: "09:00", to: "17:00"}]
    audience: Anyone
    cost: Free
    verified_on: 2026-01-02
    verified_by: A. Reyes
    verified_how: Called.
"""


OTHERS = """\
needs: [{id: food, say: Food}, {id: crisis, say: Now}]
resources:
  - {id: 988-lifeline, name: 988, needs: [crisis], what_for: Talk., hours: 24/7, audience: Anyone,
     cost: Free, phones: [{number: 988}], verified_on: 2026-11-01, verified_how: Called.}
  - {id: 211, name: 211, needs: [food], what_for: Talk., hours: 24/7, audience: Anyone,
     cost: Free, phones: [{number: 211}], verified_on: 2026-11-01, verified_how: Called.}
  - {id: snap, name: SNAP, needs: [food], what_for: Food., hours: Any, audience: Anyone,
     cost: Free, url: "https://snap.example", verified_on: 2026-11-01, verified_how: Called.}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path / "pack" / "resources", {"ours.yaml": OURS, "others.yaml": OTHERS})
    return write(tmp_path / "pack", {"pack.yaml": PACK, "directory.yaml": "expiry: {phone: 90}\n"})


def library(pack: Path, *, core: bool = False) -> Library:
    found = load(pack, core=core)
    assert not found.problems, [str(each) for each in found.problems]
    return found


def row(**cells: str) -> dict[str, str]:
    base = {"id": "hill-house", "field": "phone 1", "result": "ok"}
    return {**base, "when": "2026-11-20", "who": "B. Cho", "how": "Called", **cells}


def sheet(folder: Path, *rows: dict[str, str]) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys((*SHEET, *chain(*rows)))))
    writer.writeheader()
    writer.writerows(rows)
    return write(folder, {"sheet.csv": out.getvalue()}) / "sheet.csv"


def tick(pack: Path, *rows: dict[str, str]) -> Report:
    report = Report()
    ticks = list(read_ticks(sheet(pack.parent, *rows), library(pack), report))
    take_over(pack, ticks)
    return report


def refused(pack: Path, **cells: str) -> str:
    report = Report()
    assert not list(read_ticks(sheet(pack.parent, row(**cells)), library(pack), report))
    (issue,) = report.issues
    assert issue.done == "left the row out"
    return f"{issue.column}: {issue.text}"


def test_nothing_is_due_on_the_day_it_was_checked() -> None:
    assert due_rows(core(), NOW) == []


def test_crisis_phones_are_due_first_and_the_most_used_of_them_before_the_others() -> None:
    rows = due_rows(core(), NOW + timedelta(days=core().keeping.expiry["crisis"]))
    assert {each.field.split()[0] for each in rows} == {"phone"}
    assert rows[0].id == "988-lifeline"
    used = [each.used for each in rows]
    assert used == sorted(used, reverse=True)


def test_the_oldest_fact_goes_before_the_most_used(pack: Path) -> None:
    rows = due_rows(library(pack), NOW + timedelta(days=400))
    assert [each.id for each in rows[:2]] == ["hill-house", "hill-house"]
    assert rows[0].to_json()["checked_by"] == "A. Reyes"


def test_a_sheet_has_so_many_resources_at_most_each_with_all_its_facts() -> None:
    rows = due_rows(core(), NOW + timedelta(days=4000), 3)
    assert len({each.id for each in rows}) == 3
    assert len(rows) > 3


def test_use_counts_where_packs_send_people() -> None:
    used = uses(core())
    assert used["988-lifeline"] > used["copline"] > used["wic"] == 0


def test_the_sheet_to_fill_has_a_row_for_each_fact() -> None:
    rows = due_rows(core(), NOW + timedelta(days=4000), 2)
    made = list(csv.DictReader(io.StringIO(sheet_text(rows))))
    assert [(each["id"], each["field"]) for each in made] == [(r.id, r.field) for r in rows]
    assert {each["result"] for each in made} == {""}


def test_the_sheet_to_fill_says_whom_to_call_and_when_each_fact_was_checked() -> None:
    rows = due_rows(core(), NOW + timedelta(days=4000), 2)
    made = list(csv.DictReader(io.StringIO(sheet_text(rows))))
    assert list(made[0])[:6] == ["name", "call", "field", "was", "checked", "result"]
    first = core().resources[rows[0].id]
    assert (made[0]["name"], made[0]["call"]) == (first.name, first.phones[0].number)
    assert made[0]["checked"] == rows[0].checked.isoformat()


def test_a_sheet_that_was_filled_in_a_spreadsheet_is_read_back(pack: Path) -> None:
    due = [each for each in due_rows(library(pack), NOW) if each.id == "hill-house"]
    made = list(csv.DictReader(io.StringIO(sheet_text(due))))
    for each in made:
        each |= {"result": "ok", "who": "B. Cho", "when": "11/22/2026"}
    tick(pack, *made)
    checked = library(pack).resources["hill-house"].checked
    assert len(checked) == len(due)
    assert {each.when for each in checked.values()} == {date(2026, 11, 22)}


def test_what_is_right_moves_the_date_of_that_fact_alone(pack: Path) -> None:
    tick(pack, row(result="OK"), row(field="hours", result="✓", when="2026-11-21", how=""))
    made = library(pack).resources["hill-house"]
    assert made.verified_on == date(2026, 1, 2)
    assert {
        key: (each.when.isoformat(), each.who, each.how) for key, each in made.checked.items()
    } == {
        "602-555-0110": ("2026-11-20", "B. Cho", "Called"),
        "hours": ("2026-11-21", "B. Cho", ""),
    }


def test_new_words_take_the_place_of_the_old_and_old_hours_are_not_reckoned_with(
    pack: Path,
) -> None:
    tick(pack, row(field="hours", result="Weekends"), row(field="cost", result="$5"))
    made = library(pack).resources["hill-house"]
    assert (made.hours, made.open, made.cost) == ("Weekends", (), "$5")


def test_a_new_number_takes_the_place_of_the_old_and_keeps_what_it_is_for(pack: Path) -> None:
    tick(pack, row(result="(602) 555-0177 x9"), row(field="phone 2", result="602.555.0178"))
    first, second = library(pack).resources["hill-house"].phones
    assert (first.number, first.extension, first.label) == ("602-555-0177", "9", "desk")
    assert (second.kind, second.number, second.say) == ("text", "602-555-0178", "HI")


def test_a_second_sheet_adds_to_the_first(pack: Path) -> None:
    tick(pack, row(result="602-555-0177"), row(field="cost", result="$5"))
    tick(pack, row(result="ok", when="2026-11-22"), row(id="988-lifeline", result="ok"))
    made = library(pack).resources
    assert made["hill-house"].cost == "$5"
    assert made["hill-house"].checked["602-555-0177"].when == date(2026, 11, 22)
    assert made["988-lifeline"].checked["988"].who == "B. Cho"


def test_the_core_is_never_written(pack: Path) -> None:
    tick(pack, row(id="988-lifeline", field="hours", result="Never"))
    (pack / "resources/others.yaml").unlink()  # the core has these itself
    assert library(pack, core=True).resources["988-lifeline"].hours == "Never"
    assert core().resources["988-lifeline"].hours == "24/7"


def test_what_has_ended_goes_to_the_ended_list_with_its_reason_and_replacement(pack: Path) -> None:
    end = row(field="", result="Ended", instead="211, snap", reason="It closed in May 2026.")
    tick(pack, row(field="cost", result="$5"))
    tick(pack, end, row(result="602-555-0177"))
    made = library(pack)
    ended = made.ended["hill-house"]
    assert "hill-house" not in made.resources
    assert (ended.name, ended.aka, ended.say) == (
        "Hill House",
        ("The Hill",),
        "It closed in May 2026.",
    )
    assert (ended.use_instead, ended.verified_by) == (("211", "snap"), "B. Cho")


def test_a_row_without_a_result_or_an_answer_changes_nothing(pack: Path) -> None:
    report = tick(pack, row(result=""), row(result="no answer"))
    assert (report.read, report.kept, report.issues) == (2, 0, [])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"id": "hill-hous"}, "id: there is no resource `hill-hous`; did you mean `hill-house`?"),
        ({"when": "soon"}, "when: say who called, and the day as in 2026-11-25"),
        ({"who": ""}, "who: say who called, and the day as in 2026-11-25"),
        ({"field": "hour"}, "field: `hill-house` has no `hour`; did you mean `hours`?"),
        ({"was": "6"}, "was: it is “602-555-0110” by now, not “6”; call again"),
        ({"result": "555"}, "result: “555” is no US number"),
        (
            {"result": "ended", "reason": "x", "instead": "snapp"},
            "instead: no other resource is called `snapp`; did you mean `snap`?",
        ),
        (
            {"result": "ended", "reason": "x", "instead": "hill-house"},
            "instead: no other resource is called `hill-house`; use one of: 211, 988-lifeline, snap",  # noqa: E501
        ),
        ({"result": "ended", "reason": ""}, "reason: say in a sentence what happened, and when"),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_and_said(
    pack: Path, cells: dict[str, str], said: str
) -> None:
    assert refused(pack, **cells) == said


def test_a_sheet_may_be_yaml(pack: Path) -> None:
    text = "- {id: hill-house, field: cost, result: ok, who: B. Cho, when: 2026-11-20, more: [1]}\n"
    path = write(pack.parent, {"sheet.yaml": text}) / "sheet.yaml"
    (made,) = read_ticks(path, library(pack), Report())
    assert (made.field, made.result, made.spot.line) == ("cost", "ok", 1)


@pytest.mark.parametrize("text", ["a: 1\n", "- 1\n", "- [\n", "- {id: a, id: b}\n"])
def test_a_yaml_sheet_that_is_no_list_of_rows_is_refused(pack: Path, text: str) -> None:
    path = write(pack.parent, {"sheet.yaml": text}) / "sheet.yaml"
    with pytest.raises(SourceError, match=r"sheet\.yaml"):
        list(read_ticks(path, library(pack), Report()))


def test_a_sheet_that_is_not_there_is_said(pack: Path) -> None:
    with pytest.raises(SourceError, match="Check its name"):
        list(read_ticks(pack / "none.csv", library(pack), Report()))


@pytest.mark.parametrize(
    ("text", "said"),
    [("ended: [", "Put this right first"), ("- 1\n", "not as"), ("ended: [{a: b}]\n", "not as")],
)
def test_a_file_of_checks_that_is_broken_is_not_written_over(
    pack: Path, text: str, said: str
) -> None:
    write(pack / "resources", {"checked.yaml": text})
    with pytest.raises(SourceError, match=said):
        take_over(pack, [])
    assert (pack / CHECKED).read_text() == text


def test_a_pack_that_cannot_be_written_is_said(pack: Path) -> None:
    (pack / "resources" / ".checked.yaml.part").mkdir()
    with pytest.raises(SourceError, match="can't be written"):
        take_over(pack, [])
