"""Which head-counts were scaled from 1,500 residents, and where the floor of 2 bites (rule 8)."""

# `Scenario` stands above the measures in the ladder; what is read of it is said here.
from collections.abc import Sequence
from typing import Any, Protocol

from c2sim.model.interventions.head_count import PER_REFERENCE, REFERENCE


class _Plan(Protocol):
    @property
    def neighbourhood(self) -> Any: ...

    @property
    def interventions(self) -> Sequence[Any]: ...


def _note(name: str, stated: float, scale: float) -> str:
    scaled = round(stated * scale)
    used = 0 if stated <= 0 else max(2, scaled)
    floor = " (the floor of 2 holds)" if used > scaled else ""
    return f"{name}: {stated:g} {PER_REFERENCE} is {used} here{floor}"


def scaling_notes(plan: _Plan) -> list[str]:
    """One line for each head-count that is not what the scenario states."""
    scale = plan.neighbourhood.residents / REFERENCE
    if scale == 1.0:
        return []
    notes = [_note("providers", plan.neighbourhood.providers, scale)]
    for intervention in plan.interventions:
        for name, field in type(intervention).model_fields.items():
            if PER_REFERENCE in field.metadata:
                stated = getattr(intervention, name)
                notes.append(_note(f"{intervention.id}.{name}", stated, scale))
    return notes
