"""The schema that editors complete and check flows with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bht_assist.content.library import CORE
from bht_assist.content.models import KINDS
from bht_assist.content.schema import flow_schema

from .packs import FLOW, changed
from .schemas import HANDLED, NOTES, faults, keywords

DOCS = Path(__file__).parents[2] / "docs"


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: only true and false are truths, only digits are numbers."""


EditorLoader.yaml_implicit_resolvers = {}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), None)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?[0-9]+$"), None)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return flow_schema()


def faults_of(text: str, schema: dict[str, Any]) -> list[str]:
    tree = yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader with fewer types
    return list(faults(tree, schema, schema))


def test_the_schema_says_that_it_is_draft_07(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$defs" not in json.dumps(schema)


def test_the_schema_uses_no_keyword_that_draft_07_lacks(schema: dict[str, Any]) -> None:
    assert keywords(schema) <= HANDLED | NOTES


def test_every_reference_leads_to_a_definition_and_every_definition_is_used(
    schema: dict[str, Any],
) -> None:
    named = set(re.findall(r'"\$ref": "#/definitions/(\w+)"', json.dumps(schema)))
    assert named == set(schema["definitions"])


def test_every_kind_of_step_is_in_the_schema(schema: dict[str, Any]) -> None:
    asks = {
        each["properties"]["ask"].get("const")
        for each in schema["definitions"].values()
        if "ask" in each["properties"]
    }
    assert asks - {None} == set(KINDS)


@pytest.mark.parametrize("name", ["safety_plan", "group_session", "discharge"])
def test_a_core_flow_fits_the_schema(name: str, schema: dict[str, Any]) -> None:
    text = (CORE / "flows" / f"{name}.yaml").read_text(encoding="utf-8")
    assert faults_of(text, schema) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 5", "minutes: few"),
        ("title: An outing\n", ""),
        ("ask: items", "ask: itms"),
        ("ask: items", "ask: items\n        maks: 3"),
        ("ask: items", "ask: items\n        max: 500"),
        ("[park, lake]", "[park]"),
        ("- id: bring", "- id: Bring"),
    ],
)
def test_a_mistake_does_not_fit_the_schema(old: str, new: str, schema: dict[str, Any]) -> None:
    assert faults_of(FLOW, schema) == []
    assert faults_of(changed(FLOW, old, new), schema) != []


def test_the_schema_in_the_docs_is_the_one_that_is_made(schema: dict[str, Any]) -> None:
    kept = json.loads((DOCS / "flow.schema.json").read_text(encoding="utf-8"))
    assert kept == schema, "run: bht-assist packs schema > docs/flow.schema.json"
