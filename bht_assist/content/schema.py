"""The JSON Schema of pack files, made from the models, in the draft that YAML editors read."""

from __future__ import annotations

from typing import Any

from .models import Flow

DRAFT = "http://json-schema.org/draft-07/schema#"


def flow_schema() -> dict[str, Any]:
    """Give the schema of a file in flows/, as draft-07."""
    made = Flow.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    return {"$schema": DRAFT, **made, "definitions": definitions}
