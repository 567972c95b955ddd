"""What a plan has cost so far: person-hours by role and week.

    provider, resident:          the sum over what happened and over what stands this week
    facilitator, co_ordinator:   the paid hours of the post, or what this week asked of it if that is more

So work that a facilitator does within paid hours is not counted twice, and work beyond them is seen.
"""

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import ROLES
from c2sim.model.interventions.sight import Sight
from c2sim.model.state import State


class Ledger:
    """Adds up the hours of what happens and of what stands, week by week."""

    def __init__(self, weeks: int, state: State) -> None:
        """Start before week 1 of a neighbourhood."""
        self.hours: Floats = np.zeros((weeks + 1, len(ROLES)))
        self._state = state
        self._sight = Sight(state, "cost")
        self._received = 0.0
        self._happened: list[Intervention] = []
        self._standing: dict[str, Intervention] = {}
        self._sums: dict[tuple[str, ...], Floats] = {}

    def happened(self, intervention: Intervention) -> None:
        """Enter an intervention that reached somebody this week; one that lasts replaces an earlier one."""
        if intervention.lasting:
            self._standing[intervention.kind] = intervention
        else:
            self._happened.append(intervention)

    def received(self, hours: float) -> None:
        """Enter hours that residents of this place give to visitors this week."""
        self._received += hours

    def close(self) -> None:
        """Add up the week."""
        week = self._state.week
        entered = [one for one in self._standing.values() if one.stands(self._sight)] + self._happened
        self._happened = []
        names = tuple([one.id for one in entered])
        if names not in self._sums:  # most weeks are like one before
            self._sums[names] = self._sum(entered)
        self.hours[week] = self._sums[names]
        if self._received:
            self.hours[week, ROLES.index("resident")] += self._received
            self._received = 0.0

    def _sum(self, entered: list[Intervention]) -> Floats:
        """Person-hours by role of what stands or happened in one week."""
        paid, asked = [0.0] * len(ROLES), [0.0] * len(ROLES)
        for one in entered:
            total = paid if one.post else asked
            for role, hours in enumerate(one.hours_by_role):
                total[role] += hours
        return np.array([self._state.scale * max(both) for both in zip(paid, asked, strict=True)])
