"""Scenarios made from bundled ones: with some fields of their interventions changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from c2sim.scenario import Scenario, load_scenario

SIX_YEARS = 312
FIVE_YEARS = 260
THREE_YEARS = 156
TWO_YEARS = 104

type Fields = Mapping[str, Any]


def changed(
    base: str,
    name: str,
    weeks: int,
    *,
    replaced: Mapping[str, Fields | None] | None = None,
    added: Sequence[Fields] = (),
    parameters: Mapping[str, Mapping[str, float]] | None = None,
    baseline: Mapping[str, float] | None = None,
) -> Scenario:
    """A bundled scenario with some fields of its interventions changed.

    Args:
        base: name of a bundled scenario.
        name: name of the new one.
        weeks: its horizon.
        replaced: by the id of an intervention, the fields that differ; None leaves it out.
        added: interventions of its own.
        parameters: parameters that differ.
        baseline: what differs in the state at week 0.
    """
    changes = replaced or {}
    plan = load_scenario(base)
    start = plan.neighbourhood.baseline
    kept: list[object] = []
    for one in plan.interventions:
        fields = changes.get(one.id, {})
        if fields is not None:
            kept.append({**dict(one), **fields} if fields else one)
    table = {
        "name": name,
        "weeks": weeks,
        "neighbourhood": {**dict(plan.neighbourhood), "baseline": {**dict(start), **(baseline or {})}},
        "parameters": parameters or {},
        "interventions": (*kept, *added),
    }
    return Scenario.model_validate(table)
