"""Checks of whole packs: what must agree between entries, and what has grown old."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from . import reading
from .models import Flow, Lexicon, Phone, Resource, StepBase
from .models import steps as kinds
from .problems import Problem, did_you_mean
from .word_lint import word_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from .library import Library

GRADE = 6
"""The highest reading grade for a client, as the AMA, HHS and NIH advise."""

_BLOCKING = {"stop", "stop_now"}
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def library_problems(library: Library, today: date) -> list[Problem]:
    """Give what is wrong between the entries of a library, and what is past its date."""
    look = _Look(library, today)
    found = [*look.packs(), *look.shelves(), *look.translations()]
    for flow in library.flows.values():
        found += look.flow(flow)
    for resource in library.resources.values():
        found += look.resource(resource)
    return [*found, *word_problems(library)]


def phone_problem(phone: Phone) -> str:
    """Say why a phone can't be one, by the North American Numbering Plan; empty when it can."""
    digits = re.sub(r"\D", "", phone.number)
    if phone.kind == "text" and len(digits) in {5, 6}:
        return ""
    if len(digits) == 3:
        return (
            ""
            if digits == "988" or re.fullmatch(r"[2-9]11", digits)
            else f"{digits} is not a code in use"
        )
    national = digits.removeprefix("1") if len(digits) == 11 else digits
    if not re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", national):
        return f"{phone.number} needs ten digits, area code and exchange starting with 2 to 9"
    letters = re.sub(r"[^0-9A-Za-z]", "", phone.vanity).upper().translate(_KEYPAD)
    letters = letters.removeprefix("1") if len(letters) > 10 else letters
    if letters and letters[:10] != national[-len(letters[:10]) :]:
        return f"the letters {phone.vanity} spell {letters[:10]}, not {national}"
    return ""


def fingerprint(text: str) -> str:
    """Give the mark by which a translation knows the text it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Look:
    """The checks, each over one kind of entry."""

    def __init__(self, library: Library, today: date) -> None:
        self.library, self.today = library, today

    def at(self, shelf: str, name: str, *path: str | int) -> _Spot:
        return _Spot(self.library, shelf, name, path)

    def packs(self) -> Iterator[Problem]:
        for pack in self.library.packs:
            spot = self.at("pack", pack.id, "review_due")
            if pack.review_due and pack.review_due < self.today:
                yield spot.warning(
                    "review-due",
                    f"the review was due on {pack.review_due}",
                    "have a clinician read the pack, then move the date",
                )
            for index, name in enumerate(pack.offers):
                if name not in self.library.flows:
                    yield self.at("pack", pack.id, "offers", index).error(
                        "unknown-flow",
                        f"there is no flow `{name}`",
                        did_you_mean(name, self.library.flows),
                    )

    def shelves(self) -> Iterator[Problem]:
        library = self.library
        for need_less in library.resources.values():
            for index, need in enumerate(need_less.needs):
                if need not in library.needs:
                    yield self.at("resources", need_less.id, "needs", index).error(
                        "unknown-need",
                        f"there is no need `{need}`",
                        did_you_mean(need, library.needs),
                    )
        for ended in library.ended.values():
            for index, name in enumerate(ended.use_instead):
                if name not in library.resources:
                    yield self.at("ended", ended.id, "use_instead", index).error(
                        "unknown-resource",
                        f"there is no resource `{name}`",
                        did_you_mean(name, library.resources),
                    )
        for topic in library.topics.values():
            if topic.family not in library.families:
                yield self.at("topics", topic.id, "family").error(
                    "unknown-family",
                    f"there is no family `{topic.family}`",
                    did_you_mean(topic.family, library.families),
                )
            if not any(activity.core for activity in topic.activities):
                yield self.at("topics", topic.id, "activities").error(
                    "no-core", "no activity is `core: true`", "mark the one that must happen"
                )
        for lexicon in library.lexicons.values():
            if lexicon.card and lexicon.card not in library.cards:
                yield self.at("lexicons", lexicon.lexicon, "card").error(
                    "unknown-card",
                    f"there is no card `{lexicon.card}`",
                    did_you_mean(lexicon.card, library.cards),
                )

    def resource(self, resource: Resource) -> Iterator[Problem]:
        here = self.at("resources", resource.id)
        for index, phone in enumerate(resource.phones):
            if fault := phone_problem(phone):
                yield self.at("resources", resource.id, "phones", index, "number").error(
                    "bad-phone", fault, "check it on the service's own page"
                )
        if resource.verified_on > self.today:
            yield self.at("resources", resource.id, "verified_on").error(
                "checked-later",
                f"{resource.verified_on} is not yet",
                "write the day it was checked",
            )
        if not (resource.phones or resource.chat or resource.url or resource.address):
            yield here.error(
                "no-way-there",
                f"`{resource.id}` has no phone, address or site",
                "add a way to reach it",
            )

    def flow(self, flow: Flow) -> Iterator[Problem]:
        for s, section in enumerate(flow.sections):
            for i, step in enumerate(section.steps):
                yield from self.step(flow, step, ("sections", s, "steps", i))
        ids = {step.id for step in flow.steps}
        for index, check in enumerate(flow.checks):
            spot = self.at("flows", flow.flow, "checks", index)
            if check.fix and check.fix not in ids:
                yield spot.key("fix").error(
                    "fix-nowhere", f"there is no step `{check.fix}`", did_you_mean(check.fix, ids)
                )
            if check.level in _BLOCKING and not check.each and not (check.fix or check.card):
                yield spot.error(
                    "gate-without-way",
                    f"`{check.id}` stops people and gives them nothing to do",
                    "add `fix:` with a step, or `card:`",
                )
            if check.card and check.card not in self.library.cards:
                yield spot.key("card").error(
                    "unknown-card",
                    f"there is no card `{check.card}`",
                    did_you_mean(check.card, self.library.cards),
                )
            for number, name in enumerate(check.blocks):
                if name not in flow.documents:
                    yield spot.key("blocks", number).error(
                        "unknown-document",
                        f"the flow has no document `{name}`",
                        did_you_mean(name, flow.documents),
                    )

    def step(self, flow: Flow, step: StepBase, path: tuple[str | int, ...]) -> Iterator[Problem]:
        spot = self.at("flows", flow.flow, *path)
        yield from self._lexicons(step, spot)
        yield from self._references(flow, step, spot)
        if (
            isinstance(step, kinds.Counted)
            and not step.min <= (step.target or step.min) <= step.max
        ):
            yield spot.error(
                "bounds", f"`{step.id}`: min, target and max must rise", "check the three numbers"
            )
        if (grade := reading.grade(step.client)) > GRADE:
            hardest = ", ".join(reading.hardest(step.client))
            yield spot.key("client").warning(
                "hard-to-read",
                f"`{step.id}` reads at grade {grade:.0f}",
                f"shorter sentences, or other words for: {hardest}",
            )

    def _lexicons(self, step: StepBase, spot: _Spot) -> Iterator[Problem]:
        for key in ("coach", "escalate"):
            for index, name in enumerate(getattr(step, key)):
                lexicon: Lexicon | None = self.library.lexicons.get(name)
                if lexicon is None:
                    yield spot.key(key, index).error(
                        "unknown-lexicon",
                        f"there is no lexicon `{name}`",
                        did_you_mean(name, self.library.lexicons),
                    )
                elif (key == "escalate") != (lexicon.kind == "stop"):
                    yield spot.key(key, index).error(
                        "wrong-lexicon",
                        f"`{name}` is of kind {lexicon.kind}",
                        "kind stop goes under `escalate:`, all others under `coach:`",
                    )

    def _references(self, flow: Flow, step: StepBase, spot: _Spot) -> Iterator[Problem]:
        library, ids = self.library, {each.id for each in flow.steps}
        suggest = getattr(step, "suggest", "").removeprefix("lists/")
        if suggest and suggest not in library.lists:
            yield spot.key("suggest").error(
                "unknown-list",
                f"there is no list `{suggest}`",
                did_you_mean(suggest, library.lists),
            )
        for index, name in enumerate(step.print):
            if name not in flow.documents:
                yield spot.key("print", index).error(
                    "unknown-document",
                    f"the flow has no document `{name}`",
                    did_you_mean(name, flow.documents),
                )
        match step:
            case kinds.Resources():
                named = [("needs", name, library.needs) for name in step.needs]
                named += [("always", name, library.resources) for name in step.always]  # type: ignore[misc]
                named += [("needs_from", step.needs_from, ids)] if step.needs_from else []  # type: ignore[list-item]
                yield from _missing(named, spot)
            case kinds.Topic():
                yield from _missing(
                    [("families", name, library.families) for name in step.families], spot
                )
            case kinds.Agenda():
                used = {"topic": step.topic, "minutes": step.minutes, "start": step.start}
                yield from _missing([(key, name, ids) for key, name in used.items() if name], spot)

    def translations(self) -> Iterator[Problem]:
        texts = dict(client_texts(self.library))
        yield from self._untranslated(texts)
        for translation in self.library.translations:
            for path, each in translation.texts.items():
                spot = self.at("translations", translation.language, "texts", path)
                if path not in texts:
                    yield spot.warning(
                        "no-such-text", f"nothing is called `{path}`", did_you_mean(path, texts)
                    )
                elif each.of != fingerprint(texts[path]):
                    yield spot.warning(
                        "stale-translation",
                        f"the text of `{path}` has changed",
                        f"translate it again, then write of: {fingerprint(texts[path])}",
                    )

    def _untranslated(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """Say what a language that a pack promises still lacks."""
        made = {each.language: each.texts for each in self.library.translations}
        for pack in self.library.packs:
            for index, language in enumerate(pack.translations):
                spot = self.at("translations", language)
                if language not in made:
                    spot = self.at("pack", pack.id, "translations", index)
                for path in texts.keys() - made.get(language, {}).keys():
                    yield spot.warning(
                        "no-translation",
                        f"`{path}` is not translated",
                        f"add it with of: {fingerprint(texts[path])}",
                    )


def client_texts(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each text that clients read, with the path by which translations call it."""
    for flow in library.flows.values():
        for step in flow.steps:
            if step.client:
                yield f"{flow.flow}.{step.id}.client", step.client


def _missing(named: Sequence[tuple[str, str, Collection[str]]], spot: _Spot) -> Iterator[Problem]:
    for key, name, known in named:
        if name not in known:
            yield spot.key(key).error(
                "unknown-id",
                f"`{key}` names `{name}`, which is not there",
                did_you_mean(name, known),
            )


class _Spot:
    """A part of an entry that a problem can point at."""

    def __init__(
        self, library: Library, shelf: str, name: str, path: tuple[str | int, ...]
    ) -> None:
        self.library, self.shelf, self.name, self.path = library, shelf, name, path

    def key(self, *path: str | int) -> _Spot:
        return _Spot(self.library, self.shelf, self.name, (*self.path, *path))

    def error(self, code: str, text: str, hint: str = "") -> Problem:
        return Problem(self.library.place(self.shelf, self.name, *self.path), code, text, hint)

    def warning(self, code: str, text: str, hint: str = "") -> Problem:
        return Problem(
            self.library.place(self.shelf, self.name, *self.path), code, text, hint, "warning"
        )
