"""A visitor's plan: a scenario and a seed, kept within what a shared server can carry."""

import os
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from c2sim.errors import C2simError
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.problems import from_validation
from c2sim.scenario.removal import started_by_itself
from c2sim.scenario.words import found

USUAL_RESIDENTS = 300
MOST_RESIDENTS = 500
MOST_WEEKS = 520
MOST_INTERVENTIONS = 60
MOST_SEED = 9999
FIRST_SCENARIO = "C2SIM_DASHBOARD_SCENARIO"
"""Name of the environment variable with the scenario that is open at first."""
_LONGEST_ID = 80
_UNPLANNED = frozenset({"austerity"})
"""Kinds that nobody plans: they happen to the place, with a programme or without."""


@dataclass(frozen=True)
class Plan:
    """What is run: a scenario, already within the limits, and the number that fixes all luck."""

    scenario: Scenario
    seed: int = 1

    def without(self) -> "Plan":
        """The twin: same place, same people, same luck, same shocks, and no programme."""
        unplanned = tuple(one for one in self.scenario.interventions if one.kind in _UNPLANNED)
        twin = changed(self.scenario, name="no programme", summary="", interventions=unplanned)
        return replace(self, scenario=twin)

    def with_seed(self, seed: int) -> "Plan":
        """The same plan with other luck."""
        return replace(self, seed=clamp(seed, 0, MOST_SEED))

    def with_intervention(self, one: Intervention) -> "Plan":
        """The plan with this one in the place of the one of the same id, or at the end."""
        old = self.scenario.interventions
        if any(other.id == one.id for other in old):
            new = tuple(one if other.id == one.id else other for other in old)
        elif len(old) < MOST_INTERVENTIONS:
            new = (*old, one)
        else:
            raise C2simError(
                f"interventions: found {len(old)} already, expected at most {MOST_INTERVENTIONS}"
            )
        return replace(self, scenario=changed(self.scenario, interventions=new))

    def without_intervention(self, name: str) -> "Plan":
        """The plan without the intervention of this id; what comes after it takes over its start."""
        gone = next((one for one in self.scenario.interventions if one.id == name), None)
        if gone is None:
            return self
        kept = tuple(
            intervention(started_by_itself(_stated(one), _stated(gone))) if one.after == name else one
            for one in self.scenario.interventions
            if one.id != name
        )
        return replace(self, scenario=changed(self.scenario, interventions=kept))

    def fresh_id(self, kind: str) -> str:
        """An id that no intervention of the plan has: the kind, or the kind and a number."""
        taken = {one.id for one in self.scenario.interventions}
        numbers = (f"{kind}_{number}" for number in range(2, MOST_INTERVENTIONS + 3))
        return next(name for name in (kind, *numbers) if name not in taken)


def start(name: str, seed: int = 1) -> Plan:
    """The plan of a bundled scenario or a scenario file, at the size of the dashboard."""
    return within_limits(load_scenario(name), seed)


def first_plan() -> Plan:
    """The plan that is open when a visitor comes."""
    return start(os.environ.get(FIRST_SCENARIO, "seven_steps"))


def within_limits(scenario: Scenario, seed: int = 1, residents: int | None = USUAL_RESIDENTS) -> Plan:
    """A plan of this scenario: people and weeks are cut to the limits, too many interventions refused."""
    people = clamp(residents or scenario.neighbourhood.residents, 50, MOST_RESIDENTS)
    if len(scenario.interventions) > MOST_INTERVENTIONS:
        raise C2simError(
            f"interventions: found {len(scenario.interventions)}, expected at most {MOST_INTERVENTIONS}"
        )
    sized = scenario.with_changes(weeks=clamp(scenario.weeks, 1, MOST_WEEKS), residents=people)
    return Plan(sized, clamp(seed, 0, MOST_SEED))


def changed(scenario: Scenario, **fields: Any) -> Scenario:
    """The scenario with other fields, checked again as a whole."""
    table = {**dict(scenario), **fields}
    try:
        return Scenario.model_validate(table)
    except ValidationError as error:
        raise from_validation(error, Scenario, scenario.name, table) from None


def edited(one: Intervention, **fields: Any) -> Intervention:
    """The intervention with other fields, checked again as a whole."""
    return intervention({**_stated(one), **fields})


def intervention(table: dict[str, Any]) -> Intervention:
    """An intervention from plain values.

    Raises:
        C2simError: when its kind is unknown or a value is wrong, in one line.
    """
    named = table.get("kind")
    kind = KINDS.get(named) if isinstance(named, str) else None
    if kind is None:
        raise C2simError(f"kind: found {found(named)}, expected a kind of intervention")
    try:
        return kind.model_validate({key: value for key, value in table.items() if value is not None})
    except ValidationError as error:
        raise from_validation(error, kind, str(table.get("id", named))[:_LONGEST_ID], table) from None


def clamp(value: int, low: int, high: int) -> int:
    """The nearest whole number within the limits."""
    return max(low, min(high, value))


def _stated(one: Intervention) -> dict[str, Any]:
    return one.model_dump(exclude_none=True)
