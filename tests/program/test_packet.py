"""The step-down packet: numbers as the directory has them, copies that show only their list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from bht_assist.content import reading
from bht_assist.content.models import Ended, Facility
from bht_assist.documents import text
from bht_assist.documents.page import Bullets, Card, CheckBoxes, Keep, PageBreak, Paragraph
from bht_assist.documents.template import DocumentError, write
from bht_assist.flows.answers_file import take
from bht_assist.flows.guide import guide_to
from bht_assist.flows.review import blocks
from bht_assist.flows.view import View, view
from bht_assist.making import Wish, papers
from tests.core import core
from tests.program.packs import example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.documents.page import Block

DAY = date(2026, 11, 25)
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
SETTINGS = {"part2_notice": NOTICE, "part2_version": "2024", "part2_reviewed": "2026-10-01"}
COPIES = ["me", "chart", "next_place", "home", "court", "school", "work"]


@cache
def library() -> Library:
    facility = Facility(name="ZEBRA Center", phone="602-555-0100", settings=SETTINGS)
    ours = core().packs[0].but(id="zebra")
    return replace(core(), facility=facility, packs=(*core().packs, ours))


def packet(answers: dict[str, Any], of: Library | None = None, today: date = DAY) -> View:
    guide = guide_to(of or library(), "discharge", today)
    taken = take(guide, answers)
    assert not taken.problems, taken.problems
    return view(guide, taken.session)


def full(**more: Any) -> dict[str, Any]:
    return {**example("discharge"), "copies": COPIES, **more}


def paper(name: str, of: View) -> str:
    return text.render(write(of.guide.library.documents[name], of).page)


def found(of: View) -> set[str]:
    return {finding.rule for finding in of.findings}


SENTINELS = {
    "from_setting": "SECRETFROM",
    "to_setting": "SECRETTO",
    "packet_name": "SECRETTITLE",
    "sleeps": "SECRETBED",
    "other_place": "SECRETOTHER",
    "call_first": [{"name": "SECRETDEE", "relation": "sponsor", "phone": "602-555-0142"}],
    "pharmacy": "SECRETPHARMACY",
    "warning_signs": ["SECRETSIGN"],
    "peer": "SECRETPEER",
    "first_meeting": "SECRETMEETING",
    "naloxone_place": "SECRETNALOXONE",
    "legal": [{"what": "SECRETLEGAL", "date": "2026-12-10"}],
    "people_and_work": [{"about": "work", "plan": "SECRETPLAN"}],
    "teach_back": "SECRETWORDS",
    "appointments": [
        {
            "what": "SECRETWHAT",
            "date": "2026-12-02",
            "time": "10:00",
            "place": "SECRETPLACE",
            "phone": "602-555-0160",
            "bring": "SECRETBRING",
            "ride": "SECRETRIDE",
        }
    ],
    "resources": ["988-lifeline", "oxford-house", "ndvh", "aa", "hunger-hotline"],
    "needs": ["dv-sa", "recovery-housing", "food"],
    "keep_off": "show",
    "consents": [{"who": "SECRETWHO", "what": "SECRETSCOPE", "form": "signed"}],
    "about_me": ["reentry"],
}
MAY_SHOW = {
    "court_copy": {"SECRETPLACE"},
    "school_copy": set(),
    "work_copy": set(),
    "home_copy": set(),
    "third_party": {"SECRETWHAT", "SECRETPLACE", "SECRETWHO", "SECRETSCOPE"},
}


@pytest.mark.parametrize("name", sorted(MAY_SHOW))
def test_a_copy_for_others_shows_nothing_but_what_is_on_its_list(name: str) -> None:
    words = paper(name, packet(full(**SENTINELS)))
    assert set(re.findall(r"SECRET[A-Z]+", words)) == MAY_SHOW[name]
    assert "December 2, 2026" in words


@pytest.mark.parametrize("name", ["court_copy", "school_copy", "work_copy", "home_copy"])
def test_no_copy_tells_who_helps_or_why(name: str) -> None:
    of = packet(full(**SENTINELS))
    words = paper(name, of)
    for secret in ["Oxford", "Domestic", "800-799-7233", "Alcoholics", "ZEBRA", "602-555"]:
        assert secret not in words, secret
    written = write(of.guide.library.documents[name], of)
    assert written.bare
    assert "zebra" not in written.page.small_print


@pytest.mark.parametrize("name", sorted(MAY_SHOW))
def test_a_template_can_not_print_what_its_list_leaves_out(name: str) -> None:
    body = "{{ sleeps }} {{ teach_back }} {% for v in coming %}{{ v.ride }}{% endfor %}"
    greedy = library().documents[name].but(body=body)
    assert "SECRET" not in text.render(write(greedy, packet(full(**SENTINELS))).page)


def test_copies_that_nobody_asked_for_are_not_made(tmp_path: Path) -> None:
    of = packet({**example("discharge"), "copies": ["me"]})
    made = {each.document.document for each in papers(of, Wish(tmp_path))}
    assert made == {"next_steps", "resource_list", "sign_page"}
    with pytest.raises(DocumentError, match="Nobody has asked for this copy yet: Dates for work"):
        papers(of, Wish(tmp_path, ("work_copy",)))


NUMBER = re.compile(r"\d[\d-]{9,}\d")


def known_numbers(of: Library) -> set[str]:
    phones = (each for row in of.resources.values() for each in row.phones)
    return {digits(each.number) for each in phones}


def digits(number: str) -> str:
    return "".join(filter(str.isdigit, number)).removeprefix("1")


def test_every_number_of_the_list_is_the_directory_s_own() -> None:
    words = paper("resource_list", packet(full()))
    printed = {digits(each) for each in NUMBER.findall(words) if len(digits(each)) == 10}
    assert printed
    assert printed <= known_numbers(library())


def changed(name: str, **more: Any) -> Library:
    row = library().resources[name].but(**more)
    return replace(library(), resources=MappingProxyType({**library().resources, name: row}))


def without(name: str, *ended: Ended) -> Library:
    rows = {key: row for key, row in library().resources.items() if key != name}
    gone = {each.id: each for each in ended}
    return replace(library(), resources=MappingProxyType(rows), ended=gone)


def reopened(of: Library, today: date = DAY) -> View:
    """Look today, with this directory, at a packet that was filled in before."""
    session = take(guide_to(library(), "discharge", DAY), full()).session
    return view(guide_to(of, "discharge", today), session)


def test_a_number_that_changed_since_it_was_picked_is_printed_as_it_is_now() -> None:
    phone = library().resources["oxford-house"].phones[0]
    now = changed("oxford-house", phones=(phone.but(number="602-555-0199"),))
    of = reopened(now)
    words = paper("resource_list", of)
    assert "602-555-0199" in words
    assert phone.number not in words
    assert "number_changed" in found(of)


def test_what_ended_since_holds_the_list_back_and_says_why() -> None:
    ended = Ended(id="oxford-house", name="Oxford House", say="It closed.", verified_on=DAY)
    of = reopened(without("oxford-house", ended))
    assert "resource_ended" in blocks(of)["resource_list"]
    assert "Oxford House" not in paper("resource_list", of)
    assert any("It closed." in finding.say for finding in of.findings)


def test_what_left_the_directory_holds_the_list_back() -> None:
    of = reopened(without("oxford-house"))
    assert "resource_gone" in blocks(of)["resource_list"]
    assert "Oxford House" not in paper("resource_list", of)


def test_what_is_past_its_day_says_call_first_on_the_paper() -> None:
    late = date(2028, 1, 3)
    of = reopened(library(), late)
    assert "resource_stale" in found(of)
    assert "Call first" in paper("resource_list", of)
    assert "Call first" not in paper("resource_list", packet(full()))


def test_a_place_that_is_told_of_in_hard_words_is_named_to_staff() -> None:
    hard = (
        "Comprehensive residential accommodation with individualized recovery coordination, "
        "transportation assistance and documentation for participants."
    )
    assert "hard_words" in found(packet(full(), changed("oxford-house", what_for=hard)))
    assert "hard_words" not in found(packet(full()))


def test_a_secret_address_is_told_to_staff_and_printed_nowhere() -> None:
    hidden = changed("oxford-house", private_address=True, address="12 SECRETSTREET")
    of = packet(full(), hidden)
    assert "secret_address" in found(of)
    assert all("SECRETSTREET" not in paper(name, of) for name in of.guide.flow.documents)


def test_old_wording_of_the_notice_holds_the_copy_for_others_back() -> None:
    old = "Making any further\n disclosure of information in this record that identifies a patient"
    facility = Facility(settings={**SETTINGS, "part2_notice": old})
    of = packet(full(), replace(core(), facility=facility))
    assert "old_part2_notice" in blocks(of)["third_party"]
    assert "third_party" not in blocks(packet(full()))


@pytest.mark.parametrize(
    ("reviewed", "due"), [("2025-11-01", True), ("2026-10-01", False), ("", True)]
)
def test_a_notice_nobody_looked_at_for_a_year_is_due(reviewed: str, due: bool) -> None:
    facility = Facility(settings={**SETTINGS, "part2_reviewed": reviewed})
    of = packet(full(), replace(core(), facility=facility))
    assert ("part2_review_due" in found(of)) is due


def test_the_first_page_has_five_lines_and_the_crisis_numbers() -> None:
    of = packet(full())
    page = write(of.guide.library.documents["next_steps"], of).page
    lists = [block for block in page.blocks if isinstance(block, Bullets)]
    assert sum(len(block.items) for block in lists[:1]) <= 5
    assert "988" in paper("next_steps", of)


def test_day_seven_and_day_thirty_are_on_the_paper_with_the_last_open_day_before() -> None:
    words = " ".join(paper("next_steps", packet(full(leave_date="2026-11-25"))).split())
    assert "My first week ends on Wednesday, December 2, 2026." in words
    assert "My first month ends on Friday, December 25, 2026. Offices are closed that day." in words
    assert "The last day they are open is Thursday, December 24, 2026." in words


def test_the_list_holds_twelve_places_and_three_for_a_need_at_most() -> None:
    picked = [row.id for row in library().resources.values() if "mental-health" in row.needs]
    of = packet(full(needs=["mental-health"], resources=picked[:9]))
    group = of.scope["help_by_need"][0]
    assert len(group["rows"]) == 3
    assert "More, if I need it:" in paper("resource_list", of)


def test_the_list_begins_no_new_sheet_by_itself_and_logs_the_calls_that_have_no_box() -> None:
    picked = [row.id for row in library().resources.values() if "mental-health" in row.needs]
    of = packet(full(needs=["mental-health"], resources=picked[:9]))
    page = write(of.guide.library.documents["resource_list"], of).page
    assert not any(isinstance(block, PageBreak) for block in page.blocks)
    words = text.render(page)
    assert words.count("I reached them. Day:") == 3
    (group,) = of.scope["help_by_need"]
    log = words[words.index("My calls") :]
    assert [each["name"] in log for each in group["more"]] == [True] * 6
    assert not any(each["name"] in log for each in group["rows"])


def prose(found: tuple[Block, ...]) -> Iterator[str]:
    for block in found:
        match block:
            case Paragraph(line=line):
                yield "".join(run.text for run in line)
            case Bullets(items=items) | CheckBoxes(items=items):
                yield from ("".join(run.text for run in item) for item in items)
            case Card(blocks=inner) | Keep(blocks=inner):
                yield from prose(inner)
            case _:
                pass


@pytest.mark.parametrize(
    "name", ["next_steps", "sign_page", "home_copy", "school_copy", "work_copy"]
)
def test_a_client_s_pages_read_at_grade_six_or_below(name: str) -> None:
    of = packet({"copies": COPIES, "leave_date": "2026-11-30"})
    page = write(of.guide.library.documents[name], of).page
    sentences = [each if each.endswith(".") else f"{each}." for each in prose(page.blocks)]
    assert reading.grade(" ".join(sentences)) <= 6


@pytest.mark.parametrize("need", sorted(core().needs))
def test_what_to_say_on_the_phone_reads_at_grade_six_or_below(need: str) -> None:
    call = core().needs[need].call
    if need not in {"crisis", "spanish"}:
        assert call is not None
        assert reading.grade(call.say) <= 6, call.say


def test_a_skip_is_told_with_its_reason_on_the_page_to_sign() -> None:
    words = paper(
        "sign_page", packet(full(legal={"skip": "not_applicable"}, age={"skip": "declined"}))
    )
    assert "Court and legal: Does not apply" in words
    assert "Age" not in words


def test_what_has_no_number_leaves_no_marks_on_the_strip_to_cut_out() -> None:
    visit = {"what": "Counseling", "date": "2026-12-02"}
    words = paper("next_steps", packet(full(appointments=[visit], call_first=[{"name": "Dee"}])))
    strip = words[words.index("To cut out and keep") :]
    assert "*" not in strip
    assert "Counseling, Wed, Dec 2" in strip


def test_every_number_that_a_paper_itself_holds_is_in_the_directory() -> None:
    papers_of = library().flows["discharge"].documents
    written = " ".join(library().documents[name].body for name in papers_of)
    held = {digits(each) for each in NUMBER.findall(written)}
    assert held == {"8002221222"}
    assert held <= known_numbers(library())
