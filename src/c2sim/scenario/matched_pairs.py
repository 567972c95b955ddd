"""Scenarios that make matched pairs: one neighbourhood, one horizon, names that differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from c2sim.errors import C2simError, ScenarioError

if TYPE_CHECKING:
    from c2sim.scenario.scenario import Scenario


def refuse_unmatched(scenarios: "Sequence[Scenario]") -> None:
    """Refuse scenarios that do not make matched pairs.

    Raises:
        ScenarioError: when neighbourhoods or horizons differ.
        C2simError: when there are fewer than two, or two of one name.
    """
    if len(scenarios) < 2:
        raise C2simError(f"found {len(scenarios)} scenario to compare, expected at least two")
    first, seen = scenarios[0], {scenarios[0].name}
    for other in scenarios[1:]:
        if other.name in seen:
            raise C2simError(
                f"{other.name}: found a second scenario of this name, expected names that differ"
            )
        seen.add(other.name)
        difference = _difference(first.neighbourhood, other.neighbourhood, "neighbourhood")
        if difference:
            raise ScenarioError(f"{other.name}: {difference} as in {first.name}")
        if other.weeks != first.weeks:
            raise ScenarioError(
                f"{other.name}: weeks: found {other.weeks:,}, expected {first.weeks:,} as in {first.name}, "
                "or one horizon for all (--weeks)"
            )


def _difference(first: BaseModel, other: BaseModel, place: str) -> str:
    """Where two records differ first, and how; empty if they do not."""
    for name in type(first).model_fields:
        one, two = getattr(first, name), getattr(other, name)
        if one != two and isinstance(one, BaseModel):
            return _difference(one, two, f"{place}.{name}")
        if one != two:
            return f"{place}.{name}: found {two}, expected {one}"
    return ""
