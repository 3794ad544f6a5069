"""The directory's shelves: resources, needs, what ended, and how the directory is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from .base import OPEN, Entry, Name, Names, Natural, Prose, Some, Texts
from .bounds import After, Bounds

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_DAYS = re.compile(rf"{_DAY}(-{_DAY})?(,{_DAY}(-{_DAY})?)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def _days(text: str) -> str:
    if not _DAYS.fullmatch(text):
        raise ValueError("must be days of the week, as in mon-fri or tue,thu-sat")
    return text


def _clock(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise ValueError("must be a time as 09:00, the end of the day as 24:00")
    return text


Days = Annotated[str, After(_days)]
"""Days of the week, as in `mon-fri` or `tue,thu-sat`."""

Clock = Annotated[str, After(_clock)]
"""A time of day as 09:00; 24:00 is the end of the day."""

Fit = Literal["yes", "no", "ask"]
"""Whether somebody is served: the source says so, says not, or has to be asked."""

Fact = Literal["crisis", "phone", "hours", "address", "web", "other"]
"""The kinds of fact that age differently."""


EVERYWHERE = "United States"
"""The area of a resource that is nobody's own."""


class CallScript(Entry):
    """What to say on the phone, in three lines: for a need, or for one resource."""

    say: Prose
    """What the client says first."""
    asked: Prose
    """What they will want to know."""
    bring: Prose
    """What to have at hand."""


class Verified(Entry):
    """Who found a fact to be so, when, and how."""

    when: date
    who: str = ""
    how: str = ""


class Phone(Entry):
    """One way to reach a resource."""

    kind: Literal["voice", "text", "tty", "videophone", "fax"] = "voice"
    number: Prose
    """Digits as dialed: ten digits with or without +1, a three-digit code, or a text code."""
    extension: str = ""
    vanity: str = ""
    """The number in letters, as advertised; the keypad must agree with `number`."""
    say: str = ""
    """What to do once connected, or the word to text: "then press 1", "HOME"."""
    label: str = ""
    languages: Texts = ()
    verified_on: date | None = None
    """When this number was last checked, if not with the rest."""
    verified_by: str = ""
    verified_how: str = ""


class Opening(Entry):
    """Hours that repeat every week; `to` before `from` runs past midnight."""

    days: Days
    from_: Clock
    to: Clock
    zone: Literal["ET", "CT", "MT", "PT", "AKT", "HT", "local"] = "local"
    """`local` is the time where the service stands, or where the caller is."""


class Resource(Entry):
    """A service that people can turn to; every fact with its source and the date it was checked."""

    id: Name
    name: Prose
    aka: Texts = ()
    org: str = ""
    """Who runs it, where that is not its name."""
    needs: Some[Name]
    what_for: Prose
    """In plain words, for the client."""
    about: str = ""
    """The source's own, longer description, for staff."""
    phones: tuple[Phone, ...] = ()
    chat: str = ""
    url: str = ""
    email: str = ""
    hours: Prose
    open: tuple[Opening, ...] = ()
    """The same hours in a form that can be reckoned with; none where they are not stated."""
    always_open: bool = False
    languages: Texts = ()
    audience: Prose
    eligibility: Mapping[Name, Fit] = field(default_factory=dict)
    """Groups of people: served, not served, or to be asked; a group not named is to be asked."""
    min_age: Annotated[int, Bounds(ge=0, le=120)] | None = None
    max_age: Annotated[int, Bounds(ge=0, le=120)] | None = None
    cost: Prose
    insurance: Texts = ()
    """What pays, as the source states it."""
    how_to_start: str = ""
    bring: Texts = ()
    """Papers to bring along."""
    access: Texts = ()
    """Ramps, interpreters and the like."""
    transport: str = ""
    area: str = EVERYWHERE
    address: str = ""
    private_address: bool = False
    """The address must never be printed."""
    crisis: bool = False
    tags: Texts = ()
    confidence: Literal["verified", "sure"] = "sure"
    """verified: seen in a public source; sure: well established, to be called before use."""
    source: str = ""
    verified_on: date
    verified_by: str = ""
    verified_how: Prose
    checked: Mapping[str, Verified] = field(default_factory=dict)
    """Fields checked by themselves: field, or phone number, to who, when and how."""
    note: str = ""
    """For staff."""
    call: CallScript | None = None
    """What to say when calling, where that of the need does not do."""


class Need(Entry):
    """A plain-language reason to look for a resource."""

    id: Name
    say: Prose
    synonyms: Texts = ()
    call: CallScript | None = None
    instead: Names = ()
    """Services to turn to while none in the directory is for this need."""


class Ended(Entry):
    """A program that ended or changed, so that nobody is sent to it.

    With the id of a resource, it takes that resource out of the directory.
    """

    id: Name
    name: Prose
    aka: Texts = ()
    say: Prose
    """What happened, and when."""
    use_instead: Names = ()
    source: str = ""
    verified_on: date
    verified_by: str = ""


class Change(Entry):
    """Fields of another pack's resource, or of an imported one, as they are now."""

    __pydantic_config__ = OPEN

    id: Name


class Directory(Entry):
    """A file of resources/: any of the shelves."""

    needs: tuple[Need, ...] = ()
    resources: tuple[Resource, ...] = ()
    ended: tuple[Ended, ...] = ()
    changes: tuple[Change, ...] = ()


class Unsaid(Entry):
    """What stands in a resource where an import's source says nothing."""

    need: Need | None = None
    hours: str = ""
    audience: str = ""
    cost: str = ""
    what_for: str = ""
    verified_on: date | None = None
    verified_how: str = ""
    source_says: str = ""
    """How a date that the source gives is called."""


class CallSheet(Entry):
    """The words on the paper with which facts are checked by phone."""

    title: Prose
    lead: Prose
    call: Prose
    checked: Prose
    columns: tuple[Prose, Prose, Prose, Prose]
    """The fact, what is on file, a box for what still holds, and room for what is so now."""
    ends: tuple[Prose, ...]
    """What else can come of a call; each has a box to mark."""
    who: Prose
    nothing: Prose
    """What to say when nothing is due."""


class Keeping(Entry):
    """directory.yaml: how the directory is kept. The last pack that gives a key is heard."""

    expiry: Mapping[Fact, Natural] = field(default_factory=dict)
    """Days until a fact of a kind must be checked again."""
    private_words: Texts = ()
    """An address or phone with one of these is not for the public."""
    shelter_words: Texts = ()
    """A service named so hides where it is, whatever its source says."""
    not_a_number: Texts = ()
    """What sources write where there is no phone."""
    codes: Texts = ()
    """Three-digit numbers that can be dialed, beside those that end in 11."""
    never_import: Texts = ()
    """Numbers that look official and are not."""
    closed_words: Texts = ()
    """A status that takes a service out of an import."""
    small_words: Texts = ()
    """Words that stay small in a name."""
    abbreviations: Texts = ()
    """Words with vowels that a name has in capitals."""
    no_abbreviations: Texts = ()
    """Words without vowels that a name does not have in capitals."""
    unsaid: Unsaid = Unsaid()
    call_sheet: CallSheet | None = None

    given = frozenset[str]()
    """The keys that a file gives, whatever it says there."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, schema_of: Callable[..., Any]) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 - not before something is checked

        return core_schema.no_info_wrap_validator_function(_with_given, schema_of(source))


def _with_given(tree: Mapping[str, Any], made_of: Callable[..., Keeping]) -> Keeping:
    made = made_of(tree)
    vars(made)["given"] = frozenset(map(str, tree))
    return made
