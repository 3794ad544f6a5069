"""How each kind of step is asked in lines: what is shown, and what the lines mean."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bht_assist.content.models import Option, StepBase
from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import PERSON, AnswerError, field, parse, whole
from bht_assist.flows.expressions import compiled, context_over, said
from bht_assist.flows.picking import asker, needs_of
from bht_assist.flows.rotation import last_run, ran_words, rested
from bht_assist.flows.rows import row_words
from bht_assist.flows.session import Answered, Event, Moved, Value, thawed
from bht_assist.flows.typed import spelled_out

from .offering import offer, show_offered, take_or_go_on
from .talk import InputEnded, Move, Talk, is_number, numbers
from .timing import ask_agenda

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bht_assist.content.models import Topic
    from bht_assist.flows.view import StepView, View
    from bht_assist.search.fitting import Fit
    from bht_assist.search.shelf import Shelf


@dataclass(frozen=True)
class Turn:
    """One question being asked; what is said is kept at once, so that nothing is lost."""

    view: View
    here: StepView
    talk: Talk
    shelf: Shelf
    keep: Callable[..., None]
    """Adds events to the session."""
    now: Callable[[], datetime]
    last: Value = None
    """What was answered last, as it was given; the engine may show more, such as a whole agenda."""

    @property
    def step(self) -> Any:
        return self.here.step

    def answer(self, raw: object, *, stay: bool = False) -> None:
        """Keep an answer; a blank one or the same again changes nothing. Go on, or stay."""
        value = parse(self.step, raw, self.view.guide.library)
        new = value is not None and value != self.here.value
        events: list[Event] = [Answered(self.step.id, value)] if new else []
        self.keep(*events, Moved(self.step.id, past=not stay))

    def go_on(self) -> None:
        self.keep(Moved(self.step.id, past=True))

    @contextmanager
    def keeping(self, so_far: Callable[[], object]) -> Iterator[None]:
        """Keep what is half said when a command comes in between, or the lines end."""
        try:
            yield
        except (Move, InputEnded):
            self.answer(so_far(), stay=True)
            raise

    def have(self) -> list[Any]:
        """Give the entries that the answer has so far."""
        return list(thawed(self.here.value or ()))


def ask(turn: Turn) -> None:
    """Ask one step once."""
    _ASKING.get(type(turn.step), _one_line)(turn)


def numbered(options: Iterable[str], picked: Iterable[str] = ()) -> str:
    chosen = set(picked)
    rows = (
        f"  {n} {each}{' (picked)' if each in chosen else ''}" for n, each in enumerate(options, 1)
    )
    return "\n".join(rows)


_FORM = {
    "number": "A number",
    "date": "A date, like 11/30/2026",
    "time": "A time, like 2:05 PM",
    "yes_no": "yes or no",
}


def _one_line(turn: Turn) -> None:
    offered = offer(turn)
    line = turn.talk.ask(_prompt(_FORM.get(turn.step.ask, "Your words"), offered))
    meant = spelled_out(turn.step.ask, line, turn.view.guide.today)
    turn.answer(meant if line.strip() else offered)


def _prompt(what: str, offered: object = None) -> str:
    return f"{what} [{said(offered)}]:" if offered not in (None, "", ()) else f"{what}:"


def _info(turn: Turn) -> None:
    turn.talk.listen(turn.talk.ask("Enter to go on:"))
    turn.answer(True)


def _text(turn: Turn) -> None:
    if turn.step.lines == 1:
        _one_line(turn)
        return
    lines: list[str] = []
    with turn.keeping(lambda: "\n".join(lines)):
        while line := turn.talk.ask(
            "Next line, Enter to finish:" if lines else "Your words, line by line:"
        ):
            lines.append(line)
    turn.answer("\n".join(lines))


def _items(turn: Turn) -> None:
    have, offers = turn.have(), _suggestions(turn)
    if offers and not have:
        turn.talk.show(numbered(offers))
    if have:
        turn.talk.show(numbered(have))
    offered = show_offered(turn)
    more = "Words to add, numbers for the ideas above" if have else "Numbers to pick, words to add"
    line = turn.talk.ask(f"{more if offers else 'Words to add'}, Enter for next:")
    if not line.strip():
        take_or_go_on(turn, offered)
        return
    picked = numbers(line, len(offers))
    if offers and is_number(line) and not picked:
        raise AnswerError(f"The ideas are 1 to {len(offers)}. To add a number, put \\ in front.")
    new = [offers[each - 1] for each in picked] if picked else [line]
    turn.answer([*have, *new], stay=True)


def _suggestions(turn: Turn) -> tuple[str, ...]:
    found = turn.view.guide.library.lists.get(turn.step.suggest.removeprefix("lists/"))
    return found.items if found else ()


def _choice(turn: Turn) -> None:
    offered = offer(turn)
    words = _by_id(turn, turn.step.options)
    turn.talk.show(numbered(words.values()))
    line = turn.talk.ask(_prompt("A number", words.get(offered or "", offered)))
    turn.answer(_meant(line, turn.step.options) or offered)


def _choices(turn: Turn) -> None:
    have, options = turn.have(), turn.step.options
    words = _by_id(turn, options)
    turn.talk.show(numbered(words.values(), [words.get(each, each) for each in have]))
    offered = show_offered(turn, lambda each: words.get(each, each))
    line = turn.talk.ask("Numbers to pick, Enter for next:")
    picked = numbers(line, len(options))
    new = [options[each - 1].id for each in picked] if picked else [line.strip()]
    if line.strip():
        turn.answer([*have, *new], stay=True)
    else:
        take_or_go_on(turn, offered)


def _by_id(turn: Turn, options: Iterable[Option]) -> dict[str, str]:
    """Give the words of options by their ids, in their order."""
    return {option.id: turn.view.words(option.say) for option in options}


def _meant(line: str, options: Sequence[Option]) -> str:
    picked = numbers(line, len(options))
    return options[picked[0] - 1].id if picked and len(picked) == 1 else line.strip()


def _scale(turn: Turn) -> None:
    step = turn.step
    turn.talk.show(f"  {step.low} = {step.low_words} · {step.high} = {step.high_words}")
    if not step.rows:
        _one_line(turn)
        return
    context = context_over(dict(turn.view.scope))
    rated = dict(turn.here.value or {})
    with turn.keeping(lambda: rated):
        for row in step.rows:
            if not row.when or compiled(row.when)(context):
                prompt = _prompt(turn.view.words(row.say), rated.get(row.id))
                number = _fitting(turn, prompt, lambda line: whole(line, step.low, step.high))
                rated |= {} if number is None else {row.id: number}
    turn.answer(rated)


def _fitting(turn: Turn, prompt: str, meant: Callable[[str], Value]) -> Value:
    """Ask until what is said fits, and give what it means; a blank line is None."""
    while True:
        line = turn.talk.ask(prompt)
        try:
            return meant(line) if line.strip() else None
        except AnswerError as error:
            turn.talk.listen(line)
            turn.talk.show(f"! {error}")


def _rows(turn: Turn) -> None:
    """Ask one more row; a blank first line means that there are no more."""
    have = turn.have()
    if have:
        fields, words = _fields(turn.step), turn.view.words
        turn.talk.show(numbered(row_words(fields, row, words) for row in have))
    row: dict[str, Any] = {}
    with turn.keeping(lambda: [*have, row]):
        _fill(turn, _fields(turn.step), row)
    if row:
        turn.answer([*have, row], stay=True)
    else:
        turn.go_on()


def _fields(step: StepBase) -> tuple[kinds.Field, ...]:
    own: tuple[kinds.Field, ...] = getattr(step, "fields", ())
    return (*PERSON, *own) if isinstance(step, kinds.People) else own


def _fill(
    turn: Turn, fields: Sequence[kinds.Field], row: dict[str, Any], *, whole: bool = False
) -> None:
    """Fill `row` blank by blank; unless it is wanted whole, a blank first one ends it."""
    for index, blank in enumerate(fields):
        value = _blank(turn, blank, row.get(blank.id))
        if value not in (None, ""):
            row[blank.id] = value
        elif not index and not whole:
            return


def _blank(turn: Turn, blank: kinds.Field, now: Value) -> Value:
    """Ask one blank; `now` is what it holds, and Enter keeps that."""
    words = _by_id(turn, blank.options)
    if words:
        turn.talk.show(numbered(words.values()))
    say = turn.view.words(blank.say)
    prompt = _prompt(f"{say[:1].upper()}{say[1:]}", words.get(now, now))

    def value(line: str) -> Value:
        meant = spelled_out(blank.ask, line, turn.view.guide.today)
        return field(blank, _meant(meant, blank.options))

    return _fitting(turn, prompt, value)


def _records(turn: Turn) -> None:
    if turn.step.head:
        _headed(turn)
    else:
        _rows(turn)


def _headed(turn: Turn) -> None:
    """Ask the blanks that stand once, then rows while the pack wants them."""
    value = thawed(turn.here.value or {})
    rows = value.pop("items", [])
    row: dict[str, Any] = {}

    def so_far() -> object:
        return {**value, "items": [*rows, row]} if value else None

    with turn.keeping(so_far):
        _fill(turn, turn.step.head, value, whole=True)
        while value and _wants_rows(turn, value):
            row = {}
            _fill(turn, turn.step.fields, row)
            if not row:
                break
            rows.append(row)
    turn.answer(so_far())


def _wants_rows(turn: Turn, head: Mapping[str, Any]) -> bool:
    when = turn.step.items_when
    return not when or bool(compiled(when)(context_over({**turn.view.scope, **head})))


def _resources(turn: Turn) -> None:
    have = turn.have()
    whom = asker(turn.view, turn.step, turn.now())
    offers = turn.shelf.offer(needs_of(turn.view, turn.step), [each["id"] for each in have], whom)
    if have:
        turn.talk.show("Picked: " + " · ".join(each["name"] for each in have))
    turn.talk.show(numbered(map(_offered, offers)))
    line = turn.talk.ask("Numbers to pick, words to search, Enter for next:")
    while line.strip() and not (picked := numbers(line, len(offers))):
        turn.talk.listen(line)
        offers = turn.shelf.fits(line, whom) or offers
        turn.talk.show(numbered(map(_offered, offers)))
        line = turn.talk.ask("Numbers to pick, words to search, Enter for next:")
    if line.strip():
        turn.answer([*have, *(offers[each - 1].resource.id for each in picked or ())], stay=True)
    else:
        turn.go_on()


def _offered(fit: Fit) -> str:
    each = fit.resource
    return f"{each.name}: {each.what_for}{f' ({fit.told})' if fit.told else ''}"


def _with_day(topic: Topic, day: str) -> str:
    return f"{topic.title} ({ran_words(day)})" if day else topic.title


def _topic(turn: Turn) -> None:
    guide = turn.view.guide
    ran = last_run(guide.held, guide.today, turn.step.lately)
    offers = list(rested(turn.shelf.topics(""), ran))
    while True:
        turn.talk.show(numbered(_with_day(topic, ran.get(topic.id, "")) for topic in offers))
        line = turn.talk.ask("A number to pick, words to search:")
        picked = numbers(line, len(offers))
        if picked or not line.strip():
            break
        turn.talk.listen(line)
        offers = turn.shelf.topics(line) or offers
    turn.answer(offers[picked[0] - 1].id if picked else None)


def _agenda(turn: Turn) -> None:
    """Show the fitted agenda; `teach 10` gives a part its minutes by hand."""


_ASKING: Mapping[type[StepBase], Callable[[Turn], None]] = {
    kinds.Info: _info,
    kinds.Text: _text,
    kinds.Items: _items,
    kinds.Choice: _choice,
    kinds.Choices: _choices,
    kinds.Signature: _choice,
    kinds.Scale: _scale,
    kinds.People: _rows,
    kinds.Records: _records,
    kinds.Resources: _resources,
    kinds.Topic: _topic,
    kinds.Agenda: ask_agenda,
}
