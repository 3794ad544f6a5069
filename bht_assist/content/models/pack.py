"""The pack itself, its documents, facility, translations and scenarios."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Annotated, Any, Literal

from .base import Entry, Name, Option, Prose, Setting, Texts, Word, Words
from .bounds import After, Bounds


class Known(Entry):
    """A setting that a facility may make, and what it may say."""

    id: Word
    say: Prose
    """What it does, in a sentence."""
    one_of: tuple[Word, ...] = ()
    """All that it may say; any words, when empty."""
    whole: bool = False
    """It is a whole number above 0."""


class Pack(Entry):
    """pack.yaml: who made this, for whom, and when it must be looked at again."""

    id: Name
    version: Prose
    format: Literal["1"] = "1"
    title: Prose
    locale: Prose = "en-US"
    licence: str = ""
    authors: Texts = ()
    reviewed_by: str = ""
    """The licensed clinician who read it; blank means nobody has yet."""
    review_due: date | None = None
    extends: str = ""
    letterhead: str = ""
    """A .docx in this pack that lends its header, footer, margins and styles."""
    offers: Words = ()
    """The flows in the order in which a menu shows them."""
    skip_reasons: tuple[Option, ...] = ()
    """The reasons for leaving a step open, in words; their ids are the format's own."""
    settings: tuple[Known, ...] = ()
    """What a facility may set in facility.yaml."""
    training_notice: str = ""
    """What stands on every screen and every paper while people practice."""
    left_out_notice: str = ""
    """What stands on a paper for others that leaves out words which stopped the conversation."""
    translations: tuple[str, ...] = ()
    """The languages this pack means to be complete in."""


Shown = Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
"""A name that may reach a paper, or one blank of it: `sleeps`, `appointments.date`."""


class PrintSetup(Entry):
    size: Literal["letter", "a4"] = "letter"
    type: Annotated[int, Bounds(ge=8, le=36)] = 12
    margins: Literal["usual", "narrow"] = "usual"


class Document(Entry):
    """One paper: Markdown with Jinja2 in `body`, and what it is for."""

    document: str = ""
    """Its id; the file's name unless given."""
    title: Prose
    for_: Word
    """The flow it belongs to."""
    audience: Literal["client", "staff", "chart", "family", "provider"]
    file_name: Prose = "{{ flow }}"
    print: PrintSetup = PrintSetup()
    when: str = ""
    """The paper is made only while this holds."""
    when_not: str = ""
    """Why it is not made, and what to do."""
    shows: tuple[Shown, ...] = ()
    """All that may reach the paper, by name, as in `sleeps` or `appointments.date`; empty is any.

    Of a name with a dot only that blank reaches it, whatever the template says.
    """
    bare_when: str = ""
    """While this holds, the paper goes without the letterhead."""
    draft_until: str = ""
    """An expression; until it holds the paper is a draft and says so."""
    draft_notice: str = ""
    foot: str = ""
    """What stands at the foot of every sheet, as whom to call."""
    body: str = ""


class Contact(Entry):
    """Somebody to call when the conversation stops."""

    role: Prose
    name: str = ""
    phone: str = ""
    hours: str = ""
    when: str = ""


class Facility(Entry):
    """facility.yaml: what is true of this place. Blanks print as blanks, never invented."""

    name: str = ""
    unit: str = ""
    address: str = ""
    area: str = ""
    """Where its clients live, the closest part first: "Mesa, Maricopa County, Arizona"."""
    phone: str = ""
    escalation: tuple[Contact, ...] = ()
    settings: Setting = field(default_factory=dict)


class Translated(Entry):
    of: str
    """The fingerprint of the text this was translated from."""
    say: Prose


class Translation(Entry):
    language: Prose
    texts: dict[str, Translated]


class Expected(Entry):
    """What must be so once a scenario's answers are in."""

    hidden: tuple[Word, ...] = ()
    asked: tuple[Word, ...] = ()
    findings: tuple[str, ...] = ()
    no_findings: tuple[str, ...] = ()
    documents: tuple[Name, ...] = ()
    """Documents that nothing blocks."""


def _bare(value: Any) -> Any:
    """Give what an author wrote without its places."""
    if isinstance(value, dict):
        return {str(key): _bare(each) for key, each in value.items()}
    return [_bare(each) for each in value] if isinstance(value, list) else str(value)


class Scenario(Entry):
    """A test of a flow in its authors' own language."""

    scenario: Prose
    flow: Word
    answers: Annotated[dict[str, Any], After(_bare)]
    expect: Expected = Expected()
