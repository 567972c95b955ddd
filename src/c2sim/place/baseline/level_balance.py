"""What keeps the means of levels: offsets of resting values, hardship, and the usual memory."""

import math

import numpy as np

from c2sim.model.parameters import Parameters
from c2sim.model.state import (
    AGENCY,
    C_BROKEN,
    C_HARDSHIP,
    C_REST,
    C_UNANSWERED,
    CONFIDENCE,
    HARDSHIP,
    INFLUENCE,
    LEVELS,
    MEMORY,
    PATHWAYS,
    STRESS,
    SUPPORT,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    State,
)
from c2sim.place.baseline.balance import Balance, Mean, put_back
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.resting import mean_rest, share_a_week


class Offsets(Balance):
    """Offsets of resting values: they make up for what moves a level away from what is stated."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with nothing that moves a level."""
        self._rows = np.array([AGENCY, PATHWAYS, CONFIDENCE, INFLUENCE, TRUST_NEIGHBOURS, TRUST_SERVICES])
        self._stated = np.array([getattr(place.baseline, LEVELS[row]) for row in self._rows])
        self._away = self._stated - mean_rest(place, p)[self._rows]
        self._share = share_a_week(p)[self._rows]
        self._needed = Mean(np.zeros(len(self._rows)))
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the offsets."""
        state.offsets[self._rows] = self._needed.now

    def after_week(self, state: State) -> None:
        """What else than rest has moved the levels has to be made up for."""
        causes = state.causes[self._rows]
        other = (causes.sum(axis=1) - causes[:, C_REST]) / state.size
        self._needed.add(self._away - other / self._share)
        put_back(state, self._rows, self._stated)


class HardshipLoad(Balance):
    """The load from outside that holds stress up."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what makes up for the return to rest alone."""
        self._stated = place.baseline.stress
        self._rest = float(mean_rest(place, p)[STRESS])
        self._share, self._support = float(share_a_week(p)[STRESS]), p.stress.support
        self._needed = Mean(self._share * (self._stated - self._rest) / (1.0 - self._stated))
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the mean load."""
        state.rates[HARDSHIP] = max(0.0, self._needed.number)

    def after_week(self, state: State) -> None:
        """All that moves stress but hardship, in a place whose people rest where they do on average."""
        causes = state.causes[STRESS]
        pull = self._share * (1.0 + self._support * float(state.means[SUPPORT].mean()))
        drawn = float(state.residents.rest[STRESS].mean())
        other = (causes.sum() - causes[C_HARDSHIP]) / state.size + pull * (self._rest - drawn)
        self._needed.add(-other / (1.0 - self._stated))
        put_back(state, np.array([STRESS]), np.array([self._stated]))


class UsualMemory(Balance):
    """What broken promises before week 0 leave: not a free term, but found the same way."""

    def __init__(self, p: Parameters, first: float) -> None:
        """Begin with a guess."""
        self._fades = 1.0 - math.exp(-math.log(2.0) / p.trust.memory_half_life)
        self._gains = Mean(self._fades * first / (1.0 - first), weeks=10.0)
        super().__init__(self._gains)

    def apply(self, state: State) -> None:
        """Set the memory of newcomers to where gains and fading are equal."""
        gains = self._gains.number
        state.start[MEMORY] = gains / (gains + self._fades)

    def after_week(self, state: State) -> None:
        """Gains for each unit of what there is room for."""
        causes, memory = state.causes[MEMORY], float(state.start[MEMORY])
        self._gains.add((causes[C_BROKEN] + causes[C_UNANSWERED]) / state.size / (1.0 - memory))
        put_back(state, np.array([MEMORY]), np.array([memory]))
