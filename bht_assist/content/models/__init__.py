"""What a pack may hold: the one reference for the format."""

from .base import Entry, Minutes, Option
from .entries import (
    Activity,
    Card,
    Directory,
    Ended,
    Need,
    Phone,
    Resource,
    SuggestionList,
    Synonym,
    Synonyms,
    Topic,
    Topics,
)
from .flow import Check, Flow, Level, Section
from .lexicons import Context, Lexicon, WordGroup, Wording
from .pack import Contact, Document, Facility, Pack, PrintSetup, Scenario, Translation
from .steps import KINDS, Segment, Step, StepBase

__all__ = [
    "KINDS",
    "Activity",
    "Card",
    "Check",
    "Contact",
    "Context",
    "Directory",
    "Document",
    "Ended",
    "Entry",
    "Facility",
    "Flow",
    "Level",
    "Lexicon",
    "Minutes",
    "Need",
    "Option",
    "Pack",
    "Phone",
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
    "WordGroup",
    "Wording",
]
