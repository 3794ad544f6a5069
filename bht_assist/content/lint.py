"""Checks of whole packs: what must agree between entries, and what has grown old."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .directory_lint import directory_problems
from .lint_asking import asking_problems
from .lint_finding import finding_problems
from .lint_topics import topic_problems
from .models import Flow, Lexicon, StepBase
from .models import steps as kinds
from .problems import Problem, did_you_mean
from .readable import hard_to_read
from .spot import Spot
from .word_lint import word_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from .library import Library

_BLOCKING = {"stop", "stop_now"}


def library_problems(library: Library, today: date) -> list[Problem]:
    """Give what is wrong between the entries of a library, and what is past its date."""
    look = _Look(library, today)
    found = [*look.packs(), *look.settings(), *look.shelves(), *look.translations()]
    found += [*topic_problems(library), *finding_problems(library), *asking_problems(library)]
    for flow in library.flows.values():
        found += look.flow(flow)
    return [*found, *directory_problems(library, today), *word_problems(library)]


def fingerprint(text: str) -> str:
    """Give the mark by which a translation knows the text it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Look:
    """The checks, each over one kind of entry."""

    def __init__(self, library: Library, today: date) -> None:
        self.library, self.today = library, today

    def at(self, shelf: str, name: str, *path: str | int) -> Spot:
        return Spot(self.library, shelf, name, path)

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

    def settings(self) -> Iterator[Problem]:
        known = {each.id: each for pack in self.library.packs for each in pack.settings}
        for shelf, name in [key for key in self.library.trees if key[0] == "facility"][-1:]:
            for key, said in self.library.facility.settings.items():
                spot = self.at(shelf, name, "settings", key)
                setting = known.get(key)
                if setting is None:
                    text = f"there is no setting `{key}`"
                    yield spot.warning("unknown-setting", text, did_you_mean(key, known))
                elif setting.one_of and said not in setting.one_of:
                    text = f"`{key}` can't be “{said}”"
                    yield spot.error("bad-setting", text, did_you_mean(said, setting.one_of))
                elif setting.whole and not (said.isascii() and said.isdigit() and int(said)):
                    text = f"`{key}` takes a whole number above 0"
                    yield spot.error("bad-setting", text, f"{setting.say} For example 15.")

    def shelves(self) -> Iterator[Problem]:
        library = self.library
        for lexicon in library.lexicons.values():
            if lexicon.card and lexicon.card not in library.cards:
                yield self.at("lexicons", lexicon.lexicon, "card").error(
                    "unknown-card",
                    f"there is no card `{lexicon.card}`",
                    did_you_mean(lexicon.card, library.cards),
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
        yield from hard_to_read(step.client, step.id, spot.key("client"))

    def _lexicons(self, step: StepBase, spot: Spot) -> Iterator[Problem]:
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

    def _references(self, flow: Flow, step: StepBase, spot: Spot) -> Iterator[Problem]:
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
                whom = step.whom.plain().values()
                named += [("whom", name, ids) for name in whom if name]  # type: ignore[misc]
                yield from _missing(named, spot)
            case kinds.Topic():
                yield from _missing(
                    [("families", name, library.families) for name in step.families], spot
                )
            case kinds.Agenda():
                used = {"topic": step.topic, "minutes": step.minutes, "start": step.start}
                used |= {"bound": step.bound}
                yield from _missing([(key, name, ids) for key, name in used.items() if name], spot)
                if row := step.series:
                    told = {
                        "group": row.group,
                        "number": row.number,
                        "count": row.count,
                        "last": row.last,
                    }
                    rows = [(key, name, ids) for key, name in told.items() if name]
                    yield from _missing(rows, spot.key("series"))

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


def _missing(named: Sequence[tuple[str, str, Collection[str]]], spot: Spot) -> Iterator[Problem]:
    for key, name, known in named:
        if name not in known:
            yield spot.key(key).error(
                "unknown-id",
                f"`{key}` names `{name}`, which is not there",
                did_you_mean(name, known),
            )
