"""What must agree between the entries of a pack: where the mark « stands, with what to do."""

from pathlib import Path

import pytest

from bht_assist.content.directory_lint import phone_problem
from bht_assist.content.explain import valid
from bht_assist.content.lint import fingerprint
from bht_assist.content.models import Phone

from .packs import FLOW, PACK, RESOURCES, changed, found_in, only_problem
from .test_explain import LEXICON, TOPIC

TOPICS = changed(
    f"families: [body]\n{TOPIC}    tags: [sleep]\n    staff_phrases: [sleep group]\n",
    "how: Write.,",
    "how: Write., core: true,",
)
ENDED = (
    "ended:\n  - {id: gone, name: Gone, say: Over., verified_on: 2026-11-20, use_instead: [X]}\n"
)
LIST = "list: snacks\ntitle: Snacks\nitems: [An apple]\n"
CARD = "---\ncard: lost\ntitle: When somebody is lost\n---\nStay with them.\n"
STOP = "lexicon: danger\nrule: D1\nkind: stop\nlevel: stop_now\nsay: Stop here.\n"
SHELVES = {
    "topics/sleep.yaml": TOPICS,
    "resources/here.yaml": RESOURCES,
    "lists/snacks.yaml": LIST,
    "cards/lost.md": CARD,
    "lexicons/words.yaml": LEXICON,
    "lexicons/danger.yaml": STOP,
}


def bring(*lines: str) -> str:
    return changed(FLOW, "ask: items\n", "\n        ".join(("ask: items", *lines)) + "\n")


def instead(*lines: str) -> str:
    return changed(FLOW, "ask: items\n", "\n        ".join(lines) + "\n")


def check(row: str) -> str:
    return changed(FLOW, "documents: [slip]", f"checks: [{row}]\ndocuments: [slip]")


def test_shelves_that_agree_are_in_order(tmp_path: Path) -> None:
    flow = bring(
        *("suggest: lists/snacks", "coach: [words]", "escalate: [danger]", "print: [slip]"),
        *("min: 1", "target: 2", "max: 3"),
    )
    assert found_in(tmp_path, {**SHELVES, "flows/outing.yaml": flow}) == ()


@pytest.mark.parametrize(
    ("name", "text", "code", "hint"),
    [
        ("pack.yaml", f"{PACK}offers: [outing, «outin]\n", "unknown-flow", "`outing`?"),
        (
            *("resources/here.yaml", changed(RESOURCES, "[food]", "[food, «fod]")),
            *("unknown-need", "`food`?"),
        ),
        (
            *("resources/ended.yaml", changed(ENDED, "[X]", "[pantry, «pantri]")),
            *("unknown-resource", "`pantry`?"),
        ),
        (
            *("topics/sleep.yaml", changed(TOPICS, "family: body", "family: «bodi")),
            *("unknown-family", "`body`?"),
        ),
        (
            "topics/sleep.yaml",
            changed(changed(TOPICS, " core: true,", ""), "- {id: list", "«- {id: list"),
            *("no-core", "must happen"),
        ),
        ("lexicons/words.yaml", f"{LEXICON}card: «lots\n", "unknown-card", "`lost`?"),
    ],
)
def test_an_entry_that_names_what_is_not_there_is_an_error(
    tmp_path: Path, name: str, text: str, code: str, hint: str
) -> None:
    found = only_problem(tmp_path, {**SHELVES, name: text})
    assert (found.code, found.level) == (code, "error")
    assert hint in found.hint


@pytest.mark.parametrize(
    ("flow", "code", "hint"),
    [
        (bring("suggest: «lists/snack"), "unknown-list", "`snacks`?"),
        (bring("coach: [words, «wrods]"), "unknown-lexicon", "`words`?"),
        (bring("escalate: [«dagner]"), "unknown-lexicon", "`danger`?"),
        (bring("coach: [«danger]"), "wrong-lexicon", "`escalate:`"),
        (bring("escalate: [«words]"), "wrong-lexicon", "`coach:`"),
        (bring("print: [slip, «slop]"), "unknown-document", "`slip`?"),
        (
            changed(FLOW, "documents: [slip]", "documents: [slip, «slop]"),
            "unknown-document",
            "`slip`",
        ),
        (check("{id: G1, level: gap, each: blank, say: x, card: «lots}"), "unknown-card", "`lost`"),
        (
            check("{id: G1, level: gap, each: blank, say: x, blocks: [«slop]}"),
            *("unknown-document", "`slip`?"),
        ),
        (instead("ask: topic", "families: «[bodi]"), "unknown-id", "`body`?"),
        (instead("ask: resources", "needs: «[fod]"), "unknown-id", "`food`?"),
        (instead("ask: resources", "always: «[pantri]"), "unknown-id", "`pantry`?"),
        (instead("ask: resources", "needs_from: «wher"), "unknown-id", "`where`?"),
    ],
)
def test_a_step_that_names_what_is_not_there_is_an_error(
    tmp_path: Path, flow: str, code: str, hint: str
) -> None:
    found = only_problem(tmp_path, {**SHELVES, "flows/outing.yaml": flow})
    assert (found.code, found.level) == (code, "error")
    assert hint in found.hint


@pytest.mark.parametrize("key", ["topic", "minutes", "start", "bound"])
def test_an_agenda_made_of_a_step_that_is_not_there_is_an_error(tmp_path: Path, key: str) -> None:
    made_of = {"topic": "where", "minutes": "goes", "start": "where", key: "«nothing"}
    segments = "segments: [{id: open, title: Open, minutes: {min: 1, typical: 1, max: 1}}]"
    rows = (f"{name}: {step}" for name, step in made_of.items())
    found = only_problem(
        tmp_path, {**SHELVES, "flows/outing.yaml": instead("ask: agenda", *rows, segments)}
    )
    assert (found.code, found.text) == (
        "unknown-id",
        f"`{key}` names `nothing`, which is not there",
    )


@pytest.mark.parametrize("key", ["group", "number", "count"])
def test_a_series_made_of_a_step_that_is_not_there_is_an_error(tmp_path: Path, key: str) -> None:
    made_of = {"group": "where", "number": "goes", "count": "goes", key: "«nothing"}
    segments = "segments: [{id: open, title: Open, minutes: {min: 1, typical: 1, max: 1}}]"
    parts = ", ".join(f"{name}: {step}" for name, step in made_of.items())
    rows = ("topic: where", "minutes: goes", segments, f"series: {{when: goes, {parts}}}")
    found = only_problem(tmp_path, {**SHELVES, "flows/outing.yaml": instead("ask: agenda", *rows)})
    assert found.text == f"`{key}` names `nothing`, which is not there"


@pytest.mark.parametrize("bounds", [("min: 4", "max: 3"), ("min: 2", "target: 1"), ("target: 21",)])
def test_numbers_that_do_not_rise_are_an_error(tmp_path: Path, bounds: tuple[str, ...]) -> None:
    flow = changed(bring(*bounds), "- id: bring", "- «id: bring")
    found = only_problem(tmp_path, {"flows/outing.yaml": flow})
    assert (found.code, found.level) == ("bounds", "error")
    assert found.text == "`bring`: min, target and max must rise"


@pytest.mark.parametrize(
    ("kind", "number", "vanity"),
    [
        ("voice", "988", ""),
        ("voice", "911", ""),
        ("tty", "711", ""),
        ("voice", "602-555-0110", ""),
        ("voice", "1-602-555-0110", ""),
        ("voice", "+1 (602) 555 0110", ""),
        ("text", "741741", ""),
        ("text", "43362", ""),
        ("voice", "1-800-662-4357", "1-800-662-HELP"),
        ("voice", "877-726-4727", "1-877-SAMHSA7"),
    ],
)
def test_a_phone_that_can_be_one_is_in_order(kind: str, number: str, vanity: str) -> None:
    phone = valid(Phone, {"kind": kind, "number": number, "vanity": vanity})
    assert phone_problem(phone, ("988",)) == ""


@pytest.mark.parametrize(
    ("kind", "number", "vanity", "said"),
    [
        ("voice", "112", "", "112 is not a code in use"),
        ("voice", "988", "", "988 is not a code in use"),
        ("voice", "111", "", "111 is not a code in use"),
        ("voice", "741741", "", "741741 needs ten digits"),
        ("voice", "102-555-0110", "", "102-555-0110 needs ten digits"),
        ("voice", "602-155-0110", "", "602-155-0110 needs ten digits"),
        ("voice", "602-555-01100", "", "602-555-01100 needs ten digits"),
        ("text", "7417", "", "7417 needs ten digits"),
        ("voice", "at the desk", "", "at the desk needs ten digits"),
        ("voice", "1-800-662-4357", "1-800-662-HALP", "the letters 1-800-662-HALP spell"),
        ("voice", "1-800-662-4357", "NOHELP", "the letters NOHELP spell 664357, not 8006624357"),
    ],
)
def test_a_phone_that_can_not_be_one_says_why(
    kind: str, number: str, vanity: str, said: str
) -> None:
    phone = valid(Phone, {"kind": kind, "number": number, "vanity": vanity})
    assert phone_problem(phone).startswith(said)


def test_a_fingerprint_changes_with_the_words() -> None:
    assert fingerprint("Where to?") == fingerprint("Where to?")
    assert fingerprint("Where to?") != fingerprint("Where to")
