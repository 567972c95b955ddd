"""What a plan has cost so far: person-hours by role and week.

    provider, resident:          the sum over what happened and over what stands this week
    facilitator, co_ordinator:   the paid hours of the post, or what this week asked of it if that is more

So work that a facilitator does within paid hours is not counted twice, and work beyond them is seen.
"""

import numpy as np

from c2sim.interventions.base import Intervention
from c2sim.interventions.cost import ROLES, Hours
from c2sim.interventions.sight import Sight
from c2sim.state import Floats, State


class Ledger:
    """Adds up the hours of what happens and of what stands, week by week."""

    def __init__(self, weeks: int, scale: float) -> None:
        """Start before week 1, for a neighbourhood of so many times 1,500 residents."""
        self.hours: Floats = np.zeros((weeks + 1, len(ROLES)))
        self._scale = scale
        self._received = 0.0
        self._happened: list[Intervention] = []
        self._standing: dict[str, Intervention] = {}
        self._hours_of: dict[int, Hours] = {}

    def happened(self, intervention: Intervention) -> None:
        """Enter an intervention that reached somebody this week; one that lasts replaces an earlier one."""
        if intervention.lasting:
            self._standing[intervention.kind] = intervention
        else:
            self._happened.append(intervention)

    def received(self, hours: float) -> None:
        """Enter hours that residents of this place give to visitors this week."""
        self._received += hours

    def close(self, state: State) -> None:
        """Add up the week."""
        sight = Sight(state, "cost")
        paid, asked = [0.0] * len(ROLES), [0.0] * len(ROLES)
        standing = [one for one in self._standing.values() if one.stands(sight)]
        for one in (*standing, *self._happened):
            total = paid if one.post else asked
            for role, hours in enumerate(self._hours(one)):
                total[role] += hours
        self._happened.clear()
        self.hours[state.week] = [self._scale * max(both) for both in zip(paid, asked, strict=True)]
        self.hours[state.week, ROLES.index("resident")] += self._received
        self._received = 0.0

    def _hours(self, one: Intervention) -> Hours:
        """Its person-hours by role, worked out once: they are asked for every week."""
        if id(one) not in self._hours_of:
            self._hours_of[id(one)] = one.hours_by_role
        return self._hours_of[id(one)]
