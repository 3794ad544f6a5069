"""The small form for people and records: one blank a line, checked as it is filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import PERSON, AnswerError, field
from bht_assist.flows.expressions import context_over
from bht_assist.flows.guide import compiled
from bht_assist.flows.session import thawed

from .picklist import PickList, Row
from .prompts import AnswerLine, Prompt, WentOn
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from bht_assist.flows.view import StepView, View


class Blank(Vertical):
    """One blank of a form; its choices, if it has any, stand numbered above the line."""

    DEFAULT_CSS = """
    Blank { height: auto; }
    Blank .choices { margin: 0 0 0 2; }
    Blank Horizontal { height: auto; }
    Blank Horizontal .label { width: 22; margin: 0 1 0 0; }
    Blank AnswerLine { width: 1fr; }
    Blank Static { margin: 0; }
    """

    def __init__(self, blank: kinds.Field, say: str, options: Sequence[str]) -> None:
        super().__init__()
        self.blank, self.say, self.options = blank, say, options

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(plain(self.say[:1].upper() + self.say[1:]), classes="label")
            yield AnswerLine(hint=f"1 to {len(self.options)}" if self.options else "")
        for number, each in enumerate(self.options, 1):
            yield Static(plain(f"{number} {each}"), classes="choices")

    @property
    def line(self) -> AnswerLine:
        return self.query_one(AnswerLine)

    def said(self) -> str:
        """Give what was typed; the number of an option stands for it."""
        words = self.line.value.strip()
        if self.options and words.isdigit() and 1 <= int(words) <= len(self.options):
            return self.blank.options[int(words) - 1].id
        return self.line.value

    def fault(self) -> str:
        try:
            if self.said().strip():
                field(self.blank, self.said())
        except AnswerError as error:
            return str(error)
        return ""


class FormPrompt(Prompt):
    """Rows of blanks: what is there already, then one empty form."""

    DEFAULT_CSS = "FormPrompt .fault { height: auto; color: $warning; }"

    def compose(self) -> ComposeResult:
        have = PickList(self.rows(), most=4)
        have.display = bool(have.rows)
        yield have
        for blank in self.fields():
            say = self.words(blank.say)
            yield Blank(blank, say, [self.words(option.say) for option in blank.options])
        yield Static("", classes="fault")

    def fields(self) -> tuple[kinds.Field, ...]:
        if isinstance(self.step, kinds.People):
            return (*PERSON, *self.step.fields)
        fields: tuple[kinds.Field, ...] = self.step.head if self.is_head else self.step.fields
        return fields

    @property
    def is_head(self) -> bool:
        return bool(getattr(self.step, "head", ())) and self.here.value is None

    def have(self) -> list[dict[str, Any]]:
        value = thawed(self.here.value or ())
        return list(value.get("items", ()) if isinstance(value, dict) else value)

    def rows(self) -> tuple[Row, ...]:
        said = [" · ".join(str(each) for each in row.values()) for row in self.have()]
        head = self._head_words()
        return (*head, *(Row(str(n), words) for n, words in enumerate(said)))

    def _head_words(self) -> tuple[Row, ...]:
        if not isinstance(self.here.value, Mapping):
            return ()
        words = " · ".join(f"{k} {v}" for k, v in self.here.value.items() if k != "items" and v)
        return (Row("", words, title=True),) if words else ()

    def update_from(self, view: View, here: StepView) -> None:
        was_head = self.is_head
        super().update_from(view, here)
        if was_head != self.is_head:
            self.refresh(recompose=True)
            return
        have = self.query_one(PickList)
        have.show(self.rows())
        have.display = bool(have.rows)

    @property
    def blanks(self) -> list[Blank]:
        return list(self.query(Blank))

    def submit(self) -> None:
        """Go to the next blank; after the last, take the row and offer an empty one."""
        here = next((n for n, each in enumerate(self.blanks) if each.line.has_focus), 0)
        if fault := self.blanks[here].fault() if self.blanks else "":
            self.query_one(".fault", Static).update(plain(f"! {fault}"))
            return
        self.query_one(".fault", Static).update("")
        empty = not any(each.line.value.strip() for each in self.blanks)
        if empty and not here and not self.is_head:
            self.post_message(WentOn())
        elif here + 1 < len(self.blanks):
            self.blanks[here + 1].line.focus()
            self.blanks[here + 1].scroll_visible(animate=False)
        else:
            self.take()

    def take(self) -> None:
        """Answer with what the form holds, and empty it."""
        row = {each.blank.id: each.said() for each in self.blanks if each.line.value.strip()}
        wants_more = self._wants_rows(row if self.is_head else {})
        if self.is_head:
            self.answer({**row, "items": []} if row else None, stay=bool(row) and wants_more)
            return
        if row:
            self.answer(self._with(row), stay=True)
        for each in self.blanks:
            each.line.value = ""
        if self.blanks:
            self.blanks[0].line.focus()

    def _with(self, row: dict[str, Any]) -> object:
        rows = [*self.have(), row]
        value = thawed(self.here.value)
        return {**value, "items": rows} if isinstance(value, dict) else rows

    def _wants_rows(self, head: dict[str, Any]) -> bool:
        when = getattr(self.step, "items_when", "")
        return not when or bool(compiled(when)(context_over({**self.view.scope, **head})))

    def half_typed(self) -> dict[str, Any]:
        """Give what stands in the form and is no answer yet, so that leaving it loses nothing."""
        return {each.blank.id: each.said() for each in self.blanks if each.line.value.strip()}
