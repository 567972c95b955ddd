"""What a plan would cost if all of it happened: person-hours, known before it is run.

It is the most that the ledger can come to, since what reaches nobody costs nothing there.
"""

import numpy as np

from c2sim.interventions.base import Intervention
from c2sim.interventions.cost import ROLES
from c2sim.interventions.following import earliest_weeks
from c2sim.scenario import Scenario
from c2sim.state import Floats


def weekly_hours(scenario: Scenario) -> Floats:
    """Hours per 1,500 residents of each intervention: (intervention, paid or asked, week, role)."""
    hours = np.zeros((len(scenario.interventions), 2, scenario.weeks + 1, len(ROLES)))
    starts = earliest_weeks(scenario.interventions)
    for own, one, week in zip(hours, scenario.interventions, starts, strict=True):
        happens = _weeks(one, week, scenario.weeks)
        own[0 if one.post else 1, happens] = one.hours_by_role
    return hours


def _weeks(one: Intervention, week: int, last: int) -> list[int]:
    """The weeks that count: those in which it stands, or those in which it happens."""
    until = min(last, week if one.repeat_every is None else one.until or last)
    happens = range(week, until + 1, one.repeat_every or 1)
    if not one.lasting:
        return list(happens)
    lasts = getattr(one, "lasts", None) or last
    return sorted({k for begun in happens for k in range(begun, min(last, begun + lasts) + 1)})


def total(hours: Floats) -> float:
    """Person-hours of some interventions together; work within paid hours is counted once."""
    return float(hours.sum(axis=0).max(axis=0).sum())
