"""Every command of the screen, declared once: footer, menu, help and docs/keys.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that staff can ask for; its `action` is the method that does it."""

    action: str
    keys: str
    """What is bound, first the key that is shown."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for help and the menu."""
    where: str = EVERYWHERE
    in_footer: bool = True
    urgent: bool = False
    """Works while somebody is typing too, whatever has the focus."""
    later: bool = False
    """Stands in the footer only where there is room."""

    def binding(self, space: str = "") -> Binding:
        return Binding(
            self.keys,
            space + self.action,
            self.label,
            show=self.in_footer,
            key_display=shown(self.keys.split(",")[0]),
            priority=self.urgent,
            tooltip=self.help,
        )


def shown(key: str) -> str:
    """Write a key as it stands on a keyboard."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    names = {"escape": "Esc", "enter": "Enter", "space": "Space", "pagedown": "PgDn"}
    return names.get(key, key.upper())


_FLOW = (
    Command("next", "enter", "Next", "Take what is typed or marked, and go on.", "flow"),
    Command("back", "escape", "Back", "Go one question back; nothing is lost.", "flow"),
    Command("undo", "ctrl+z", "Undo", "Take back the last answer.", "flow", later=True),
    Command("redo", "ctrl+y", "Redo", "Put back what undo took.", "flow", in_footer=False),
    Command("steps", "f2,ctrl+o", "Steps", "See all questions and go to one.", "flow", later=True),
    Command(
        "why", "f3", "Why", "Why it is asked, an example, what else to ask.", "flow", later=True
    ),
    Command("page", "f4", "Page", "See the paper so far.", "flow", later=True),
    Command("skip", "ctrl+n", "Skip", "Leave it open, with an honest reason.", "flow", later=True),
    Command(
        "ask", "f5", "Ask", "Ask for guidance, a service, a question.", "flow", in_footer=False
    ),
    Command(
        "take_over",
        "ctrl+r",
        "From a plan",
        "Take over what was said in a saved plan, such as early signs.",
        "flow",
    ),
    Command("make", "ctrl+s", "Make", "Go to the review and the papers.", "flow", in_footer=False),
    Command(
        "run",
        "f6",
        "Run",
        "Run the timed plan by the clock.",
        "flow",
        in_footer=False,
    ),
    Command(
        "stop",
        "f7",
        "Stop",
        "Stop the conversation yourself: you saw or heard something.",
        "flow",
        urgent=True,
    ),
)
_LIVE = (
    Command("next", "enter", "Next part", "End this part and begin the next.", "live"),
    Command(
        "late", "l", "Re-plan", "Late or early: plan the rest again; the calm finish stays.", "live"
    ),
    Command("moment", "m", "Hard moment", "A sentence to say, and the card.", "live"),
    Command("again", "r", "Begin again", "Begin the whole session again, now.", "live", later=True),
    Command("undo", "ctrl+z", "Undo", "Take back the last key, such as Next part.", "live"),
    Command("make", "ctrl+s", "End, note", "End here; the note knows what was run.", "live"),
    Command("back", "escape", "Leave", "Back to the plan; the clock goes on, F6 returns.", "live"),
)
_FIND = (
    Command("pick", "enter", "Pick", "Pick or put back the service under the cursor.", "find"),
    Command("filters", "f2,ctrl+o", "Filters", "Show only what fits.", "find"),
    Command("details", "f3", "Details", "Everything that is known of this service.", "find"),
    Command("make", "ctrl+s", "Print list", "Make a sheet of what is picked, at once.", "find"),
    Command(
        "packet",
        "f6",
        "Step-down",
        "Start a step-down list with what is picked.",
        "find",
        later=True,
    ),
    Command("back", "escape", "Back", "Go back to where you were.", "find"),
)
_REVIEW = (
    Command("fix", "enter", "Fix", "Go to the question under the cursor.", "review"),
    Command("make", "ctrl+s", "Make", "Make the papers that are marked.", "review"),
    Command(
        "aside", "f6", "Set aside", "Set a finding aside, with a reason.", "review", later=True
    ),
    Command("page", "f4", "Page", "See the paper so far.", "review", later=True),
    Command(
        "open", "ctrl+o", "Open folder", "Open the folder of the papers.", "review", later=True
    ),
    Command("back", "escape", "Back", "Go back to the conversation.", "review"),
)
_REVISE = (
    Command("take", "enter", "Take", "Take the line under the cursor, and go on.", "revise"),
    Command("back", "escape", "Back", "Go one step back; nothing is lost.", "revise"),
    Command("more", "pagedown", "More", "Read on, where there is more.", "revise", urgent=True),
)
_ELSEWHERE = (
    Command("pick", "space", "Pick", "Mark or unmark the line under the cursor.", "list"),
    Command("open", "enter", "Open", "Open the line under the cursor.", "home"),
    Command("crisis", "f8", "Crisis", "What to do now and whom to call.", urgent=True),
    Command(
        "draft",
        "f2,ctrl+o",
        "Draft",
        "Start from, copy or delete the draft under the cursor.",
        "home",
    ),
    Command("revise", "f6", "Revise", "Start a new plan from the one under the cursor.", "home"),
    Command("cover", "f9", "Hide", "Cover the screen; Enter brings it back.", urgent=True),
    Command("help", "f1,ctrl+g", "Help", "What this screen is for, and its keys.", urgent=True),
    Command("menu", "ctrl+p", "Menu", "Every command that works here."),
    Command(
        "lock",
        "ctrl+l",
        "Lock",
        "Save and lock the drafts; a passphrase opens them. Where none are kept: hide.",
        in_footer=False,
        urgent=True,
    ),
    Command(
        "home",
        "f12,ctrl+b",
        "Home",
        "Go to the first screen; what was said is kept.",
        in_footer=False,
    ),
    Command("colors", "f10,ctrl+t", "Colors", "Dark, light, high contrast.", in_footer=False),
    Command("quit", "ctrl+q", "Quit", "Leave the program.", in_footer=False),
)
COMMANDS = (*_FLOW, *_LIVE, *_FIND, *_REVIEW, *_REVISE, *_ELSEWHERE)

FORBIDDEN = frozenset(
    {
        *("ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"),
        *("ctrl+enter", "shift+enter", "alt+enter", "ctrl+backspace", "ctrl+tab"),
        *("ctrl+plus", "ctrl+minus", "ctrl+0", "f11"),
    }
)
"""Keys that terminals can't send, send as another, or keep for themselves."""

PLACES = {
    "home": "The first screen. Type what you need, or choose a line.",
    "flow": "One question at a time. The client's own words come first; examples only help.",
    "live": "The session by the clock: what is now, what is next, how much time is left.",
    "find": "Services and phone numbers. Type a few words; spelling need not be perfect.",
    "review": "What is still open, and the papers. This checks the paper, not the person.",
    "revise": "An earlier plan, entry by entry: what stays, what moves, what goes.",
    "unlock": "The drafts on this computer are sealed; a passphrase opens them.",
    "keep": "From now on drafts last: sealed on this computer, for who has a passphrase.",
}
"""What each screen is for."""


_LISTS = {"flow": "list", "review": "list"}
"""Screens on which a list takes the focus, and with it the keys of lists."""


def commands(where: str) -> tuple[Command, ...]:
    """Give the commands of a screen: what one needs most first, as the footer has room."""
    own = [each for each in COMMANDS if each.where in {where, _LISTS.get(where)}]
    first = [each for each in own if not each.later]
    every = [each for each in COMMANDS if each.where == EVERYWHERE]
    return (*first, *every, *(each for each in own if each.later))


def bindings(where: str) -> list[Binding]:
    """Give the bindings of a screen, in the order of its footer."""
    if where == EVERYWHERE:
        return [each.binding() for each in COMMANDS if each.where == EVERYWHERE]
    wanted = [each for each in commands(where) if each.where in {where, EVERYWHERE}]
    return [each.binding("app." if each.where == EVERYWHERE else "") for each in wanted]


def keys_page() -> str:
    """Write docs/keys.md."""
    return "\n".join(_lines())


def _lines() -> Iterable[str]:
    yield "# Keys\n"
    yield "Made from the program's own table of commands. All of it is also in the menu (Ctrl+P),"
    yield "and can be clicked at the foot of the screen."
    for where, purpose in PLACES.items():
        yield f"\n## {where.capitalize()}\n\n{purpose}\n"
        yield from _table(where)
    yield "\n## Everywhere\n"
    yield from _table(EVERYWHERE)
    yield ""


def _table(where: str) -> Iterable[str]:
    yield "| key | what it does |"
    yield "|---|---|"
    for each in COMMANDS:
        if each.where in {where, _LISTS.get(where)}:
            keys = " or ".join(spelled(key) for key in each.keys.split(","))
            yield f"| {keys} | {each.help} |"


def spelled(key: str) -> str:
    """Write a key in full, for people who read rather than press."""
    if key.startswith("ctrl+"):
        return "Ctrl+" + key.removeprefix("ctrl+").upper()
    names = {"escape": "Esc", "enter": "Enter", "space": "Space bar", "pagedown": "Page Down"}
    return names.get(key, key.upper())
