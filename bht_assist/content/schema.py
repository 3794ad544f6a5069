"""The JSON Schema of pack files, made from the models, in the draft that YAML editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .explain import gate
from .models import Asking, Finding, Flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .models import Entry

DRAFT = "http://json-schema.org/draft-07/schema#"
FILES: Mapping[str, type[Entry]] = {"flow": Flow, "finding": Finding, "asking": Asking}
"""The kinds of file that editors can check."""


def flow_schema() -> dict[str, Any]:
    """Give the schema of a file in flows/, as draft-07."""
    return schema_of("flow")


def schema_of(kind: str) -> dict[str, Any]:
    """Give the schema of one of `FILES`, as draft-07."""
    made = gate(FILES[kind]).json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    return {"$schema": DRAFT, **made, "definitions": definitions}
