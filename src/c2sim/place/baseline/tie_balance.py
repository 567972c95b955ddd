"""What keeps the number of ties: the rates of meeting near and across, and casework.

Most ties end because one of their ends moves away, and a mover takes many at once. So the luck of who moved
is taken out: ties that movers took are scaled by how many were to be expected, over how many those had.
"""

import math

import numpy as np

from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import Count, Mean, Rate, TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.resting import KEEPS_TO_THEMSELVES

_NAMES = ("bonding", "bridging", "linking")
_FIRST = (0.18, 0.13, 20.0)  # rates
_PUSH = 3.0  # of the logarithm of a rate, for ties that are missing
_MOST_PUSHED = 1.0
_LEAST, _MOST = 1e-6, 1e3


class Meeting(Balance):
    """One rate of meeting: it makes as many ties of a kind as end."""

    def __init__(self, kind: int, place: Neighbourhood, p: Parameters) -> None:
        """Begin with a guess."""
        self._kind, self._stated = kind, float(getattr(place.baseline, _NAMES[kind]))
        self._rate = (Rate.MEET_NEAR, Rate.MEET_ACROSS, Rate.CASEWORK)[kind]
        alone = place.baseline.isolated_share
        self._usual_rate = (1.0 - alone) + KEEPS_TO_THEMSELVES * alone
        tenure, moving = place.tenure, p.moving
        self._shares = np.array([tenure.owner, tenure.social_rent, tenure.private_rent])
        self._moves = np.array([moving.owner, moving.social_rent, moving.private_rent])
        self._turnover = 1.0 - math.exp(-math.log(2.0) / p.practice.tenure)
        self._newcomers = moving.newcomer_ties if kind == TieKind.BONDING else 0.0
        self._made, self._faded = RunningMean(1.0), RunningMean(_FIRST[kind])
        self._left, self._expected, self._had = RunningMean(1e-9), RunningMean(1e-9), RunningMean(1e-9)
        self._number = RunningMean(max(1e-9, self._stated))
        self._before = np.zeros(3)
        super().__init__(self._made, self._faded, self._left, self._expected, self._had, self._number)

    def apply(self, state: State) -> None:
        """Set the rate to endings, of as many ties as are stated, over what a rate of 1 makes."""
        left = self._left.number * self._expected.number / self._had.number
        scaled = self._stated / max(1e-9, self._number.number)
        found = scaled * (self._faded.number + left) / max(1e-9, self._made.number)
        state.rates[self._rate] = min(_MOST, max(_LEAST, found)) if self._stated > 0.0 else 0.0

    def steer(self, state: State) -> None:
        """Set the rate, more while ties are too few."""
        self.apply(state)
        has = float(state.means[Mean.BONDING_TIES + self._kind].mean())
        gain = min(_PUSH, 0.5 * self._weeks(state))  # of ties that last a week only, more would overshoot
        push = gain * (self._stated - has) / max(1e-9, self._stated) if has > 0.0 else 0.0
        state.rates[self._rate] *= math.exp(min(_MOST_PUSHED, max(-_MOST_PUSHED, push)))
        self._before = self._counts(state)

    def after_week(self, state: State) -> None:
        """Ties that a rate of 1 would have made, and ties that ended beyond what newcomers brought."""
        formed, faded, left = (self._counts(state) - self._before).tolist()
        moved = state.lives.arrived == state.week
        brings = self._newcomers * float(np.minimum(1.0, state.residents.rate).mean())
        made = (formed - brings * np.count_nonzero(moved)) / max(_LEAST, float(state.rates[self._rate]))
        self._made.add(made * self._readiness(state))
        self._faded.add(faded - brings * state.size * float(self._shares @ self._moves))
        self._left.add(left)
        self._number.add(float(state.means[Mean.BONDING_TIES + self._kind].mean()))
        self._expect(state, moved)

    def _expect(self, state: State, moved: Flags) -> None:
        """Ties that those had who left this week, and that those were to have who could."""
        ties, tenure = state.means[Mean.BONDING_TIES + self._kind], state.residents.tenure
        homes = np.maximum(1, np.bincount(tenure, minlength=3))
        each = np.bincount(tenure, ties, minlength=3) / homes
        expected, had = state.size * float(self._shares @ (self._moves * each)), float(ties[moved].sum())
        if self._kind == TieKind.LINKING:
            posts, total = len(state.providers.agency) - 1, float(ties.sum())
            expected += self._turnover * total
            had += total * np.count_nonzero(state.providers.since == state.week) / max(1, posts)
        self._expected.add(expected)
        self._had.add(had)

    def _readiness(self, state: State) -> float:
        """How ready to meet all are who could be drawn, as a multiple of these; both sides have to be."""
        if self._kind == TieKind.LINKING:
            return 1.0
        return (self._usual_rate / float(state.residents.rate.mean())) ** 2

    def _weeks(self, state: State) -> float:
        """Weeks for which ties last."""
        return self._number.number * state.size / max(1e-9, self._faded.number + self._left.number)

    def _counts(self, state: State) -> Floats:
        return state.counts[
            [
                Count.FORMED_BONDING + self._kind,
                Count.FADED_BONDING + self._kind,
                Count.LEFT_BONDING + self._kind,
            ]
        ]
