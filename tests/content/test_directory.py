"""A facility's changes to the directory, the age of its facts, and what is checked in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bht_assist.content.directory_lint import directory_problems, phone_problem, vanity_problem
from bht_assist.content.explain import valid
from bht_assist.content.freshness import Known, check_of_phone, due_on, is_stale, known_facts
from bht_assist.content.library import load
from bht_assist.content.models import CallScript, Opening, Phone, Resource, Verified
from bht_assist.proofreading import proofread
from tests.content.packs import MARK, RESOURCES, TODAY, changed, found_in, only_problem, small_pack
from tests.core import core as core_pack

if TYPE_CHECKING:
    from pathlib import Path

    from bht_assist.content.library import Library
    from bht_assist.content.models import Fact

FACTS = {
    "id": "pantry",
    "name": "Corner Pantry",
    "needs": ["food"],
    "what_for": "Food.",
    "phones": [{"number": "602-555-0110"}, {"number": "602-555-0111", "verified_on": "2026-11-01"}],
    "hours": "Weekdays",
    "audience": "Anyone",
    "cost": "Free",
    "verified_on": "2026-01-01",
    "verified_by": "A. Reyes",
    "verified_how": "Called.",
    "checked": {"hours": {"when": "2026-10-01", "who": "B. Cho"}},
}
EXPIRY: dict[Fact, int] = {"phone": 180, "hours": 180, "other": 365}


def resource(**changes: object) -> Resource:
    return valid(Resource, {**FACTS, **changes})


def directory(folder: Path, **files: str) -> Library:
    named = {f"resources/{name}.yaml": text for name, text in files.items()}
    return load(small_pack(folder, {"resources/here.yaml": RESOURCES, **named}), core=False)


def test_a_change_replaces_fields_and_leaves_the_others(tmp_path: Path) -> None:
    made = directory(tmp_path, own="changes:\n  - {id: pantry, cost: One dollar}\n")
    assert not made.problems
    assert (made.resources["pantry"].cost, made.resources["pantry"].name) == (
        "One dollar",
        "Corner Pantry",
    )


def test_what_a_change_leaves_is_still_known_by_its_place(tmp_path: Path) -> None:
    made = directory(tmp_path, own="changes:\n  - {id: pantry, cost: One dollar}\n")
    places = [made.place("resources", "pantry", key) for key in ("cost", "name")]
    assert [(place.file.rpartition("/")[2], place.line) for place in places] == [
        ("own.yaml", 2),
        ("here.yaml", 5),
    ]


def test_two_files_may_change_one_resource(tmp_path: Path) -> None:
    files = {name: f"changes:\n  - {{id: pantry, {name}: New}}\n" for name in ("cost", "hours")}
    made = directory(tmp_path, **files).resources["pantry"]
    assert (made.cost, made.hours) == ("New", "New")


def test_a_change_that_does_not_fit_names_its_own_line_and_changes_nothing(tmp_path: Path) -> None:
    text = f"changes:\n  - id: pantry\n    verified_on: {MARK}soon\n"
    library = directory(tmp_path, own=text.replace(MARK, ""))
    assert [(each.code, each.place.line, each.place.column) for each in library.problems] == [
        ("wrong-type", 3, 18)
    ]
    assert library.resources["pantry"].verified_on == date(2026, 11, 20)


def test_a_change_of_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = f"changes:\n  - id: {MARK}pantri\n"
    problem = only_problem(tmp_path, {"resources/here.yaml": RESOURCES, "resources/own.yaml": text})
    assert (problem.code, problem.hint) == ("unknown-resource", "did you mean `pantry`?")


def test_an_ended_entry_takes_the_resource_of_that_id_out(tmp_path: Path) -> None:
    text = "ended:\n  - {id: pantry, name: P, say: Closed., verified_on: 2026-11-20}\n"
    made = directory(tmp_path, own=text)
    assert not made.problems
    assert "pantry" not in made.resources
    assert made.ended["pantry"].say == "Closed."


def test_the_last_pack_that_says_how_the_directory_is_kept_is_heard(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, {"directory.yaml": "expiry: {phone: 30}\n"})
    kept = load(pack).keeping
    assert dict(kept.expiry) == {"phone": 30}
    assert kept.private_words == core_pack().keeping.private_words


def test_each_fact_has_its_own_check_or_that_of_the_whole() -> None:
    known = {
        each.field: (each.check.when.isoformat(), each.check.who)
        for each in known_facts(resource())
    }
    assert known == {
        "phone 1": ("2026-01-01", "A. Reyes"),
        "phone 2": ("2026-11-01", ""),
        "hours": ("2026-10-01", "B. Cho"),
        "cost": ("2026-01-01", "A. Reyes"),
        "audience": ("2026-01-01", "A. Reyes"),
    }


def test_a_number_that_was_checked_later_is_as_old_as_that() -> None:
    checked = {"602-555-0111": {"when": "2026-11-20", "who": "C. Diaz"}}
    made = resource(checked=checked)
    assert check_of_phone(made, made.phones[1]).who == "C. Diaz"


def test_a_fact_is_due_when_the_days_of_its_kind_are_over() -> None:
    fact = Known("hours", "hours", "x", Verified(when=date(2026, 1, 1)))
    assert due_on(fact, EXPIRY) == date(2026, 6, 30)
    assert due_on(fact, {}) == date.max
    assert due_on(Known("a", "web", "x", Verified(when=date.max)), {"web": 5}) == date.max


def test_the_phones_of_a_crisis_line_are_of_a_kind_of_their_own() -> None:
    kinds = {each.kind for each in known_facts(resource(crisis=True)) if "phone" in each.field}
    assert kinds == {"crisis"}


def test_a_resource_is_stale_from_the_day_after_a_fact_is_due() -> None:
    due = date(2026, 6, 30)
    assert not is_stale(resource(), EXPIRY, due)
    assert is_stale(resource(), EXPIRY, due + timedelta(days=1))


@pytest.mark.parametrize("days", ["mon", "mon-fri", "mon,wed", "tue,thu-sat"])
def test_days_are_written_in_short(days: str) -> None:
    valid(Opening, {"days": days, "from": "09:00", "to": "24:00"})


@pytest.mark.parametrize(
    ("key", "value"), [("days", "Monday"), ("days", ""), ("from", "9am"), ("to", "24:30")]
)
def test_days_and_times_of_another_writing_are_refused_in_a_sentence(
    tmp_path: Path, key: str, value: str
) -> None:
    row = {"days": "mon", "from": "09:00", "to": "17:00", key: f'{MARK}"{value}"'}
    rows = ", ".join(f"{name}: {each}" for name, each in row.items())
    text = RESOURCES + f"    open: [{{{rows}}}]\n"
    problem = only_problem(tmp_path, {"resources/here.yaml": text})
    assert problem.code == "does-not-fit"
    assert "must be" in problem.text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("602-411-0110", "an exchange, 411, that is never given out"),
        ("291-555-0110", "an area code, 291, that is never given out"),
        ("211-555-0110", "an area code, 211, that is never given out"),
        ("1-855-411-2372", ""),
    ],
)
def test_numbers_that_the_plan_never_gives_out_are_errors(number: str, said: str) -> None:
    assert phone_problem(Phone(number=number)).endswith(said)


def test_letters_that_spell_another_number_are_an_error() -> None:
    assert vanity_problem("1-800-662-HELP", "8006624357") == ""
    assert "spell" in vanity_problem("1-800-662-HELP", "8006624358")


def test_an_email_is_a_way_to_reach_a_service(tmp_path: Path) -> None:
    text = changed(RESOURCES, "phones:\n      - {number: 602-555-0110}", "email: a@b.example")
    assert not found_in(tmp_path, {"resources/here.yaml": text})


def _with(extra: str, old: str = "    audience: Anyone\n") -> dict[str, str]:
    return {"resources/here.yaml": changed(RESOURCES, old, extra + old)}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (_with(f"    min_age: {MARK}30\n    max_age: 20\n"), "ages-crossed"),
        (_with(f'    open: [{MARK}{{days: mon, from: "09:00", to: "09:00"}}]\n'), "never-open"),
    ],
)
def test_facts_that_contradict_each_other_are_errors(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    assert only_problem(tmp_path, files).code == code


KEEPING = "private_words: [confidential]\nshelter_words: [safe house]\nexpiry: {phone: 10}\n"


def test_an_address_that_calls_itself_private_is_an_error(tmp_path: Path) -> None:
    files = _with(f"    address: {MARK}1 Elm Street (Confidential)\n")
    problem = only_problem(tmp_path, {**files, "directory.yaml": KEEPING})
    assert problem.code == "address-not-private"


def test_a_shelter_with_an_address_is_a_warning(tmp_path: Path) -> None:
    files = _with(f"    address: {MARK}1 Elm Street\n    tags: [safe house]\n")
    problem = only_problem(tmp_path, {**files, "directory.yaml": KEEPING})
    assert (problem.code, problem.level) == ("address-of-shelter", "warning")


def test_the_nearest_to_a_need_has_to_be_a_service_that_there_is(tmp_path: Path) -> None:
    row = "{id: food, say: Food}"
    wrong = f"{{id: food, say: Food, instead: [{MARK}pantri]}}"
    files = {"resources/here.yaml": changed(RESOURCES, row, wrong), "directory.yaml": KEEPING}
    problem = only_problem(tmp_path, files)
    assert (problem.code, problem.text) == ("unknown-resource", "there is no resource `pantri`")
    assert "pantry" in problem.hint


def test_an_address_that_is_marked_private_is_in_order(tmp_path: Path) -> None:
    files = _with("    address: 1 Elm Street\n    private_address: true\n    tags: [safe house]\n")
    assert not found_in(tmp_path, {**files, "directory.yaml": KEEPING})


def test_what_is_past_its_day_is_one_warning_for_each_file(tmp_path: Path) -> None:
    second = changed(RESOURCES, "needs:\n  - {id: food, say: Food}\nresources:\n", "")
    text = RESOURCES + changed(second, "id: pantry", "id: pantry-2")
    library = load(
        small_pack(tmp_path, {"resources/here.yaml": text, "directory.yaml": KEEPING}), core=False
    )
    (problem,) = proofread(library, TODAY + timedelta(days=30))
    assert (problem.code, problem.level) == ("check-due", "warning")
    assert problem.text == (
        "2 resources in this file are due to be checked; `pantry` phone 1 since 2026-11-30"
    )


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        ("", 13),
        ("    checked: {hours: {when: 2026-11-01, who: A}}\n", 11),
    ],
)
def test_a_warning_points_to_the_check_that_is_old(tmp_path: Path, extra: str, line: int) -> None:
    files = _with(extra)
    keeping = KEEPING.replace("phone: 10", "hours: 1, phone: 400")
    found = load(small_pack(tmp_path, {**files, "directory.yaml": keeping}), core=False)
    (problem,) = proofread(found, TODAY)
    assert problem.text.startswith("this is due to be checked; `pantry` hours since")
    assert problem.place.line == line


def test_a_phone_checked_in_the_future_is_an_error_at_its_own_date(tmp_path: Path) -> None:
    text = changed(
        RESOURCES,
        "{number: 602-555-0110}",
        f"{{number: 602-555-0110, verified_on: {MARK}2027-01-01}}",
    )
    assert only_problem(tmp_path, {"resources/here.yaml": text}).code == "checked-later"


def test_a_replacement_that_has_ended_itself_is_a_warning(tmp_path: Path) -> None:
    ended = (
        "ended:\n"
        f"  - {{id: old, name: Old, say: Gone.,"
        f" use_instead: [{MARK}pantry], verified_on: 2026-11-01}}\n"
        "  - {id: pantry, name: P, say: Gone too., verified_on: 2026-11-01}\n"
    )
    problem = only_problem(
        tmp_path, {"resources/here.yaml": RESOURCES, "resources/own.yaml": ended}
    )
    assert (problem.code, problem.level) == ("ended-too", "warning")


@pytest.fixture(scope="module")
def core() -> Library:
    return core_pack()


def test_the_core_directory_is_whole(core: Library) -> None:
    assert len(core.resources) == 163
    assert len(core.ended) == 24
    assert all(each.verified_by and each.verified_how for each in core.resources.values())


def test_the_core_says_of_everybody_who_is_served(core: Library) -> None:
    assert all("yes" in each.eligibility.values() for each in core.resources.values())


def test_hours_that_the_core_states_as_times_can_be_reckoned_with(core: Library) -> None:
    for each in core.resources.values():
        timed = re.search(r"\d (am|pm)|noon", each.hours)
        assert bool(timed) == bool(each.open) or each.always_open, each.id


def test_no_number_of_the_core_is_one_that_ended(core: Library) -> None:
    wrong = re.findall(r"\d{3}-\d{3}-\d{4}", " ".join(each.name for each in core.ended.values()))
    numbers = {phone.number[-12:] for each in core.resources.values() for phone in each.phones}
    assert wrong
    assert not numbers & set(wrong)


def test_words_for_the_phone_that_are_hard_to_read_are_told() -> None:
    hard = (
        "I would appreciate information regarding eligibility requirements and the documentation "
        "necessary for participation in residential accommodation."
    )
    core = load(without=("topics", "flows", "documents"))
    call = CallScript(say=hard, asked="Your name.", bring="Nothing.")
    need = core.needs["food"].but(call=call)
    made = replace(core, needs={**core.needs, "food": need})
    told = [each for each in directory_problems(made, TODAY) if each.code == "hard-to-read"]
    assert [each.text for each in told] == ["`call of food` reads at grade 27"]
