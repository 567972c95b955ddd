"""Plain words for what was found in a file, where, and what was expected there."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from c2sim.errors import plain
from c2sim.scenario.place import Place, inside

_LONGEST_NUMBER = 10**25
_LONGEST_CHOICE = 8
_TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text in quotes",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}
_SCALARS = {"number": "a finite number", "string": "text in quotes", "boolean": "true/false"}


def found(value: object) -> str:
    """What was found, as it stands in the file, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > _LONGEST_NUMBER:
        return f"a whole number of about {round(value.bit_length() * 0.30103)} digits"
    if isinstance(value, str):
        return f'"{plain(value)}"'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(cast(Sequence[object], value))}"
    return "nothing" if value is None else plain(str(value))


def expected(schema: Mapping[str, Any]) -> str:
    """What the JSON schema of a place asks for."""
    if "const" in schema:
        return f'"{schema["const"]}"'
    choices = schema.get("enum", ())
    if choices:
        more = f" and {len(choices) - _LONGEST_CHOICE} more" if len(choices) > _LONGEST_CHOICE else ""
        return f"one of {', '.join(found(one) for one in choices[:_LONGEST_CHOICE])}{more}"
    if schema.get("pattern") == r"^[a-z0-9_]+$":
        return "a name of small letters, digits and _"
    if "anyOf" in schema:
        return _any_of(schema["anyOf"])
    words = _TYPES.get(schema.get("type", ""), "something else")
    if (
        schema.get("type") == "array"
        and "minItems" in schema
        and schema["minItems"] == schema.get("maxItems")
    ):
        return f"a list of {schema['minItems']}"
    if "maxItems" in schema:
        return f"{words} of at most {schema['maxItems']:,}"
    return f"{words}{_range(schema)}"


def _any_of(options: Sequence[Mapping[str, Any]]) -> str:
    """What may be of several kinds; every whole number is a number."""
    kinds = [one.get("type", "") for one in options]
    names = [_SCALARS[kind] for kind in _SCALARS if kind in kinds]
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or "something else"


def _range(schema: Mapping[str, Any]) -> str:
    low, high, above = (schema.get(name) for name in ("minimum", "maximum", "exclusiveMinimum"))
    if low is not None and high is not None:
        return f" from {_grouped(low)} to {_grouped(high)}"
    parts = [f"more than {_grouped(above)}"] if above is not None else []
    parts += [f"at least {_grouped(low)}"] if low is not None else []
    parts += [f"at most {_grouped(high)}"] if high is not None else []
    parts += [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return f", {' and '.join(parts)}" if parts else ""


def _grouped(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:g}"


def where(place: Place, table: object, positions: Sequence[int | None] | None = None) -> str:
    """Path of keys in the file, such as ``interventions[3] (listening_event).invitation``.

    Lists are counted from 1. `positions` gives the place in the file of each intervention of the
    table, None for one that comes from a base.
    """
    words, value = "", table
    for depth, key in enumerate(place):
        value = inside(value, key)
        if isinstance(key, str):
            words += f".{plain(key)}" if words else plain(key)
        elif depth == 1 and place[0] == "interventions":
            words += _which(key, value, positions)
        else:
            words += f"[{key + 1}]"
    return words


def _which(index: int, value: object, positions: Sequence[int | None] | None) -> str:
    position = positions[index] if positions is not None else index
    name = inside(value, "id") or inside(value, "kind")
    label = f" ({plain(name)})" if isinstance(name, str) else ""
    return " of the base" + label if position is None else f"[{position + 1}]{label}"
