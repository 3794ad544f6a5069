"""The one list of the program: to choose, to pick several, to search through, to review.

One widget drawn as one piece: a key changes the text and nothing else, so it stays quick on slow
machines. The cursor and what is picked are said in signs, never by color alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from .commands import COMMANDS
from .lines import acted
from .words import segments, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Region, Size


@dataclass(frozen=True, slots=True)
class Row:
    """One line to choose; `picked` is None where nothing is ticked, `title` for a heading."""

    id: str
    words: str
    detail: str = ""
    picked: bool | None = None
    title: bool = False
    matched: frozenset[str] = frozenset()
    """The words by which it was found; they are underlined."""


class PickList(Widget, can_focus=True):
    """A list with a cursor."""

    DEFAULT_CSS = """
    PickList { height: auto; width: 1fr; }
    PickList > .pick-list--cursor { text-style: bold; background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick-list--cursor",
        "pick-list--detail",
        "pick-list--title",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        next(each for each in COMMANDS if each.where == "list").binding("screen."),
        ("up", "move(-1)"),
        ("down", "move(1)"),
        ("pageup", "move(-8)"),
        ("pagedown", "move(8)"),
        ("home", "move(-9999)"),
        ("end", "move(9999)"),
    ]

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        row: Row

    @dataclass
    class Chosen(Message):
        """Somebody clicked a row."""

        row: Row

    def __init__(self, rows: tuple[Row, ...] = (), *, most: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.most = most
        """Lines it may take; as many as it needs, when 0."""
        self.set_reactive(PickList.rows, rows)
        self._top = 0
        self._drawn: list[tuple[int, str, str]] = []
        """The lines that are seen, each with its row and style; made anew for every paint."""
        self._looks = {"": Style.null()}
        self._settle()

    @property
    def row(self) -> Row | None:
        """The row under the cursor; never a heading."""
        here = self.rows[self.cursor] if self.cursor < len(self.rows) else None
        return None if here is None or here.title else here

    @property
    def shows_cursor(self) -> bool:
        """Whether Enter or Space would mean the row under the cursor."""
        return True

    async def on_key(self, event: events.Key) -> None:
        await acted(self, event)

    def show(self, rows: tuple[Row, ...], *, keep: bool = True, at: str = "") -> None:
        """Show other rows; the cursor stays on its row where that is still there, else on `at`."""
        old = self.row.id if keep and self.row else None
        self.set_reactive(PickList.rows, rows)
        ids = [row.id for row in rows]
        self.cursor = next((ids.index(each) for each in (old, at) if each in ids), 0)
        self._settle()
        self.refresh(layout=self.styles.is_auto_height)  # a layout takes longer than all the rest

    def _settle(self) -> None:
        """Keep the cursor off headings and inside the list."""
        at = min(max(self.cursor, 0), max(len(self.rows) - 1, 0))
        choices = [n for n, row in enumerate(self.rows) if not row.title]
        if choices and at not in choices:
            at = min(choices, key=lambda n: (abs(n - at), n))
        self.set_reactive(PickList.cursor, at)

    def action_move(self, by: int) -> None:
        choices = [n for n, row in enumerate(self.rows) if not row.title]
        if not choices:
            return
        here = choices.index(self.cursor) if self.cursor in choices else 0
        self.cursor = choices[min(max(here + by, 0), len(choices) - 1)]
        if row := self.row:
            self.post_message(self.Moved(row))

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self._drawn):
            number = self._drawn[event.y][0]
            if not self.rows[number].title:
                self.cursor = number
                self.post_message(self.Chosen(self.rows[number]))

    def _lines_of(self, number: int, row: Row, width: int) -> list[tuple[str, str]]:
        """Give the lines of a row with the style of each."""
        if row.title:
            return [(row.words, "pick-list--title")]
        here = number == self.cursor and self.shows_cursor
        box = {None: "", True: "[x] ", False: "[ ] "}[row.picked]
        first, rest = f"{'>' if here else ' '} {box}", " " * (2 + len(box))
        style = "pick-list--cursor" if here else ""
        lines = [(line, style) for line in wrapped(row.words, width, first, rest)]
        if here:
            lines = [(set_cell_size(line, width), style) for line, style in lines]
        if row.detail:
            lines += [
                (line, "pick-list--detail") for line in wrapped(row.detail, width, rest, rest)
            ]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        count = sum(len(self._lines_of(n, row, width)) for n, row in enumerate(self.rows))
        return max(1, min(count, self.most) if self.most else count)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw line by line: strips made here cost a third of what a text to be wrapped does."""
        if self.content_size:  # before it has room it has no styles
            self._drawn = self._window(self.content_size.width, self.content_size.height)
            styles = {style for _, _, style in self._drawn if style}
            self._looks = {style: self.get_visual_style(style).rich_style for style in styles}
            self._looks[""] = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, base = self.content_size.width, self._looks[""]
        if y >= len(self._drawn):
            return Strip.blank(width, base)
        number, line, style = self._drawn[y]
        parts = segments(line, self.rows[number].matched, self._looks[style])
        return Strip(parts).adjust_cell_length(width, base)

    def _window(self, width: int, height: int) -> list[tuple[int, str, str]]:
        """Give the lines that fit, each with its row and style; no row below them is broken up."""
        blocks = self._blocks(width, height)
        self._scroll(blocks, height)
        every = [(n, line, style) for n, block in enumerate(blocks) for line, style in block]
        drawn = every[self._top : self._top + height]
        if self._top + height < len(every):
            drawn[-1] = (drawn[-1][0], "      ... more below", "pick-list--detail")
        return drawn

    def _blocks(self, width: int, height: int) -> list[list[tuple[str, str]]]:
        """Give the lines of each row, down to the first below what can be seen."""
        blocks: list[list[tuple[str, str]]] = []
        count = end = 0
        for number, row in enumerate(self.rows):
            if number > self.cursor and count > max(end + 1, self._top + height):
                break
            blocks.append(self._lines_of(number, row, width))
            count += len(blocks[-1])
            end = count if number <= self.cursor else end
        return blocks

    def _scroll(self, blocks: list[list[tuple[str, str]]], height: int) -> None:
        """Move the window as little as needed to hold the cursor's row, above a line for "more"."""
        height -= height < sum(map(len, blocks))
        start = sum(len(block) for block in blocks[: self.cursor])
        end = start + (len(blocks[self.cursor]) if self.cursor < len(blocks) else 0)
        if self.cursor and all(row.title for row in self.rows[: self.cursor]):
            start = 0
        self._top = max(min(self._top, start), end - height, 0)
