"""The conversation: what was said above, the question as one card, the paper growing beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from bht_assist.content.models.agenda import Agenda
from bht_assist.flows.answers import AnswerError, parse
from bht_assist.flows.moves import back_to
from bht_assist.flows.session import Acknowledged, Answered, Cleared, Moved, Skipped
from bht_assist.flows.view import StepView, View, view

from . import card, lists, taking_over, telling
from .commands import bindings
from .drafts import AFTER_A_KEY
from .foot import Foot
from .live import run
from .live import undo as undo_run
from .paper import COLUMNS, LINE, Paper
from .place import Place
from .prompts import Prompt
from .raising import raise_stop, stopped_over
from .words import joined, plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

    from bht_assist.flows.guide import Guide
    from bht_assist.flows.session import Event, Session, Value

    from .drafts import Draft
    from .picklist import PickList

WIDE = 110
"""Columns from which the paper has a place beside the conversation."""

TALL, PAST = 18, 4
"""From so many lines in a card, some are left to what was said before."""

LONGEST = 16
"""Lines that an answer may take, however tall the window is."""


class FlowScreen(Place[None]):
    """One conversation."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("flow")]
    where = "flow"
    DEFAULT_CSS = """
    #talk { width: 1fr; height: 1fr; }
    #head { height: 1; background: $panel; padding: 0 1; }
    #past { height: 1fr; min-height: 0; align-vertical: bottom; padding: 0 1; scrollbar-size: 0 0; }
    #past-words { height: auto; color: $text-muted; }
    #card { height: auto; max-height: 100%; border: round $primary; padding: 0 1; margin: 0 1; }
    FlowScreen.-ascii #card { border: ascii $primary; }
    #card Static { height: auto; }
    #hints { color: $text-muted; }
    #card .-none { display: none; }
    #answer { height: auto; }
    #card { scrollbar-size-vertical: 1; }
    #fault { color: $warning; }
    FlowScreen Paper { display: none; }
    FlowScreen.-wide Paper { display: block; }
    """

    def __init__(self, draft: Draft, guide: Guide) -> None:
        super().__init__()
        self.draft, self.guide = draft, guide
        self.now: View = view(guide, draft.session)
        self._prompt: Prompt | None = None
        self._fault = ""
        self._shown: Session | None = None

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
            yield Paper()
        yield Foot()

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        if self._prompt is not None and self.is_active:
            self.show(self._fault)

    def on_screen_resume(self) -> None:
        """Coming back from the list of steps or the review may have moved the conversation."""
        if self._prompt is not None and self.is_active:
            self.show()

    # what is shown

    def show(self, fault: str = "") -> None:
        """Render the view, and keep it; the card is made anew only when the question is another."""
        self.now = view(self.guide, self.session)
        if self.session is not self._shown:
            self._shown = self.session
            self.desk.keep(self.draft, self.now)
        if self.now.hold is not None:
            self.desk.hold(self.now.hold, self._called)
        elif self.now.place is None:
            self.desk.review(self)
        else:
            here = self.now.step(self.now.place)
            self._fault = fault
            self._show_head(here)
            self._show_past(here)
            if self.has_class("-wide"):
                self.query_one(Paper).show(self.desk.page_text(self.now, LINE))
            self._show_card(here)

    def _show_head(self, here: StepView) -> None:
        words = card.head(self.now, here, self.draft, self.app.size.width)
        self.query_one("#head", Static).update(plain(self.desk.glyphs(words)), layout=False)

    def told(self) -> None:
        if self._prompt is not None and self.now.place is not None:
            self._show_head(self.now.step(self.now.place))

    def _show_past(self, here: StepView) -> None:
        """Stack what was said above the card, the last at the bottom."""
        lines = telling.past(self.now, here, self._columns + 2)[-self.app.size.height :]
        self.query_one("#past-words", Static).update(plain(self.desk.glyphs("\n".join(lines))))
        self.query_one("#past", VerticalScroll).anchor()

    @property
    def _columns(self) -> int:
        """The columns inside the card."""
        return max(20, self.app.size.width - 7 - COLUMNS * self.has_class("-wide"))

    def _show_card(self, here: StepView) -> None:
        """Fit the card: a locked hint and the answer come before what staff may read in F3."""
        box, kind = self.query_one("#card"), card.prompt_for(here.step)
        most = self.app.size.height - 5
        box.border_title = plain(self.now.label(here.step))
        box.styles.max_height = most + 2
        faults = [f"! {each}" for each in (self._fault, *here.problems) if each]
        quiet = card.hints(here, self._columns, max(3, most // 3))
        room = most - len(faults) - len(quiet) - bool(kind.least)
        asked = card.asked(self.now, here, self._columns, room - kind.least)
        self._put("#ask", joined(*asked))
        self._put("#hints", plain("\n".join(quiet)))
        self._put("#fault", plain("\n".join(faults)))
        room -= len(asked)
        room = max(min(room, kind.least), room - PAST * (most >= TALL))
        self._show_prompt(here, min(room, LONGEST))

    def _show_prompt(self, here: StepView, room: int) -> None:
        old = self._prompt
        if old is not None and old.step.id == here.step.id:
            old.answered = False
            old.update_from(self.now, here, room)
            return
        self.put_aside()
        half = self.draft.half.get(here.step.id, {})
        self._prompt = card.prompt_for(here.step)(self.now, here, self.desk.shelf, half, room)
        self.query_one("#answer", Vertical).mount(self._prompt)
        self.set_focus(self._prompt, scroll_visible=False)
        if old is not None:
            old.display = False
            old.remove()

    def typed(self) -> None:
        """Have what is half typed saved too, once the keys rest."""
        before, told = dict(self.draft.half), self.draft.told
        self.put_aside()
        if self.draft.half != before:
            self.desk.drafts.keep(self.draft, AFTER_A_KEY)
            if self.draft.told != told:
                self.told()

    def put_aside(self) -> None:
        """Keep what is half typed, for when staff come back to the question."""
        if self._prompt is None or not self._prompt.is_mounted:
            return
        step, half = self._prompt.step.id, self._prompt.half_typed()
        self.draft.half.pop(step, None)
        if half and not self._prompt.answered:
            self.draft.half[step] = half

    def _put(self, where: str, words: Content) -> None:
        """Show words, and no empty line where there are none."""
        line = self.query_one(where, Static)
        line.update(words)
        line.set_class(not words.plain, "-none")

    # what staff do

    def take(self, raw: object, *, stay: bool) -> bool:
        """Keep an answer, or say under the question why it can't be kept."""
        place, prompt = self.now.place, self._prompt
        if place is None or prompt is None or self.now.hold is not None:
            return False
        try:
            value = parse(self.guide.by_id[place], raw, self.guide.library)
        except AnswerError as error:
            if not stopped_over(self, place, raw):
                self.show(fault=str(error))
            return False
        prompt.answered = not stay
        events: list[Event] = [Answered(place, value) if value is not None else Cleared(place)]
        if stay or value is None:
            events.append(Moved(place, past=not stay))
        self._keep(*events)
        return True

    def go_on(self) -> None:
        if self.now.place is not None:
            self._keep(Moved(self.now.place, past=True))

    def last_said(self, step: str) -> Value:
        return telling.last_said(self.session, step)

    def _keep(self, *events: Event) -> None:
        self.draft.session = self.session.add(*events)
        self.show()

    def _called(self, acknowledged: Acknowledged) -> None:
        self._keep(acknowledged)

    def on_pick_list_chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_pick()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Offer only what does something here: the space bar, a saved plan, the clock."""
        del parameters
        if action == "take_over":
            return taking_over.link_at(self) is not None
        if action == "run":
            return any(isinstance(step, Agenda) for step in self.guide.steps)
        kind = Prompt if self._prompt is None else type(self._prompt)
        return action != "pick" or kind.pick is not Prompt.pick

    def action_next(self) -> None:
        if self._prompt is not None:
            self._prompt.submit()

    def action_pick(self) -> None:
        if self._prompt is not None:
            self._prompt.pick()

    def action_back(self) -> None:
        place = back_to(self.now)
        if place is None:
            self.put_aside()
            self.app.pop_screen()
        else:
            self._keep(Moved(place))

    def action_undo(self) -> None:
        if undo_run(self):
            return
        last = self.session.last_done
        if last is None:
            self.desk.say("There is nothing to take back.")
            return
        before = self.now
        self.anew(self.session.undo().add(Moved(last.step)))
        if last.step in self.guide.by_id:
            self.desk.say(telling.taken_back(before, self.now, last))

    def action_redo(self) -> None:
        if not self.session.undone:
            self.desk.say("There is nothing to put back.")
            return
        self.anew(self.session.redo())

    def anew(self, session: Session) -> None:
        """Go on from another session, with the card as it was then."""
        self.put_aside()
        self.draft.session = session
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt = None
        self.show()

    def action_steps(self) -> None:
        def go(step: str) -> None:
            self.draft.session = self.session.add(Moved(step))

        self.desk.choose("All questions", lists.step_rows(self.now), go, self.now.place or "")

    def action_skip(self) -> None:
        place = self.now.place
        if place is None:
            return

        def left_open(reason: str) -> None:
            self.draft.session = self.session.add(Skipped(place, reason))

        self.desk.choose("Why is it left open?", lists.reason_rows(self.guide), left_open)

    def action_stop(self) -> None:
        """Stop by hand: what staff see and hear counts, whatever was typed."""
        raise_stop(self)

    def action_why(self) -> None:
        if self.now.place is not None:
            here = self.now.step(self.now.place)
            words = lists.why_words(self.now, here, card.coaching(here))
            self.desk.read(self.now.label(here.step), words)

    def action_page(self) -> None:
        self.desk.read("The paper so far", partial(self.desk.page_text, self.now))

    def action_ask(self) -> None:
        self.desk.ask(self)

    def action_run(self) -> None:
        run(self)

    def action_take_over(self) -> None:
        taking_over.take_over(self)

    def action_make(self) -> None:
        self.desk.review(self)
