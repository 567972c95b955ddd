"""What keeps the means of levels: offsets of resting values, hardship, and the usual memory."""

import math

import numpy as np

from c2sim.model.codes import LEVELS, Cause, Level, Mean, Rate
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean, put_back
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.resting import mean_rest, share_a_week


class Offsets(Balance):
    """Offsets of resting values: they make up for what moves a level away from what is stated."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with nothing that moves a level."""
        self._rows = np.array(
            [
                Level.AGENCY,
                Level.PATHWAYS,
                Level.CONFIDENCE,
                Level.INFLUENCE,
                Level.TRUST_NEIGHBOURS,
                Level.TRUST_SERVICES,
            ]
        )
        self._stated = np.array([getattr(place.baseline, LEVELS[row]) for row in self._rows])
        self._away = self._stated - mean_rest(place, p)[self._rows]
        self._share = share_a_week(p)[self._rows]
        self._needed = RunningMean(np.zeros(len(self._rows)))
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the offsets."""
        state.offsets[self._rows] = self._needed.now

    def after_week(self, state: State) -> None:
        """What else than rest has moved the levels has to be made up for."""
        causes = state.causes[self._rows]
        other = (causes.sum(axis=1) - causes[:, Cause.RETURN_TO_REST]) / state.size
        self._needed.add(self._away - other / self._share)
        put_back(state, self._rows, self._stated)


class HardshipLoad(Balance):
    """The load from outside that holds stress up."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what makes up for the return to rest alone."""
        self._stated = place.baseline.stress
        self._rest = float(mean_rest(place, p)[Level.STRESS])
        self._share, self._support = float(share_a_week(p)[Level.STRESS]), p.stress.support
        self._needed = RunningMean(self._share * (self._stated - self._rest) / (1.0 - self._stated))
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the mean load."""
        state.rates[Rate.HARDSHIP] = max(0.0, self._needed.number)

    def after_week(self, state: State) -> None:
        """All that moves stress but hardship, in a place whose people rest where they do on average."""
        causes = state.causes[Level.STRESS]
        pull = self._share * (1.0 + self._support * float(state.means[Mean.SUPPORT].mean()))
        drawn = float(state.residents.rest[Level.STRESS].mean())
        other = (causes.sum() - causes[Cause.HARDSHIP]) / state.size + pull * (self._rest - drawn)
        self._needed.add(-other / (1.0 - self._stated))
        put_back(state, np.array([Level.STRESS]), np.array([self._stated]))


class UsualMemory(Balance):
    """What broken promises before week 0 leave: not a free term, but found the same way."""

    def __init__(self, p: Parameters, first: float) -> None:
        """Begin with a guess."""
        self._fades = 1.0 - math.exp(-math.log(2.0) / p.trust.memory_half_life)
        self._gains = RunningMean(self._fades * first / (1.0 - first), weeks=10.0)
        super().__init__(self._gains)

    def apply(self, state: State) -> None:
        """Set the memory of newcomers to where gains and fading are equal."""
        gains = self._gains.number
        state.start[Level.MEMORY] = gains / (gains + self._fades)

    def after_week(self, state: State) -> None:
        """Gains for each unit of what there is room for."""
        causes, memory = state.causes[Level.MEMORY], float(state.start[Level.MEMORY])
        self._gains.add(
            (causes[Cause.PROMISES_BROKEN] + causes[Cause.UNANSWERED]) / state.size / (1.0 - memory)
        )
        put_back(state, np.array([Level.MEMORY]), np.array([memory]))
