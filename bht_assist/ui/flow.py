"""The conversation: what was said above, the question as one card, the paper growing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, Static

from bht_assist.content.models import steps as kinds
from bht_assist.flows.answers import AnswerError, parse
from bht_assist.flows.expressions import said
from bht_assist.flows.moves import back_to
from bht_assist.flows.session import Acknowledged, Answered, Cleared, Moved
from bht_assist.flows.view import StepView, View, view

from .commands import bindings
from .forms import FormPrompt
from .place import Place
from .prompts import (
    AgendaPrompt,
    InfoPrompt,
    LinePrompt,
    ListPrompt,
    LongPrompt,
    Prompt,
    RatePrompt,
    Said,
    SearchPrompt,
    WentOn,
)
from .words import joined, plain, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from bht_assist.content.models import StepBase
    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Event, Session

    from .drafts import Draft
    from .picklist import PickList

MOST_LINES = 2
"""Lines that one earlier answer takes above the card."""

WIDE = 110
"""Columns from which the paper has its place beside the conversation."""

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


class FlowScreen(Place[None]):
    """One conversation."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("flow")]
    where = "flow"
    CSS = """
    #talk { width: 1fr; height: 1fr; }
    #head { height: 1; background: $panel; padding: 0 1; }
    #past { height: 1fr; align-vertical: bottom; padding: 0 1; scrollbar-size: 0 0; }
    #past-words { height: auto; color: $text-muted; }
    #card { height: auto; max-height: 80%; border: round $primary; padding: 0 1; margin: 0 1; }
    #card Static { height: auto; }
    #ask, #hints { margin-bottom: 1; }
    #card Static.-none { display: none; }
    #answer { height: auto; }
    #fault { color: $warning; }
    #hints { color: $text-muted; }
    #paper { width: 48; height: 1fr; border-left: solid $panel; padding: 1 1 0 2; display: none; }
    FlowScreen.-wide #paper { display: block; }
    """

    def __init__(self, draft: Draft, guide: Guide) -> None:
        super().__init__()
        self.draft, self.guide = draft, guide
        self.now: View = view(guide, draft.session)
        self._asked: str | None = ""

    @property
    def session(self) -> Session:
        return self.draft.session

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Horizontal():
            with Vertical(id="talk"):
                with VerticalScroll(id="past", can_focus=False):
                    yield Static(id="past-words")
                with VerticalScroll(id="card", can_focus=False):
                    yield Static(id="ask")
                    yield Static(id="hints")
                    yield Vertical(id="answer")
                    yield Static(id="fault")
            with VerticalScroll(id="paper", can_focus=False):
                yield Static(id="page")
        yield Footer()

    def on_mount(self) -> None:
        self._fit_width()
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._fit_width()

    def _fit_width(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.set_class(self.app.size.height < 20, "-low")

    def on_screen_resume(self) -> None:
        """Coming back from the list of steps or the review may have moved the conversation."""
        if self.is_mounted and self._asked != "":
            self.show()

    # what is shown

    def show(self, fault: str = "") -> None:
        """Render the view; the card is made anew only when the question is another."""
        self.now = view(self.guide, self.session)
        if self.now.hold is not None:
            self.desk.hold(self.now, self.now.hold, self._told)
            return
        if self.now.place is None:
            self._asked = None
            self.desk.review(self)
            return
        here = self.now.step(self.now.place)
        self._show_head(here)
        self._show_past(here)
        self._show_paper()
        self._show_card(here, fault)

    def _show_head(self, here: StepView) -> None:
        names = [each.step.id for each in self.now.visible]
        done = sum(each.status in {"done", "skipped"} for each in self.now.visible)
        bar = round(7 * done / max(len(names), 1))
        place = f"Question {names.index(here.step.id) + 1} of {len(names)}"
        words = (
            f"{self.guide.flow.title}  {self.draft.code}    {place}  {'█' * bar}{'▒' * (7 - bar)}"
        )
        self.query_one("#head", Static).update(plain(self.desk.glyphs(words)))

    def _show_past(self, here: StepView) -> None:
        """Stack what was said above the card, the last at the bottom."""
        lines = []
        for each in self.now.visible:
            if each.step.id == here.step.id:
                break
            if each.status in {"done", "skipped"} and not isinstance(each.step, kinds.Info):
                lines.append(self._past_line(each))
        past = self.query_one("#past", VerticalScroll)
        self.query_one("#past-words", Static).update(joined(*lines[-12:]))
        past.scroll_end(animate=False)

    def _past_line(self, each: StepView) -> str:
        words = "left open" if each.status == "skipped" else self._said(each)
        mark = "–" if each.status == "skipped" else "✓"
        lines = wrapped(
            words, self.app.size.width - 4 - 48 * self.has_class("-wide"), "    ", "    "
        )
        more = " ..." if len(lines) > MOST_LINES else ""
        shown = "\n".join(lines[:MOST_LINES]) + more
        return self.desk.glyphs(f"{mark} {self.now.label(each.step)}\n{shown}")

    def _said(self, each: StepView) -> str:
        if each.step.private:
            return "(kept off the paper)"
        return spoken_words(self.now.scope.get(each.step.id))

    def _show_paper(self) -> None:
        if self.has_class("-wide"):
            self.query_one("#page", Static).update(plain(self.desk.page_text(self.now, 44)))

    def _show_card(self, here: StepView, fault: str) -> None:
        card = self.query_one("#card")
        card.border_title = plain(self.now.label(here.step))
        self._put("#ask", self._asking(here))
        self._put("#hints", plain("\n".join([*here.hints, *self._coaching(here)])))
        faults = [f"! {each}" for each in (fault, *here.problems) if each]
        self._put("#fault", plain("\n".join(faults)))
        if self._asked == here.step.id and self.query(Prompt):
            self.query_one(Prompt).update_from(self.now, here)
            return
        self._asked = here.step.id
        answer = self.query_one("#answer", Vertical)
        answer.remove_children()
        prompt = prompt_for(here.step)(self.now, here, self.desk.shelf)
        answer.mount(prompt)
        self.call_after_refresh(prompt.focus_first)

    def _put(self, where: str, words: Content) -> None:
        """Show words, and no empty line where there are none."""
        line = self.query_one(where, Static)
        line.update(words)
        line.set_class(not words.plain, "-none")

    def _asking(self, here: StepView) -> Content:
        step = here.step
        parts = [plain(f"Say  {self.now.words(step.staff)}")] if step.staff else []
        if step.client and not self.has_class("-low"):
            parts.append(plain(f"Ask  {self.now.words(step.client)}", "bold"))
        return joined(*parts)

    def _coaching(self, here: StepView) -> list[str]:
        """One thing at most, about the last thing said: a probe helps, a list does not."""
        found = [each for each in here.findings if each.level != "stop_now"]
        return [f"{found[-1].say} {found[-1].probe}".strip()] if found else []

    # what staff do

    def on_said(self, message: Said) -> None:
        message.stop()
        place = self.now.place
        if place is None:
            return
        step = self.guide.by_id[place]
        try:
            value = parse(step, message.raw, self.guide.library)
        except AnswerError as error:
            self.show(fault=str(error))
            return
        events: list[Event] = [Answered(place, value) if value is not None else Cleared(place)]
        if message.stay or value is None:
            events.append(Moved(place, past=not message.stay))
        self._keep(*events)

    def on_went_on(self, message: WentOn) -> None:
        message.stop()
        if self.now.place is not None:
            self._keep(Moved(self.now.place, past=True))

    def _keep(self, *events: Event) -> None:
        self.draft.session = self.session.add(*events)
        self.show()

    def _told(self, acknowledged: Acknowledged) -> None:
        self._keep(acknowledged)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next()

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self._pick()

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._pick()

    def action_next(self) -> None:
        if prompts := self.query(Prompt):
            prompts.first().submit()

    def _pick(self) -> None:
        if prompts := self.query(Prompt):
            prompts.first().pick()

    def action_back(self) -> None:
        place = back_to(self.now)
        if place is None:
            self.app.pop_screen()
        else:
            self._keep(Moved(place))

    def action_undo(self) -> None:
        last = self.session.last_done
        if last is None:
            self.desk.say("There is nothing to take back.")
            return
        step = self.guide.by_id.get(last.step)
        self.draft.session = self.session.undo().add(Moved(last.step))
        self._asked = ""
        self.show()
        self.desk.say(f"Took back the last answer to: {self.now.label(step) if step else ''}")

    def action_redo(self) -> None:
        self.draft.session = self.session.redo()
        self._asked = ""
        self.show()

    def action_steps(self) -> None:
        self.desk.steps(self)

    def action_skip(self) -> None:
        if self.now.place is not None:
            self.desk.skip(self, self.now.place)

    def action_why(self) -> None:
        if self.now.place is None:
            return
        step = self.guide.by_id[self.now.place]
        parts = [self.now.words(step.why), f"For example: {step.example}" if step.example else ""]
        probes = [f"· {self.now.words(each)}" for each in step.probes]
        self.desk.read(self.now.label(step), "\n\n".join([*filter(None, parts), "\n".join(probes)]))

    def action_page(self) -> None:
        self.desk.read(
            "The paper so far", self.desk.page_text(self.now, min(72, self.app.size.width - 6))
        )

    def action_make(self) -> None:
        self.desk.review(self)


def spoken_words(value: object) -> str:
    """Give an answer in one line, as it was said."""
    if isinstance(value, tuple | list):
        return " · ".join(spoken_words(each) for each in value)
    if isinstance(value, dict) or hasattr(value, "items"):
        rows = dict(value)  # type: ignore[call-overload]
        if "title" in rows:
            return str(rows["title"])
        if "segments" in rows:
            return " · ".join(f"{each['title']} {each['minutes']}" for each in rows["segments"])
        if "name" in rows:
            return " ".join(str(rows[key]) for key in ("name", "phone") if rows.get(key))
        return ", ".join(spoken_words(each) for each in rows.values() if each not in (None, "", ()))
    return said(value)
