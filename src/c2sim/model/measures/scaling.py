"""Which head-counts were scaled from 1,500 residents, and where the floor of 2 bites (rule 8)."""

# `Scenario` stands above the measures in the ladder; what is read of it is said here.
from collections.abc import Sequence
from typing import Any, Protocol

HEAD_COUNTS = (
    "approached",
    "providers",
    "learners",
    "streets",
    "visitors",
    "promises",
    "room",
    "issues",
    "room_cap",
    "organisers",
    "campers",
    "readers",
    "places",
)
_REFERENCE = 1500


class _Plan(Protocol):
    @property
    def neighbourhood(self) -> Any: ...

    @property
    def interventions(self) -> Sequence[Any]: ...


def _note(name: str, stated: float, scale: float) -> str:
    scaled = round(stated * scale)
    used = 0 if stated <= 0 else max(2, scaled)
    floor = " (the floor of 2 holds)" if used > scaled else ""
    return f"{name}: {stated:g} per 1,500 residents is {used} here{floor}"


def scaling_notes(plan: _Plan) -> list[str]:
    """One line for each head-count that is not what the scenario states."""
    scale = plan.neighbourhood.residents / _REFERENCE
    if scale == 1.0:
        return []
    notes = [_note("providers", plan.neighbourhood.providers, scale)]
    for intervention in plan.interventions:
        for field in HEAD_COUNTS:
            stated = vars(intervention).get(field)
            if isinstance(stated, int):
                notes.append(_note(f"{intervention.id}.{field}", stated, scale))
    return notes
