"""What a plan would cost if all of it happened: person-hours, known before it is run.

It is the most that the ledger can come to, since what reaches nobody costs nothing there.
"""

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import ROLES
from c2sim.model.interventions.following import earliest_weeks
from c2sim.scenario import Scenario


def weekly_hours(scenario: Scenario) -> Floats:
    """Hours per 1,500 residents of each intervention: (intervention, paid or asked, week, role)."""
    hours = np.zeros((len(scenario.interventions), 2, scenario.weeks + 1, len(ROLES)))
    starts = earliest_weeks(scenario.interventions)
    weeks = [
        _weeks(one, week, scenario.weeks) for one, week in zip(scenario.interventions, starts, strict=True)
    ]
    organised = {k for one, own in zip(scenario.interventions, weeks, strict=True) for k in own
                 if one.kind == "organisers"}  # fmt: skip
    for own, one, week, happens in zip(hours, scenario.interventions, starts, weeks, strict=True):
        # organisers fill the facilitator's post, and the ledger pays it for as long as it is filled
        filled = {k for k in organised if k >= week} if one.kind == "facilitator" else set[int]()
        own[0 if one.post else 1, sorted({*happens, *filled})] = one.hours_by_role
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
