"""What a pack may hold: the one reference for the format."""

from .base import Entry, Minutes, Option
from .entries import (
    Activity,
    Card,
    Lexicon,
    SuggestionList,
    Synonym,
    Synonyms,
    Topic,
    Topics,
)
from .finding import Finding, MixedUp, NothingFound, Pin
from .flow import Check, Flow, Level, Section
from .pack import Contact, Document, Facility, Pack, PrintSetup, Scenario, Translation
from .resources import (
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
from .steps import KINDS, Segment, Step, StepBase

__all__ = [
    "KINDS",
    "Activity",
    "CallSheet",
    "Card",
    "Change",
    "Check",
    "Contact",
    "Directory",
    "Document",
    "Ended",
    "Entry",
    "Facility",
    "Fact",
    "Finding",
    "Flow",
    "Keeping",
    "Level",
    "Lexicon",
    "Minutes",
    "MixedUp",
    "Need",
    "NothingFound",
    "Opening",
    "Option",
    "Pack",
    "Phone",
    "Pin",
    "PrintSetup",
    "Resource",
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
]
