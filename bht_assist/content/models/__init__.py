"""What a pack may hold: the one reference for the format."""

from .agenda import Segment
from .asking import Asking
from .base import Entry, Minutes, Option
from .calendar import Calendar, Holiday, one_calendar
from .entries import (
    Activity,
    Adaptation,
    Card,
    Family,
    Participation,
    SuggestionList,
    Synonym,
    Synonyms,
    Topic,
    Topics,
)
from .finding import Finding, MixedUp, NothingFound, Pin
from .flow import Check, Flow, Level, Link, Revision, Section
from .lexicons import Context, Lexicon, WordGroup, Wording
from .pack import Contact, Document, Facility, Pack, PrintSetup, Scenario, Translation
from .resources import (
    CallScript,
    CallSheet,
    Change,
    Directory,
    Ended,
    Fact,
    Keeping,
    Need,
    Opening,
    Phone,
    Resource,
    Verified,
)
from .steps import KINDS, Step, StepBase

__all__ = [
    "KINDS",
    "Activity",
    "Adaptation",
    "Asking",
    "Calendar",
    "CallScript",
    "CallSheet",
    "Card",
    "Change",
    "Check",
    "Contact",
    "Context",
    "Directory",
    "Document",
    "Ended",
    "Entry",
    "Facility",
    "Fact",
    "Family",
    "Finding",
    "Flow",
    "Holiday",
    "Keeping",
    "Level",
    "Lexicon",
    "Link",
    "Minutes",
    "MixedUp",
    "Need",
    "NothingFound",
    "Opening",
    "Option",
    "Pack",
    "Participation",
    "Phone",
    "Pin",
    "PrintSetup",
    "Resource",
    "Revision",
    "Scenario",
    "Section",
    "Segment",
    "Step",
    "StepBase",
    "SuggestionList",
    "Synonym",
    "Synonyms",
    "Topic",
    "Topics",
    "Translation",
    "Verified",
    "WordGroup",
    "Wording",
    "one_calendar",
]
