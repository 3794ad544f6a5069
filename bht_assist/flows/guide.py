"""A flow made ready to run: its expressions compiled, its order and its lists known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bht_assist.content.problems import PackError, did_you_mean

from .checks.phones import dialed
from .checks.weighing import Scales, Weigher
from .checks.words import Checker, Ear
from .expressions import Expression, ExpressionError, compiled, compiled_text
from .picked import current, picked_topic
from .readers import read_by_others, shown_to_others
from .session import Session, Value, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bht_assist.content.library import Library
    from bht_assist.content.models import (
        Check,
        Flow,
        Lexicon,
        Option,
        Section,
        Step,
        StepBase,
    )

    from .checks.across import Shared
    from .checks.findings import Finding
    from .checks.patterns import Phrases
    from .metrics import Held

ENGINE_NAMES = frozenset({"today", "facility", "settings", "pack", "groups", "calendar", "lapsed"})
"""Names that every expression may use beside steps and values."""


def label(step: StepBase, scope: Mapping[str, Any]) -> str:
    """Name a step in a few words."""
    return step.title or compiled_text(step.client or step.staff or step.id)(scope)


@dataclass(frozen=True, eq=False)
class Guide:
    """What a conversation needs to run; made once for a flow, used for every view of it."""

    flow: Flow
    library: Library
    today: date
    held: tuple[Held, ...] = ()
    """The groups that were held before, where something is kept of them."""
    fitted: dict[str, tuple[tuple[Any, ...], Any]] = field(default_factory=dict, repr=False)
    """The agenda of each step as it was last fitted, by all that it depends on."""
    looked_at: dict[str, tuple[Value, tuple[Finding, ...]]] = field(
        default_factory=dict, repr=False
    )
    """What was found in the words of each step's last answer."""
    _topics: dict[str, Value] = field(default_factory=dict, repr=False)
    """What flows and papers see of each topic that was looked at."""
    _current: dict[str, Value] = field(default_factory=dict, repr=False)
    """What the directory says today of each resource that was picked."""
    compared: dict[str, tuple[tuple[Value, ...], tuple[Shared, ...]]] = field(
        default_factory=dict, repr=False
    )
    """The entries that each check found, and the answers that it looked at."""
    _checkers: dict[str, Checker] = field(default_factory=dict, repr=False)
    _unless: dict[str, Phrases[None]] = field(default_factory=dict, repr=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return self.flow.steps

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        return {step.id: section for section in self.flow.sections for step in section.steps}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Old step ids to today's."""
        return {old: step.id for step in self.steps for old in step.was if old not in self.by_id}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The name of each step while nothing has been said."""
        return {step.id: label(step, {}) for step in self.steps}

    @cached_property
    def lapsing(self) -> frozenset[str]:
        """The steps at which a yes counts only while nothing changes."""
        return frozenset(each.id for each in self.steps if getattr(each, "lapses", False))

    @cached_property
    def shown_to_others(self) -> frozenset[str]:
        """The steps that a paper for others may show."""
        return frozenset(shown_to_others(self.flow, self.library))

    @cached_property
    def read_by_others(self) -> tuple[str, ...]:
        """The steps that a paper for others may show, and those that decide whether one does."""
        return tuple(read_by_others(self.flow, self.library))

    @cached_property
    def conditions(self) -> Mapping[str, Expression]:
        return {step.id: compiled(step.when) for step in self.steps if step.when}

    @cached_property
    def values_after(self) -> Mapping[str, tuple[tuple[str, Expression], ...]]:
        """The named values that can be worked out once a step is known; "" is before the first."""
        order = value_order(self.flow)
        after: dict[str, list[tuple[str, Expression]]] = {}
        for name, last in order.items():
            after.setdefault(last, []).append((name, compiled(self.flow.values[name])))
        return {step: tuple(values) for step, values in after.items()}

    @cached_property
    def checks(self) -> tuple[tuple[Check, Expression | None], ...]:
        return tuple(
            (check, compiled(check.when) if check.when else None) for check in self.flow.checks
        )

    @cached_property
    def engine_scope(self) -> Mapping[str, Any]:
        facility = self.library.facility
        packs = self.library.packs
        return {
            "today": self.today.isoformat(),
            "facility": frozen(facility.plain()),
            "settings": frozen(dict(facility.settings)),
            "groups": frozen(_groups(self)),
            "calendar": frozen(self.library.calendar.plain()),
            "pack": frozen({"title": packs[0].title, "version": packs[0].version} if packs else {}),
        }

    @cached_property
    def skip_reasons(self) -> tuple[Option, ...]:
        return self.library.skip_reasons

    @cached_property
    def ear(self) -> Ear:
        return Ear(self.library.wording)

    def checker(self, name: str) -> Checker:
        if name not in self._checkers:
            self._checkers[name] = Checker(self.library.lexicons[name], self.ear)
        return self._checkers[name]

    @cached_property
    def weighers(self) -> Mapping[str, Weigher]:
        """Who weighs words together, by the key of a step; nobody where no pack says how."""
        lexicons = {"escalate": lambda _, rule: self.stop(rule), "coach": self._coach_at}
        return {
            key: Weigher(how, Scales(table.rows), self.ear.spelling, lexicons[key])
            for key, how in self.library.weighed.items()
            if (table := self.library.weights.get(how.table))
        }

    def _coach_at(self, step: StepBase, rule: str) -> Lexicon | None:
        lexicons = (self.library.lexicons[name] for name in step.coach)
        return next((each for each in lexicons if each.rule == rule), None)

    def stop(self, rule: str) -> Lexicon | None:
        """Give the lexicon that stops a conversation by a rule; None where the packs have none."""
        return next(
            (each for each in self.library.lexicons.values() if each.rule == rule and each.card),
            None,
        )

    def topic(self, name: str) -> Value:
        """Give what flows and papers see of a topic; None where there is none of this name."""
        if name not in self._topics:
            known = self.library.topics.get(name)
            self._topics[name] = frozen(picked_topic(known)) if known else None
        return self._topics[name]

    def current(self, name: str) -> Value:
        """Give what the directory says of a resource today; None where it has none."""
        if name not in self._current:
            self._current[name] = current(self.library, name, self.today)
        return self._current[name]

    @cached_property
    def facility_numbers(self) -> frozenset[str]:
        """The numbers of this place, as numbers are compared."""
        facility = self.library.facility
        written = (facility.phone, *(contact.phone for contact in facility.escalation))
        return frozenset(filter(None, map(dialed, written)))

    def unless_of(self, check: Check) -> Phrases[None]:
        """Give the words that make a comparison mean something else."""
        if check.id not in self._unless:
            texts = (text for said in check.unless.values() for text in said)
            self._unless[check.id] = self.ear.grammar.phrases((text, None) for text in texts)
        return self._unless[check.id]

    def remembering(self, held: tuple[Held, ...]) -> Guide:
        """Give the same flow where these groups were held before."""
        return replace(self, held=held)

    def start(self) -> Session:
        return Session(self.flow.flow, self.library.stamp)


def _groups(guide: Guide) -> dict[str, Any]:
    """Give what all groups share, hard moments with a sentence to say, and what ran before."""
    from .metrics import counts  # noqa: PLC0415 - not before groups are counted
    from .rotation import lately  # noqa: PLC0415 - which reads guides too

    library = guide.library
    shelves = {
        "agreements": library.agreements,
        "adaptations": library.adaptations,
        "participation": library.participation,
        "moments": {name: card for name, card in library.cards.items() if card.say},
    }
    shared: dict[str, Any] = {
        shelf: [each.plain(without={"body", "asks"}) for each in entries.values()]
        for shelf, entries in shelves.items()
    }
    before = {"lately": lately(library, guide.held, guide.today)}
    return shared | before | ({"counts": counts(library, guide.held)} if guide.held else {})


def guide_to(library: Library, name: str, today: date) -> Guide:
    """Make a flow ready to run.

    Raises:
        KeyError: there is no such flow; the message says which there are.
        PackError: the flow's expressions can't be used.
    """
    from .lint import flow_problems  # noqa: PLC0415 - lint reads guides too

    if name not in library.flows:
        raise KeyError(f"There is no flow “{name}”; {did_you_mean(name, library.flows)}")
    errors = [each for each in flow_problems(library, name) if each.level == "error"]
    if errors:
        raise PackError(errors)
    return Guide(library.flows[name], library, today)


def value_order(flow: Flow) -> dict[str, str]:
    """Give each named value and the last step it looks at, in an order that can be worked out.

    Raises:
        ExpressionError: values that need each other in a circle.
    """
    position = {step.id: index for index, step in enumerate(flow.steps)}
    reach: dict[str, int] = {}
    for name in flow.values:
        _reach(name, flow, position, reach, ())
    ids = ["", *position]
    ordered = sorted(reach, key=reach.__getitem__)  # stable: a value follows those it needs
    return {name: ids[reach[name] + 1] for name in ordered}


def _reach(
    name: str,
    flow: Flow,
    position: Mapping[str, int],
    reach: dict[str, int],
    above: tuple[str, ...],
) -> int:
    """Find the index of the last step a value looks at, through other values; -1 for none."""
    if name in above:
        circle = " → ".join((*above[above.index(name) :], name))
        raise ExpressionError(f"these values need each other: {circle}")
    if name not in reach:
        last = -1
        for each in sorted(compiled(flow.values[name]).names):
            if each in flow.values:
                last = max(last, _reach(each, flow, position, reach, (*above, name)))
            else:
                last = max(last, position.get(each, -1))
        reach[name] = last
    return reach[name]


def steps_before(flow: Flow) -> Iterator[tuple[Step, frozenset[str]]]:
    """Yield each step with the ids of the steps before it."""
    seen: set[str] = set()
    for step in flow.steps:
        yield step, frozenset(seen)
        seen.add(step.id)
