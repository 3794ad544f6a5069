"""The few words the program itself puts on a paper; all others come from the content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    date: str
    """Stands under the line for the date of a signature."""
    page: str
    of: str
    """As in "Page 2 of 3"."""


LABELS = {
    "en": Labels(date="Date", page="Page", of="of"),
    "es": Labels(date="Fecha", page="Página", of="de"),
}


def labels_in(language: str) -> Labels:
    """The labels for a language tag such as es-US; English where there are none."""
    return LABELS.get(language.split("-", 1)[0].lower(), LABELS["en"])
