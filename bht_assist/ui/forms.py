"""The small form for people and records: one blank a line, checked as it is filled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import PERSON, AnswerError, field
from bht_assist.flows.expressions import compiled, context_over
from bht_assist.flows.rows import option_words, row_words
from bht_assist.flows.session import thawed
from bht_assist.flows.typed import spelled_out

from .lines import AnswerLine
from .picklist import PickList, Row
from .prompts import Prompt
from .words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from bht_assist.flows.view import StepView, View

HEAD = "head"
CHANGING = ""
"""Where half a form keeps the row that it changes; no blank has this name."""

LABEL = 22
"""Columns of the names of blanks; a longer one has a line of its own."""


class Blank(Vertical):
    """One blank of a form; its choices, if it has any, stand numbered below the line."""

    DEFAULT_CSS = """
    Blank, Blank:focus-within { height: auto; }
    Blank Static { height: auto; }
    Blank .choices { margin: 0 0 0 2; display: none; }
    Blank:focus-within .choices { display: block; }
    Blank .fault { color: $warning; display: none; }
    Blank Horizontal { height: auto; }
    Blank Horizontal .label { width: 22; margin: 0 1 0 0; }
    Blank Horizontal AnswerLine { width: 1fr; }
    """

    def __init__(
        self, blank: kinds.Field, say: str, options: Sequence[str], typed: str = ""
    ) -> None:
        super().__init__()
        self.blank, self.say, self.options, self.typed = blank, say, options, typed

    def compose(self) -> ComposeResult:
        label = Static(plain(self.say[:1].upper() + self.say[1:]), classes="label")
        line = AnswerLine(hint=self._hint(), value=self.typed)
        if len(self.say) <= LABEL:
            yield Horizontal(label, line)
        else:
            yield label
            yield line
        yield Static(classes="fault")
        for number, each in enumerate(self.options, 1):
            yield Static(plain(f"{number} {each}"), classes="choices")

    def _hint(self) -> str:
        if self.options:
            return f"1 to {len(self.options)}"
        return {"yes_no": "yes or no", "date": "11/30/2026", "time": "2:05 PM"}.get(
            self.blank.ask, ""
        )

    @property
    def line(self) -> AnswerLine:
        return self.query_one(AnswerLine)

    def said(self) -> str:
        """Give what was typed; the number or the words of an option stand for it."""
        words = self.line.value.strip()
        if words.isdecimal() and 1 <= int(words) <= len(self.options):
            return self.blank.options[int(words) - 1].id
        named = zip(self.options, self.blank.options, strict=True)
        return next((each.id for say, each in named if say == words), self.line.value)

    def is_right(self) -> bool:
        """Tell whether the blank can be kept, and say under it why not."""
        today = cast("FormPrompt", self.parent).view.guide.today
        self.line.value = spelled_out(self.blank.ask, self.line.value, today)
        fault = self._fault()
        told = self.query_one(".fault", Static)
        told.update(plain(f"! {fault}"))
        told.display = bool(fault)
        named = zip(self.options, self.blank.options, strict=True)
        self.line.value = next(
            (say for say, each in named if each.id == self.said()), self.line.value
        )
        return not fault

    def _fault(self) -> str:
        said = self.said().strip()
        if not said:
            return ""
        if self.options and said not in {each.id for each in self.blank.options}:
            return f"“{said}” is not one of these. Type its number, 1 to {len(self.options)}."
        try:
            field(self.blank, self.said())
        except AnswerError as error:
            return str(error)
        return ""


class FormPrompt(Prompt):
    """Rows of blanks: what is there already, then one empty form."""

    least = 8
    DEFAULT_CSS = "FormPrompt > PickList { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [("up", "to_blank(-1)"), ("down", "to_blank(1)")]
    at_head = False
    """Whether the blanks that are asked once are being filled."""
    changing: dict[str, Any] | None = None
    """The row that is being changed, as it stands in the answer until it is taken again."""

    def compose(self) -> ComposeResult:
        if CHANGING in self.half:
            self.changing = json.loads(self.half[CHANGING])
        self.at_head = self.at_head or (self._has_head and self.here.value is None)
        have = PickList(self.rows(), most=4)
        have.display = bool(have.rows)
        yield have
        for blank in self.fields():
            options = [self.words(option.say) for option in blank.options]
            yield Blank(blank, self.words(blank.say), options, self.half.get(blank.id, ""))

    @property
    def _is_people(self) -> bool:
        return isinstance(self.step, kinds.People)

    @property
    def _has_head(self) -> bool:
        return bool(getattr(self.step, "head", ()))

    def fields(self) -> tuple[kinds.Field, ...]:
        """Give the blanks to fill now; there are none where the head asks for no rows."""
        if self._is_people:
            return (*PERSON, *self.step.fields)
        if self.at_head:
            return self._head()
        return tuple(self.step.fields) if self._wants_rows({}) else ()

    def _head(self) -> tuple[kinds.Field, ...]:
        return tuple(getattr(self.step, "head", ()))

    def have(self) -> list[dict[str, Any]]:
        value = thawed(self.here.value or ())
        return list(value.get("items", ()) if isinstance(value, dict) else value)

    def rows(self) -> tuple[Row, ...]:
        fields = (*PERSON, *self.step.fields) if self._is_people else self.step.fields
        said_rows = [row_words(fields, row, self.words) for row in self.have()]
        return (*self._head_row(), *(Row(str(n), words) for n, words in enumerate(said_rows)))

    def _head_row(self) -> tuple[Row, ...]:
        if not isinstance(self.here.value, Mapping):
            return ()
        words = row_words(self._head(), self.here.value, self.words)
        return (Row(HEAD, words),) if words else ()

    def update_from(self, view: View, here: StepView, room: int) -> None:
        super().update_from(view, here, room)
        for have in self.query(PickList):
            have.show(self.rows())
            have.display = bool(have.rows)

    @property
    def blanks(self) -> list[Blank]:
        return list(self.query(Blank))

    def submit(self) -> None:
        """Go to the next blank; after the last, take the row and offer an empty one."""
        blanks = self.blanks
        here = next((n for n, each in enumerate(blanks) if each.line.has_focus), len(blanks) - 1)
        if blanks and not blanks[here].is_right():
            self.heard(blanks[here].line.value)
            return
        empty = not any(each.line.value.strip() for each in blanks)
        if self.changing is not None and empty:
            self.take()
        elif not blanks or (empty and (here == 0 or not blanks[here].line.has_focus)):
            self.go_on()
        elif here + 1 < len(blanks):
            self._to(here + 1)
        elif wrong := [n for n, each in enumerate(blanks) if not each.is_right()]:
            self._to(wrong[0])
        else:
            self.take()

    def _to(self, number: int) -> None:
        line = self.blanks[number].line
        self.screen.set_focus(line, scroll_visible=False)
        self.blanks[number].scroll_visible(animate=False)

    def action_to_blank(self, by: int) -> None:
        """Go a blank up or down; above the first is what is there already."""
        here = next((n for n, each in enumerate(self.blanks) if each.line.has_focus), -1)
        have = self.query_one(PickList)
        if here + by < 0:
            self.screen.set_focus(have if have.display else None)
        elif here + by < len(self.blanks):
            self._to(here + by)

    def take(self) -> None:
        """Answer with what the form holds, and empty it; a row that was emptied is taken out."""
        row = {each.blank.id: each.said() for each in self.blanks if each.line.value.strip()}
        if self.at_head:
            self._take_head(row)
        elif self.answer(self._with_rows(self._changed(row)) or None, stay=True):
            self.changing = None
            self._fill({})
            self._to(0)

    def _changed(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """Give the rows with this one in the place of the one it changes, or after the others."""
        rows, new = self.have(), [row] if row else []
        at = rows.index(self.changing) if self.changing in rows else len(rows)
        return [*rows[:at], *new, *rows[at + 1 :]]

    def _take_head(self, row: dict[str, Any]) -> None:
        stay = bool(row) and self._wants_rows(row)
        self.at_head = False
        taken = self.answer({**row, "items": self.have()} if row else None, stay=stay)
        self.at_head = not taken
        if taken and stay:
            self._make_anew({})

    def _make_anew(self, half: Mapping[str, str]) -> None:
        """Show other blanks; keys pressed meanwhile wait for them."""
        self.half = half
        self.screen.set_focus(self)
        self.refresh(recompose=True)
        self.call_after_refresh(self.on_mount)

    def _fill(self, row: Mapping[str, Any]) -> None:
        shown = self._shown(self.fields(), row)
        for each in self.blanks:
            each.line.value = shown.get(each.blank.id, "")
            each.line.cursor_position = len(each.line.value)

    def _shown(self, fields: Iterable[kinds.Field], row: Mapping[str, Any]) -> dict[str, str]:
        """Give what stands in the blanks of a row: options in their words."""
        return {
            each.id: option_words(each, row[each.id], self.words)
            for each in fields
            if row.get(each.id) not in (None, "")
        }

    def pick(self) -> None:
        """Take a row into the form, to change it or to leave it out; it stands until then."""
        row = self.query_one(PickList).row
        if row is None or self.half_typed():
            return
        if row.id == HEAD:
            self.at_head = True
            self._make_anew(self._shown(self._head(), self.here.value))
            return
        self.changing = self.have()[int(row.id)]
        self._fill(self.changing)
        self._to(0)

    def _with_rows(self, rows: list[dict[str, Any]]) -> object:
        value = thawed(self.here.value)
        return {**value, "items": rows} if isinstance(value, dict) else rows

    def _wants_rows(self, head: dict[str, Any]) -> bool:
        when = getattr(self.step, "items_when", "")
        value = self.here.value if isinstance(self.here.value, Mapping) else {}
        scope = {**self.view.scope, **value, **head}
        return not when or bool(compiled(when)(context_over(scope)))

    def half_typed(self) -> Mapping[str, str]:
        """Give what is in the form and not in the answer, with the row that it is to change."""
        typed = {each.blank.id: each.line.value for each in self.blanks if each.line.value.strip()}
        if self.changing is None or not typed:
            return typed
        same = typed == self._shown(self.fields(), self.changing)
        return {} if same else {**typed, CHANGING: json.dumps(self.changing)}
