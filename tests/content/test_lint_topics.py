"""What a group topic must have: a whole one is in order, and each gap is named with what to do."""

from pathlib import Path

import pytest

from bht_assist.content.problems import Problem
from tests.core import core

from .packs import changed, found_in, only_problem

TOPICS = """\
families:
  - {id: body, say: The body, cautions: 1}
adaptations:
  - {id: no_writing, say: Without writing}
  - {id: no_role_play, say: Without acting}
  - {id: high_acuity, say: On an unsettled day, acuity: high}
topics:
  - id: knots
    family: body
    title: Knots
    inform_clinician: true
    audience: [adults]
    acuity_ok: [low, high]
    group_size: {min: 2, ideal: [3, 8], max: 12}
    cautions: [Soft yarn only.]
    not_today: [Somebody is hurt.]
    objectives: [Tie one]
    teach: {minutes: {min: 3, typical: 5, max: 8}, points: [Over. Then under.]}
    activities:
      - id: race
        name: Race
        how: Tie it.
        minutes: {min: 4, typical: 6, max: 10}
        core: true
        writing: required
        variants: {no_writing: Say it., high_acuity: One knot.}
      - id: shop
        name: Shop
        how: Sell it.
        minutes: {min: 4, typical: 6, max: 10}
        role_play: true
        variants: {no_role_play: Talk about it.}
    discussion: {minutes: {min: 3, typical: 5, max: 8}, questions: [Where?, When?]}
    closing: Show it.
    practice: Tie one a day.
    handout: My knot.
    tags: [knots]
    staff_phrases: [knot group]
    moments: [lost]
"""
CARD = "---\ncard: lost\ntitle: Lost\nsay: I stay with you.\n---\nStay with them.\n"
MUTE = "---\ncard: mute\ntitle: Mute\n---\nWait.\n"
HARD = (
    "Considering unnecessary recreational opportunities, additional nourishment and alternative "
    "transportation, organize accordingly beforehand"
)
FILES = {"topics/knots.yaml": TOPICS, "cards/lost.md": CARD}


def with_(old: str, new: str) -> dict[str, str]:
    return {**FILES, "topics/knots.yaml": changed(TOPICS, old, new)}


def test_a_whole_topic_is_in_order(tmp_path: Path) -> None:
    assert found_in(tmp_path, FILES) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("family: body", "family: «bodi", "unknown-family", "`body`?"),
        ("moments: [lost]", "moments: [lost, «lots]", "unknown-card", "`lost`?"),
        (
            *("{no_writing: Say it.,", "{no_writing: Say it., no_writting: «Say.,"),
            *("unknown-variant", "`no_writing`?"),
        ),
        ("min: 2, ideal: [3, 8]", "min: 4, ideal: [3, 8]", "bounds", "to max"),
        ("ideal: [3, 8], max: 12", "ideal: [8, 3], max: 12", "bounds", "to max"),
        ("ideal: [3, 8], max: 12", "ideal: [3, 8], max: 7", "bounds", "to max"),
        ("core: true", "core: false", "no-core", "must happen"),
        ("- id: shop", "- id: race", "duplicate-id", "its own id"),
        ("{no_writing: Say it., ", "{", "only-in-writing", "`no_writing:`"),
        ("        variants: {no_role_play: Talk about it.}\n", "", "only-by-acting", "`variants:`"),
    ],
)
def test_a_topic_that_cannot_be_run_is_an_error(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    found = _only(tmp_path, with_(old, new))
    assert (found.code, found.level) == (code, "error")
    assert hint in found.hint


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        (
            "variants: {no_role_play: Talk about it.}",
            "core: «true\n        variants: {no_role_play: Talk., high_acuity: One.}",
            *("two-cores", "only the one"),
        ),
        ("[Where?, When?]", "«[Where?]", "few-questions", "everybody can answer"),
        ("cautions: 1}", "cautions: 2}", "few-cautions", "what can go wrong"),
        ("    not_today: [Somebody is hurt.]\n", "", "no-reason-to-wait", "`not_today:`"),
        (", high_acuity: One knot.", "", "no-way-for-room", "`acuity_ok`"),
        ("    tags: [knots]\n", "", "hard-to-find", "ask for it"),
        ("    staff_phrases: [knot group]\n", "", "hard-to-find", "ask for it"),
        ("[Over. Then under.]", f"«[{HARD!r}]", "hard-to-read", "unnecessary"),
        ("[Where?, When?]", f"[{HARD!r}, When?]", "hard-to-read", "unnecessary"),
        (
            "        role_play: true\n",
            f"        role_play: true\n        lines: [Sell it., «{HARD!r}]\n",
            *("hard-to-read", "unnecessary"),
        ),
        ("closing: Show it", f"closing: «{HARD}", "hard-to-read", "unnecessary"),
        ("practice: Tie one a day", f"practice: «{HARD}", "hard-to-read", "unnecessary"),
        ("handout: My knot", f"handout: «{HARD}", "hard-to-read", "unnecessary"),
    ],
)
def test_a_topic_that_is_not_all_there_is_a_warning(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    found = _only(tmp_path, with_(old, new))
    assert (found.code, found.level) == (code, "warning")
    assert hint in found.hint


def _only(tmp_path: Path, files: dict[str, str]) -> Problem:
    """The one problem; where no mark stands, only that it is in the topics."""
    if "«" in files["topics/knots.yaml"]:
        return only_problem(tmp_path, files)
    (found,) = found_in(tmp_path, files)
    assert found.place.file.endswith("topics/knots.yaml")
    return found


def test_writing_that_one_may_leave_out_should_say_how(tmp_path: Path) -> None:
    text = changed(TOPICS, "{no_writing: Say it., ", "{")
    files = {**FILES, "topics/knots.yaml": changed(text, "writing: required", "writing: optional")}
    found = _only(tmp_path, files)
    assert (found.code, found.level) == ("only-in-writing", "warning")


def test_a_topic_for_settled_rooms_needs_no_shorter_way(tmp_path: Path) -> None:
    text = changed(TOPICS, ", high_acuity: One knot.", "")
    text = changed(text, "acuity_ok: [low, high]", "acuity_ok: [low]")
    assert found_in(tmp_path, {**FILES, "topics/knots.yaml": text}) == ()


def test_one_phrase_for_two_topics_is_a_warning_at_the_second(tmp_path: Path) -> None:
    head, topic = TOPICS.split("topics:\n")
    second = changed(topic, "id: knots", "id: bows")
    second = changed(second, "[knot group]", "[bow group, «Knot Group]")
    found = only_problem(
        tmp_path, {**FILES, "topics/knots.yaml": f"{head}topics:\n{topic}{second}"}
    )
    assert (found.code, found.level) == ("same-phrase", "warning")
    assert found.text == "“Knot Group” also asks for `knots`"


def test_a_card_that_has_nothing_to_say_is_a_warning_where_a_topic_names_it(tmp_path: Path) -> None:
    files = {**with_("moments: [lost]", "moments: [lost, «mute]"), "cards/mute.md": MUTE}
    found = only_problem(tmp_path, files)
    assert (found.code, found.level) == ("card-without-words", "warning")


def test_without_adaptations_no_variant_is_unknown(tmp_path: Path) -> None:
    start, end = TOPICS.index("adaptations:"), TOPICS.index("topics:\n")
    files = {**FILES, "topics/knots.yaml": TOPICS[:start] + TOPICS[end:]}
    assert found_in(tmp_path, files) == ()


# The core pack.


def test_the_core_pack_holds_52_topics_in_nine_families() -> None:
    library = core()
    assert (len(library.topics), len(library.families)) == (52, 9)
    assert {topic.family for topic in library.topics.values()} == library.families.keys()


def test_every_topic_names_two_hard_moments_and_each_has_a_sentence_to_say() -> None:
    library = core()
    moments = {name for name, card in library.cards.items() if card.say and card.sign}
    assert len(moments) == 14
    for topic in library.topics.values():
        assert len(topic.moments) >= 2, topic.id
        assert moments.issuperset(topic.moments), topic.id


def test_what_every_group_shares_is_there_and_in_order() -> None:
    library = core()
    assert list(library.agreements)[:2] == ["stays_here", "limits"]
    assert list(library.participation) == ["absent", "present", "prompted", "active", "supportive"]
    assert all(each.notes for each in library.adaptations.values())
