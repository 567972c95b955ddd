"""Follow-up of the residents of week 0: whether they still live there, how often they came, what they held.

A programme seat is that of a key resident, on the steering group, in the partnership, or the co-ordinator's
post. To have been heard or to have gone on a learning visit is to have come, and no seat; neither is
membership of a resident-led group.
"""

from collections.abc import Iterable
from typing import Protocol

import numpy as np

from c2sim.model.arrays import Flags, Small
from c2sim.model.codes import Level, Mean, Post, Role
from c2sim.model.measures.distributions import stayers
from c2sim.model.rules.neighbours import FULLY_CONNECTED
from c2sim.model.state import State
from c2sim.results.cohort import FELT, Cohort, Singles

LATER = 156
"""Week at which effects are looked at, beside the last one."""
_SEATS = Role.KEY | Role.STEERING | Role.CO_ORDINATOR


class Lived(Protocol):
    """What has a neighbourhood in its present week."""

    state: State


class FollowUp:
    """Watches a model week by week, and keeps its cohort in some weeks.

    Args:
        model: at week 0.
        weeks: which weeks to keep beside week 0.
    """

    def __init__(self, model: Lived, weeks: Iterable[int]) -> None:
        self._model, self._weeks = model, frozenset(weeks)
        self._came = np.zeros(model.state.size, np.int32)
        self._roles = np.zeros(model.state.size, np.int32)
        self._partners = np.zeros(model.state.size, np.bool_)
        self._kept: list[tuple[int, Singles, Flags, Small, Flags]] = []
        self._keep(model.state)

    def look(self, week: int) -> None:
        """Take note of the week that has been run last."""
        state = self._model.state
        self._roles |= state.lives.roles
        if state.gatherings.number[0] > 0:
            self._came += state.lives.attended >= 0
        if state.posts[Post.PARTNERSHIP_GROUP] >= 0:
            self._partners |= _partners(state)
        if week in self._weeks:
            self._keep(state)

    @property
    def cohort(self) -> Cohort:
        """What has been kept so far."""
        weeks, levels, there, came, seated = zip(*self._kept, strict=True)
        return Cohort(weeks, np.stack(levels), np.stack(there), np.stack(came), np.stack(seated))

    def _keep(self, state: State) -> None:
        seated = self._partners | (self._roles & _SEATS != 0)
        self._kept.append((state.week, felt(state), stayers(state), self._came.copy(), seated))


def weeks_to_keep(horizon: int) -> tuple[int, ...]:
    """The weeks in which effects are looked at: week 156, if it comes before the last one, and the last."""
    return (LATER, horizon) if horizon > LATER else (horizon,)


def felt(state: State) -> Singles:
    """The levels of each resident: a row for each of `FELT`, a column a home."""
    levels, means = state.residents.levels, state.means
    local = means[Mean.BONDING_TIES] + means[Mean.BRIDGING_TIES]
    found = np.empty((len(FELT), state.size), np.float32)
    found[: len(levels)] = levels
    found[FELT.index("hope")] = 0.5 * (levels[Level.AGENCY] + levels[Level.PATHWAYS])
    found[FELT.index("connectivity")] = np.minimum(1.0, local / FULLY_CONNECTED)
    return found


def _partners(state: State) -> Flags:
    """Who is in the partnership now."""
    one, two, three = state.lives.member == state.posts[Post.PARTNERSHIP_GROUP]
    return one | two | three
