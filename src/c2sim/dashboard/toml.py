"""A scenario as the text of a scenario file, which `c2sim check` and `c2sim run` take."""

import json
from collections.abc import Iterator
from typing import Any

from c2sim.scenario import Scenario


def to_toml(scenario: Scenario) -> str:
    """The scenario file: what differs from the defaults."""
    table = scenario.model_dump(mode="json", exclude_defaults=True)
    place, parameters = table.pop("neighbourhood", {}), table.pop("parameters", {})
    table.pop("interventions", None)
    shocks = table.pop("shocks", [])
    lines = [*_values(table), *_tables("neighbourhood", place)]
    for group, numbers in parameters.items():
        lines += ["", f"[parameters.{group}]", *_values(numbers)]
    for one in shocks:
        changes = one.pop("parameters", {})
        lines += ["", "[[shocks]]", *_values(one), *_tables("shocks.parameters", changes)]
    for one in scenario.interventions:
        fields = one.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        lines += ["", "[[interventions]]", *_values({"kind": one.kind, "id": one.id, **fields})]
    return "\n".join(lines) + "\n"


def _tables(name: str, table: dict[str, Any]) -> Iterator[str]:
    """A table and, after its own values, the tables in it."""
    if not table:
        return
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    yield from ("", f"[{name}]", *_values({key: value for key, value in table.items() if key not in inner}))
    for key, value in inner.items():
        yield from _tables(f"{name}.{key}", value)


def _values(table: dict[str, Any]) -> list[str]:
    """A line a value; JSON's strings, numbers, lists and truths are TOML's too (DEL is not a name's)."""
    return [f"{key} = {json.dumps(value)}" for key, value in table.items()]
