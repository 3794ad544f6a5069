"""The question card: what stands on it, fitted to the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bht_assist.content.models import steps as kinds

from .agenda_prompt import AgendaPrompt
from .choosing import ListPrompt, RatePrompt
from .forms import FormPrompt
from .prompts import InfoPrompt, LinePrompt, LongPrompt, Prompt
from .searching import SearchPrompt
from .words import cut, plain, wrapped

if TYPE_CHECKING:
    from textual.content import Content

    from bht_assist.content.models import StepBase
    from bht_assist.flows.view import StepView, View

    from .drafts import Draft

INDENT = " " * 8
MORE = f"{INDENT}... F3 has the rest"

_PROMPTS: dict[type[StepBase], type[Prompt]] = {
    kinds.Info: InfoPrompt,
    kinds.People: FormPrompt,
    kinds.Records: FormPrompt,
    kinds.Resources: SearchPrompt,
    kinds.Topic: SearchPrompt,
    kinds.Agenda: AgendaPrompt,
    kinds.Number: LinePrompt,
    kinds.Date: LinePrompt,
    kinds.Time: LinePrompt,
}


def prompt_for(step: StepBase) -> type[Prompt]:
    if isinstance(step, kinds.Text):
        return LongPrompt if step.lines > 1 else LinePrompt
    if isinstance(step, kinds.Scale) and step.rows:
        return RatePrompt
    return _PROMPTS.get(type(step), ListPrompt)


def head(now: View, here: StepView, draft: Draft, width: int) -> str:
    """Say which question of how many, and when it was last saved; the bar only where it fits."""
    names = [each.step.id for each in now.visible]
    done = sum(each.status in {"done", "skipped"} for each in now.visible)
    bar = round(7 * done / max(len(names), 1))
    place = f"Question {names.index(here.step.id) + 1} of {len(names)}"
    words = f"{now.guide.flow.title}  {draft.code}    {place}"
    told = f"  {draft.told}" if draft.told else ""
    progress = f"  {'█' * bar}{'▒' * (7 - bar)}"
    return f"{words}{progress if len(words + progress + told) < width else ''}{told}"


def asked(now: View, here: StepView, columns: int, most: int) -> list[Content]:
    """Give what staff say and ask, in as many lines as there is room for."""
    staff, client = now.words(here.step.staff), now.words(here.step.client)
    you = wrapped(staff, columns, "You     ", INDENT) if staff else []
    ask = wrapped(client, columns, "Client  ", INDENT) if client else []
    if you and len(you) + len(ask) > most:
        ask = ask if most - len(ask) >= 2 else []
        you = cut(you, max(2, most - len(ask)), MORE)
    return [*(plain(line) for line in you), *(plain(line, "bold") for line in ask)]


def hints(here: StepView, columns: int, most: int) -> list[str]:
    """Give quiet words to staff, in so many lines at most."""
    said = [*here.hints, *coaching(here)]
    lines = [line for each in said for line in wrapped(each, columns, "Hint    ", INDENT)]
    return cut(lines, most, MORE)


def coaching(here: StepView) -> list[str]:
    """One thing at most, about the last thing said: a probe helps, a list does not."""
    found = [each for each in here.findings if each.level != "stop_now" and not each.dismissed]
    last = max(found, key=lambda each: -1 if each.item is None else each.item, default=None)
    return [last.told] if last else []
