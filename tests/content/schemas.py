"""The part of JSON Schema draft-07 that the flow schema uses, checked in a few lines."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
HANDLED = {
    *("$ref", "anyOf", "oneOf", "const", "enum", "type", "minimum", "maximum", "minLength"),
    *("maxLength", "pattern", "items", "minItems", "properties", "required"),
    *("additionalProperties", "patternProperties"),
}
NOTES = {"$schema", "title", "description", "default", "definitions", "discriminator"}
"""Keywords that allow and forbid nothing."""


def keywords(schema: object) -> set[str]:
    """Give every keyword that a schema uses."""
    if not isinstance(schema, Mapping):
        return set()
    found = set(schema)
    for key in ("properties", "definitions", "patternProperties"):
        found |= {word for each in schema.get(key, {}).values() for word in keywords(each)}
    for key in ("items", "additionalProperties"):
        found |= keywords(schema.get(key))
    for key in ("anyOf", "oneOf"):
        found |= {word for each in schema.get(key, ()) for word in keywords(each)}
    return found


def faults(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a value does not fit a schema."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        yield from faults(value, root["definitions"][name], root)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            fits = sum(not list(faults(value, each, root)) for each in schema[key])
            if fits == 0 or (key == "oneOf" and fits > 1):
                yield f"{value!r} fits {fits} of {key}"
    if "const" in schema and value != schema["const"]:
        yield f"{value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is not in {schema['enum']}"
    kind = TYPES.get(schema.get("type", ""), object)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield f"{value!r} is not of type {schema['type']}"
        return
    yield from _limits(value, schema)
    if isinstance(value, list):
        for each in value:
            yield from faults(each, schema.get("items", {}), root)
    if isinstance(value, dict):
        yield from _keys(value, schema, root)


def _limits(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9):
            yield f"{value!r} is too short or too long"
        if not re.search(schema.get("pattern", ""), value):
            yield f"{value!r} does not match {schema['pattern']}"
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{value} is out of bounds"
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        yield f"{value!r} is too short"


def _keys(
    value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"`{key}` is missing" for key in schema.get("required", ()) if key not in value)
    for key, each in value.items():
        patterns = schema.get("patternProperties", {})
        named = [part for pattern, part in patterns.items() if re.search(pattern, key)]
        if key in known or named:
            for part in [known[key]] if key in known else named:
                yield from faults(each, part, root)
        elif isinstance(more := schema.get("additionalProperties", True), Mapping):
            yield from faults(each, more, root)
        elif not more:
            yield f"`{key}` is not allowed"
