"""The JSON schema of a record, as an editor needs it, and what it says about one place in a file."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from c2sim.scenario.parameter_schema import Schema, parameters_schema
from c2sim.scenario.place import Place, inside


@cache
def schema_of(record: type[BaseModel]) -> Schema:
    """JSON schema of the record, with its sections `parameters` spelt out."""
    schema = cast(Schema, _tidied(record.model_json_schema()))
    kinds = schema.get("$defs", {})
    for part in (schema, *kinds.values()):
        if "parameters" in part.get("properties", {}):
            part["properties"]["parameters"] = parameters_schema()
    for kind in kinds.values():
        if "kind" in kind.get("properties", {}):
            kind["required"] = ["kind", *kind.get("required", [])]
            kind["oneOf"] = [
                {"required": ["week"]},
                {"required": ["after"]},
                {"required": ["when", "latest_week"]},
            ]
    return schema


def schema_at(schema: Schema, place: Place, table: object) -> Schema:
    """The part of the schema that speaks of this place in the table (empty if it says nothing)."""
    part, value = _resolved(schema, schema, table), table
    for key in place:
        value = inside(value, key)
        part = _resolved(schema, _below(part, key), value)
    return part


def _tidied(part: object) -> object:
    """TOML has no null, so what may be null is merely optional; titles repeat the names."""
    if isinstance(part, list):
        return [_tidied(one) for one in cast(list[object], part)]
    if not isinstance(part, dict):
        return part
    table = cast(dict[str, Any], part)
    options: list[Schema] = table.get("anyOf", [])
    if {"type": "null"} in options and len(options) == 2:
        (real,) = [one for one in options if one != {"type": "null"}]
        table = {**real, **{key: value for key, value in table.items() if key not in ("anyOf", "default")}}
    return {
        key: _tidied(value) for key, value in table.items() if not (key == "title" and isinstance(value, str))
    }


def _resolved(schema: Schema, part: Schema, value: object) -> Schema:
    """Follow a reference, and choose the kind of intervention that the table names."""
    if "discriminator" in part:
        kind = inside(value, "kind")
        if not isinstance(kind, str) or kind not in part["discriminator"]["mapping"]:
            return {"type": "object"}
        part = {"$ref": part["discriminator"]["mapping"][kind]}
    if "$ref" in part:
        return schema["$defs"][part["$ref"].rpartition("/")[2]]
    return part


def _below(part: Schema, key: str | int) -> Schema:
    if isinstance(key, str):
        other = part.get("additionalProperties")
        return part.get("properties", {}).get(key, other if isinstance(other, dict) else {})
    items: Sequence[Schema] = part.get("prefixItems", ())
    return items[key] if key < len(items) else part.get("items", {})
