"""What stands on the first screen: the rows to choose from, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from .drafts import clock_words
from .picklist import Row
from .services import details

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bht_assist.content.library import Library
    from bht_assist.content.models import Flow, Topic
    from bht_assist.search.found import Hit
    from bht_assist.vault.records import Entry

    from .desk import Desk
    from .drafts import Draft

KINDS = {"flow": "Start", "topic": "Group on", "resource": "Service", "card": "Read"}
"""What Enter does with each kind of thing that was found."""

REVIEW = (
    "A day to look at this plan again has come.",
    "Enter starts a new plan from it, entry by entry. The earlier one stays as it is.",
    "F2: it was looked at and nothing changes.",
)

KEEPING = "Drafts can last beyond this sitting, sealed on this computer with a passphrase."


def start(desk: Desk) -> tuple[Row, ...]:
    """Give all there is to start and to go on with."""
    library, elsewhere = desk.library, desk.drafts.elsewhere
    drafts = (*_here(desk), *_elsewhere(desk, elsewhere))
    practice = [each for each in library.cards.values() if each.training and desk.how.training]
    return (
        *_reminders(desk, elsewhere),
        Row("", "START", title=True),
        *(
            Row(f"flow:{flow.flow}", flow.title, _length(desk, flow))
            for flow in library.flows.values()
        ),
        Row("find:", "Look up a service or a number", f"{len(library.resources)} services"),
        *([Row("", "PRACTICE WITH", title=True)] if practice else []),
        *(Row(f"card:{each.card}", each.title) for each in practice),
        *([Row("", "CONTINUE", title=True)] if drafts or desk.is_locked else []),
        *drafts,
        *_keeping(desk),
    )


def _here(desk: Desk) -> Iterator[Row]:
    """Yield the conversations of this sitting."""
    for each in desk.drafts.begun:
        yield _draft_row(desk, each.code, each.flow, _progress(desk, each))


def first(desk: Desk) -> str:
    """Give the row on which the cursor stands at first: no client's plan opens by habit."""
    return next((f"flow:{name}" for name in desk.library.flows), "")


MOST_REMINDERS = 3
"""Plans to look at again that stand above everything; one more line leads to all of them."""


def _reminders(desk: Desk, elsewhere: Sequence[Entry]) -> Iterator[Row]:
    """Yield the plans to look at again by tomorrow, by code and day and never by name."""
    due = due_rows(desk, elsewhere)
    if due:
        yield Row("", "LOOK AT AGAIN", title=True)
    yield from due[:MOST_REMINDERS]
    if (more := len(due) - MOST_REMINDERS) > 0:
        yield Row("due:", f"and {more} more")


def due_rows(desk: Desk, elsewhere: Sequence[Entry]) -> tuple[Row, ...]:
    """Give the plans to look at again by tomorrow, the first day first."""
    return tuple(
        Row(
            f"review:{each.code}:{each.flow}",
            f"{_title(desk, each.flow)}  {each.code}: review due {_when(desk, day)}",
        )
        for day, each in desk.drafts.due(elsewhere)
    )


def _when(desk: Desk, day: str) -> str:
    today = desk.drafts.today.isoformat()
    if day > today:
        return "tomorrow"
    return "today" if day == today else f"since {_day(day)}"


def _elsewhere(desk: Desk, elsewhere: Sequence[Entry]) -> Iterator[Row]:
    """Yield the conversations that only the vault holds, by code and date and never by name."""
    for each in elsewhere:
        day = datetime.fromtimestamp(each.updated).astimezone().date()
        goes = f" · deleted after {_day(each.purge_after)}" if each.purge_after else ""
        changed = f"{_day(day.isoformat())}, {clock_words(each.updated)}"
        yield _draft_row(desk, each.head.code, each.head.flow, desk.glyphs(changed + goes))


def _draft_row(desk: Desk, code: str, flow: str, words: str) -> Row:
    return Row(f"draft:{code}:{flow}", f"{_title(desk, flow)}  {code}", words)


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day:%b} {day.day}"


def _keeping(desk: Desk) -> Iterator[Row]:
    """Yield the way to drafts that last, where there is one and nobody has gone it."""
    if desk.is_locked:
        yield Row("unlock:", "Unlock the drafts on this computer", "Type your passphrase")
    elif desk.how.data is not None and desk.drafts.vault is None:
        yield Row("keep:", "Keep drafts on this computer", "Now: gone when you leave")


def _length(desk: Desk, flow: Flow) -> str:
    return desk.glyphs(f"{flow.who_for or 'for staff'} · {flow.minutes} min")


def _title(desk: Desk, flow: str) -> str:
    """Name a conversation; a pack that has it no more is no reason to hide what was said."""
    return desk.library.flows[flow].title if flow in desk.library.flows else flow


def _progress(desk: Desk, draft: Draft) -> str:
    from bht_assist.flows.view import view  # noqa: PLC0415 - not while the first rows are waited for

    now = view(desk.guide(draft.flow), draft.session)
    done = sum(each.status in {"done", "skipped"} for each in now.visible)
    return f"{done} of {len(now.visible)} questions"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was heard of a request, and the rows that it leads to."""

    said: str = ""
    rows: tuple[Row, ...] = ()
    without: frozenset[str] = frozenset()
    """Kinds of hits that mean nothing beside it."""


NOTHING = Asked()


def asked(desk: Desk, query: str) -> Asked:
    from . import asked as requests  # noqa: PLC0415 - not while the first rows are waited for

    found = desk.understood(query)
    if found is None or (found.kind not in _FIRST and _begins_a_name(desk, query)):
        return NOTHING
    rows = tuple(requests.rows(desk, found))
    without = _MEANINGLESS.get(found.kind, frozenset())
    return Asked(requests.said(desk, found, query), rows, without)


_MEANINGLESS = {"urgent": frozenset(KINDS), "plan": frozenset({"resource"})}
"""In danger only what is pinned counts; the words of a group that is planned name no service."""


_FIRST = {"urgent", "redirect"}
"""What comes before anything that is found by its name."""


def _begins_a_name(desk: Desk, query: str) -> bool:
    """Whether words are the beginning of what something is called: then that is what is meant."""
    begun = query.strip().casefold()
    return any(hit.title.casefold().startswith(begun) for hit in desk.shelf.find(query).rows[:1])


def started(desk: Desk, query: str) -> tuple[Any, ...]:
    """Give the flow that a request starts, and the answers that it gives."""
    from . import asked as requests  # noqa: PLC0415

    found = desk.understood(query)
    return (found.flow, *requests.answers(desk, found)) if found else ()


def found(desk: Desk, query: str, asked: Asked = NOTHING) -> tuple[Row, ...]:
    """Give what the words lead to, each with the reason; one row is never a dead end.

    Of words that were `asked` as a request, it is not told which name nothing here.
    """
    told = desk.shelf.find(query)
    if asked.said:
        told = replace(told, unknown=())  # among them may be a name: never said back
    if asked.without:
        left = tuple(hit for hit in told.hits if hit.kind not in asked.without)
        told = replace(told, hits=left, notices=(), lacks=())  # which are about services
    look_up = Row(f"find:{query}", desk.glyphs(f"Look up services for “{query.strip()}”"))
    hits = tuple(
        Row(
            f"{hit.kind}:{hit.id}",
            f"{KINDS[hit.kind]}: {hit.title}",
            _why(desk, hit),
            matched=hit.matched,
        )
        for hit in told.rows
    )
    heads = (Row("", desk.glyphs(words), title=True) for words in told.told)
    return (*heads, look_up, *hits) if told.nothing else (*heads, *hits, look_up)


def _why(desk: Desk, hit: Hit) -> str:
    return desk.glyphs(f"{'has: ' if hit.matched else ''}{', '.join(hit.why)}")


def to_do(desk: Desk, code: str, flow: str) -> tuple[Row, ...]:
    """Give what can be done with a draft."""
    again = [
        Row("revise", "Start a new plan from it, entry by entry"),
        Row("looked", "It was looked at today, and nothing changes"),
    ]
    is_due = any(each.code == code for _, each in desk.drafts.due(desk.drafts.elsewhere))
    return (
        *again[: desk.can_revise(flow) + is_due],
        Row("copy", "Start a new conversation from what was said in it"),
        Row("delete", "Delete it for good"),
    )


def about(desk: Desk, row: str) -> str:
    """Say what a row is, before anybody opens it."""
    library = desk.library
    kind, _, name = row.partition(":")
    match kind:
        case "flow":
            return "\n".join(_about_flow(library, library.flows[name]))
        case "draft":
            return _about_draft(desk, *name.split(":"))
        case "review" | "due":
            return "\n\n".join(REVIEW)
        case "topic":
            return _about_topic(library.topics[name])
        case "card":
            return f"{library.cards[name].title}\n\n{desk.markdown(library.cards[name].body, 42)}"
        case "resource":
            return details(library.resources[name])
        case "ask":
            return (
                "What you said is filled in. Each answer can be changed; what is missing is asked."
            )
        case "unlock" | "keep":
            return KEEPING
        case _:
            return "Services and phone numbers, with the date when each was checked."


def _about_draft(desk: Desk, code: str, flow: str) -> str:
    here = next((each for each in desk.drafts.begun if each.code == code), None)
    told = _progress(desk, here) if here else "Sealed until you open it."
    again = "\nF6 starts a new plan from it." if desk.can_revise(flow) else ""
    keys = f"Enter opens it, F2 copies or deletes it.{again}"
    return f"{_title(desk, flow)}  {code}\n\n{told}\n\n{keys}"


def _about_flow(library: Library, flow: Flow) -> Iterator[str]:
    yield f"{flow.title}\n\n{flow.about}\n"
    yield f"About {flow.minutes} minutes, {flow.who_for or 'for staff'}."
    papers = [library.documents[name] for name in flow.documents if name in library.documents]
    names = [flow.title if "{" in each.title else each.title for each in papers]
    if names:
        yield f"\nWord files: {', '.join(names)}."
    by = next((pack.reviewed_by for pack in reversed(library.packs) if pack.reviewed_by), "")
    yield f"\nRead by: {by}" if by else "\nNo licensed clinician has put a name to these words yet."


def _about_topic(topic: Topic) -> str:
    return "\n\n".join([topic.title, *(f"· {each}" for each in topic.objectives)])
