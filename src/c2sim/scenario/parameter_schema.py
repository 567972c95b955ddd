"""What a scenario may say about each parameter: JSON schema and hard limits, from the table of parameters."""

from typing import Any

from c2sim.model.parameters import SECTIONS, Number

type Schema = dict[str, Any]


def number_schema(number: Number) -> Schema:
    """Hard limits (not the plausible range), default and meaning of one parameter."""
    limits: dict[str, float] = {"exclusiveMinimum" if number.unit == "weeks" else "minimum": 0}
    if number.unit == "share" or number.unit.startswith("probability"):
        limits["maximum"] = 1
    meaning = f"{number.meaning} ({number.unit}; plausible {number.low:g} to {number.high:g}; {number.tag})"
    return {"type": "number", **limits, "default": float(number), "description": meaning}


def section_schema(name: str) -> Schema:
    """One table of parameters, closed."""
    section = SECTIONS[name]
    return {
        "type": "object",
        "additionalProperties": False,
        "description": section.__doc__ or name,
        "properties": {field: number_schema(number) for field, number in section._field_defaults.items()},
    }


def parameters_schema() -> Schema:
    """All tables of parameters, closed."""
    return {
        "type": "object",
        "additionalProperties": False,
        "default": {},
        "description": "Parameters that differ from their defaults, section by section",
        "properties": {name: section_schema(name) for name in SECTIONS},
    }
