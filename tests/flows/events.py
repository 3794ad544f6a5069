"""Events as they may come: answers that fit and answers that do not, in any order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from bht_assist.content.models import Resource, Step
from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import PERSON
from bht_assist.flows.guide import Guide
from bht_assist.flows.picked import picked_resource
from bht_assist.flows.session import (
    Acknowledged,
    Answered,
    Cleared,
    Event,
    Moved,
    Skipped,
    frozen,
)

WORDS = [
    "walk",
    "kill myself",
    "I want to die",
    "602-555-0142",
    "n/a",
    "{{ x }} *b*",
    "Inés 🙂 أخت",
]
TEXTS = st.sampled_from(WORDS)
DAYS = st.sampled_from(["2026-11-23", "2027-01-02"])
TIMES = st.sampled_from(["00:05", "14:00", "23:59"])
WILD = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "id", "name", "what"]), inner, max_size=2)
    ),
    max_leaves=4,
).map(frozen)


def _field(blank: kinds.Field) -> st.SearchStrategy[Any]:
    match blank.ask:
        case "choice":
            return st.sampled_from([option.id for option in blank.options])
        case "yes_no":
            return st.booleans()
        case "number":
            return st.integers(-5, 50)
        case "date":
            return DAYS
        case "time":
            return TIMES
        case _:
            return TEXTS


def _row(fields: Sequence[kinds.Field]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={each.id: _field(each) for each in fields})


def _picked(options: Sequence[Any]) -> st.SearchStrategy[str]:
    return st.sampled_from([option.id for option in options])


def _scale(step: kinds.Scale) -> st.SearchStrategy[Any]:
    number = st.integers(step.low, step.high)
    return st.dictionaries(_picked(step.rows), number) if step.rows else number


def _records(step: kinds.Records) -> st.SearchStrategy[Any]:
    rows = st.lists(_row(step.fields), min_size=0 if step.head else 1, max_size=2)
    if not step.head:
        return rows
    return st.builds(lambda head, items: {**head, "items": items}, _row(step.head), rows)


def _resources(shelf: Mapping[str, Resource]) -> st.SearchStrategy[Any]:
    copies = st.sampled_from(sorted(shelf)).map(lambda name: picked_resource(shelf[name]))
    return st.lists(copies, max_size=3)


_FITTING: dict[type[kinds.StepBase], Callable[[Any, Guide], st.SearchStrategy[Any]]] = {
    kinds.Info: lambda _step, _: st.just(value=True),
    kinds.Text: lambda _step, _: TEXTS,
    kinds.Items: lambda _step, _: st.lists(TEXTS, min_size=1, max_size=3),
    kinds.Choice: lambda step, _: _picked(step.options),
    kinds.Choices: lambda step, _: st.lists(_picked(step.options), min_size=1, max_size=4),
    kinds.YesNo: lambda _step, _: st.booleans(),
    kinds.Scale: lambda step, _: _scale(step),
    kinds.Number: lambda step, _: st.integers(step.min, min(step.max, 300)),
    kinds.Date: lambda _step, _: DAYS,
    kinds.Time: lambda _step, _: TIMES,
    kinds.People: lambda step, _: st.lists(_row((*PERSON, *step.fields)), min_size=1, max_size=3),
    kinds.Records: lambda step, _: _records(step),
    kinds.Resources: lambda _step, guide: _resources(guide.library.resources),
    kinds.Topic: lambda _step, guide: st.sampled_from(sorted(guide.library.topics)),
    kinds.Agenda: lambda step, _: st.dictionaries(_picked(step.segments), st.integers(1, 90)),
    kinds.Signature: lambda step, _: _picked(step.options),
}


def fitting(step: Step, guide: Guide) -> st.SearchStrategy[Any]:
    """Give answers of the shape that the step needs."""
    return _FITTING[type(step)](step, guide).map(frozen)


def events(guide: Guide) -> st.SearchStrategy[Event]:
    """Give any event, for steps of the flow and for steps it does not have."""
    fits = st.sampled_from(guide.steps).flatmap(
        lambda step: st.builds(Answered, st.just(step.id), fitting(step, guide))
    )
    names = st.sampled_from([*guide.by_id, *guide.renamed, "gone", ""])
    others: list[st.SearchStrategy[Event]] = [
        st.builds(Answered, names, WILD),
        st.builds(Skipped, names, st.sampled_from(["declined", "not_now", "odd"]), TEXTS),
        st.builds(Cleared, names),
        st.builds(Moved, names, st.booleans()),
        st.builds(Acknowledged, names, TEXTS, TEXTS, TEXTS, TEXTS),
    ]
    return st.one_of(fits, fits, fits, *others)


def logs(guide: Guide, most: int = 12) -> st.SearchStrategy[list[Event]]:
    return st.lists(events(guide), max_size=most)
