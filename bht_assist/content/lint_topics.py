"""What a group topic must have, so that anybody can run it with anybody who comes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .problems import did_you_mean
from .readable import hard_to_read
from .spot import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .library import Library
    from .models import Activity, Topic
    from .problems import Problem

    Look = Callable[[Topic, Spot, Library], Iterator[Problem]]

FEWEST_QUESTIONS = 2
"""With one question a silence has no second chance."""


def topic_problems(library: Library) -> Iterator[Problem]:
    """Give what the topics of a library lack, and where they get in each other's way."""
    for topic in library.topics.values():
        here = Spot(library, "topics", topic.id)
        for look in _LOOKS:
            yield from look(topic, here, library)
    yield from _shared_phrases(library)


def _names(topic: Topic, here: Spot, library: Library) -> Iterator[Problem]:
    """Look for families, cards and adaptations that are not there."""
    if topic.family not in library.families:
        yield here.key("family").error(
            "unknown-family",
            f"there is no family `{topic.family}`",
            did_you_mean(topic.family, library.families),
        )
    for index, name in enumerate(topic.moments):
        spot = here.key("moments", index)
        if name not in library.cards:
            yield spot.error(
                "unknown-card", f"there is no card `{name}`", did_you_mean(name, library.cards)
            )
        elif not library.cards[name].say:
            yield spot.warning(
                "card-without-words",
                f"the card `{name}` has no `say`, so a plan prints nothing of it",
                "add `sign:` and `say:` to the card, or name another",
            )
    for index, activity in enumerate(topic.activities):
        for name in activity.variants if library.adaptations else ():
            if name not in library.adaptations:
                yield here.key("activities", index, "variants", name).error(
                    "unknown-variant",
                    f"there is no adaptation `{name}`",
                    did_you_mean(name, library.adaptations),
                )


def _size(topic: Topic, here: Spot, _: Library) -> Iterator[Problem]:
    size = topic.group_size
    if not size.min <= size.ideal[0] <= size.ideal[1] <= size.max:
        yield here.key("group_size").error(
            "bounds",
            f"the group sizes of `{topic.id}` must rise",
            "from min through the two numbers of ideal to max",
        )


def _core(topic: Topic, here: Spot, _: Library) -> Iterator[Problem]:
    """Look for the one activity that always happens."""
    cores = [index for index, activity in enumerate(topic.activities) if activity.core]
    if not cores:
        yield here.key("activities").error(
            "no-core", "no activity is `core: true`", "mark the one that must happen"
        )
    for index in cores[1:]:
        yield here.key("activities", index, "core").warning(
            "two-cores",
            f"`{topic.id}` has more than one core activity",
            "mark only the one that must happen; time keeps no more",
        )
    for name, times in Counter(activity.id for activity in topic.activities).items():
        if times > 1:
            yield here.key("activities").error(
                "duplicate-id",
                f"the activity `{name}` is here {times} times",
                "give each its own id",
            )


def _ways_round(topic: Topic, here: Spot, library: Library) -> Iterator[Problem]:
    """Look for a way to take part without a pen, without acting, and on an unsettled day."""
    needed = {each.acuity: each for each in library.adaptations.values() if each.acuity}
    wanted = [needed[acuity] for acuity in topic.acuity_ok if acuity in needed]
    for index, activity in enumerate(topic.activities):
        spot = here.key("activities", index)
        yield from _without_writing(activity, spot)
        if activity.role_play and "no_role_play" not in activity.variants:
            yield spot.key("role_play").error(
                "only-by-acting",
                f"`{activity.id}` can be done by acting only",
                "add a `no_role_play:` under `variants:`",
            )
        for way in wanted:
            if activity.core and way.id not in activity.variants:
                yield spot.warning(
                    "no-way-for-room",
                    f"`{activity.id}` has no way for this kind of room: {way.say}",
                    f"add a `{way.id}:` under `variants:`, or take {way.acuity} out of `acuity_ok`",
                )


def _without_writing(activity: Activity, spot: Spot) -> Iterator[Problem]:
    if activity.writing == "none" or "no_writing" in activity.variants:
        return
    said = spot.error if activity.writing == "required" else spot.warning
    yield said(
        "only-in-writing",
        f"`{activity.id}` does not say how it goes without writing",
        "add a `no_writing:` under `variants:`",
    )


def _talk(topic: Topic, here: Spot, _: Library) -> Iterator[Problem]:
    if len(topic.discussion.questions) < FEWEST_QUESTIONS:
        yield here.key("discussion", "questions").warning(
            "few-questions",
            f"`{topic.id}` has fewer than {FEWEST_QUESTIONS} questions to talk about",
            "add one that everybody can answer",
        )


def _care(topic: Topic, here: Spot, library: Library) -> Iterator[Problem]:
    """Look for the cautions that a family asks for, and for a reason to wait where one is due."""
    family = library.families.get(topic.family)
    if family and len(topic.cautions) < family.cautions:
        yield here.warning(
            "few-cautions",
            f"`{topic.id}` has {len(topic.cautions)} cautions, its family needs {family.cautions}",
            "say under `cautions:` what can go wrong, and what to do",
        )
    if topic.inform_clinician and not topic.not_today:
        yield here.key("inform_clinician").warning(
            "no-reason-to-wait",
            f"`{topic.id}` can stir things up, and never says when not to run it",
            "add `not_today:` with a reason to run another topic",
        )


def _found(topic: Topic, here: Spot, _: Library) -> Iterator[Problem]:
    for key in ("tags", "staff_phrases"):
        if not getattr(topic, key):
            yield here.warning(
                "hard-to-find",
                f"`{topic.id}` has no `{key}`",
                "add the words by which staff ask for it",
            )


def _reading(topic: Topic, here: Spot, _: Library) -> Iterator[Problem]:
    for text, path in (
        (" ".join(topic.teach.points), ("teach", "points")),
        (" ".join(topic.discussion.questions), ("discussion", "questions")),
        (topic.closing, ("closing",)),
        (topic.practice, ("practice",)),
        (topic.handout, ("handout",)),
    ):
        yield from hard_to_read(text, f"{path[-1]} of {topic.id}", here.key(*path))
    for index, activity in enumerate(topic.activities):
        for number, line in enumerate(activity.lines):
            spot = here.key("activities", index, "lines", number)
            yield from hard_to_read(line, f"a line of {activity.id}", spot)


def _shared_phrases(library: Library) -> Iterator[Problem]:
    """Say which phrase of staff leads to two topics, so that neither is found for sure."""
    owners: dict[str, str] = {}
    for topic in library.topics.values():
        for index, phrase in enumerate(topic.staff_phrases):
            owner = owners.setdefault(phrase.casefold(), topic.id)
            if owner != topic.id:
                yield Spot(library, "topics", topic.id, ("staff_phrases", index)).warning(
                    "same-phrase",
                    f"“{phrase}” also asks for `{owner}`",
                    "leave it with the one that staff mean",
                )


_LOOKS: tuple[Look, ...] = (
    *(_names, _size, _core, _ways_round),
    *(_talk, _care, _found, _reading),
)
