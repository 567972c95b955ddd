"""What keeps streets as they are: their resting condition, the rates of incidents and of issues."""

import math

import numpy as np

from c2sim.model.codes import Rate, Stage
from c2sim.model.parameters import Parameters
from c2sim.model.rules.neighbourhood import incident_mean
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean
from c2sim.place.baseline.targets import open_issues
from c2sim.place.neighbourhood import Neighbourhood

_EVERY = 8  # weeks; streets change slowly
_PUSH = 0.03  # a week, of the issues that are too few


class RestingCondition(Balance):
    """The resting condition of streets."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what is stated."""
        self._stated = place.baseline.street_condition
        self._back = 1.0 - math.exp(-math.log(2.0) / p.surroundings.condition_half_life)
        self._needed = RunningMean(self._stated)
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the resting condition."""
        state.rates[Rate.CONDITION_REST] = self._needed.number

    def after_week(self, state: State) -> None:
        """What a week took from the streets has to be made up for."""
        condition = state.streets.condition
        lost = self._stated - float(condition.mean())
        self._needed.add(float(state.rates[Rate.CONDITION_REST]) + lost / self._back)
        condition[:] = np.clip(condition + lost, 0.0, 1.0)


class Incidents(Balance):
    """The rate of incidents; what streets make of it is known without luck."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what is stated."""
        self._stated, self._p = place.baseline.antisocial_behaviour, p.surroundings
        self._made = RunningMean(1.0)
        super().__init__(self._made)

    def apply(self, state: State) -> None:
        """Set the rate to what is stated, over what streets make of a rate of 1."""
        state.rates[Rate.INCIDENTS] = self._stated / max(1e-9, self._made.number)

    def after_week(self, state: State) -> None:
        """Incidents that streets make of a rate of 1; not every week, since streets change slowly."""
        if state.week % _EVERY:
            return
        streets = state.streets
        homes = np.diff(streets.first).tolist()
        rows = zip(homes, streets.condition.tolist(), streets.efficacy.tolist(), strict=True)
        self._made.add(sum(incident_mean(1.0, *row, self._p) for row in rows) * 5200.0 / state.size)


class Issues(Balance):
    """How often issues arise: as often as they pass and are solved."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with issues that nobody acts on."""
        self._stated = place.baseline.issues_open
        self._passes = 1.0 - math.exp(-math.log(2.0) / p.surroundings.lapse_half_life)
        self._needed = RunningMean(self._passes * self._stated, weeks=5.0)
        self._before = np.zeros(0, np.int32)
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the rate; with no issues stated none arise."""
        state.rates[Rate.ISSUES] = max(0.0, self._needed.number) if self._stated > 0.0 else 0.0

    def steer(self, state: State) -> None:
        """Set the rate, somewhat more while too few are open."""
        self.apply(state)
        more = _PUSH * (self._stated - open_issues(state))
        state.rates[Rate.ISSUES] = max(0.0, state.rates[Rate.ISSUES] + more)
        self._before = state.issues.stage.copy()

    def after_week(self, state: State) -> None:
        """Those that nobody acts on pass with a known chance; what else has ended is counted."""
        before, stage = self._before, state.issues.stage
        born = (state.issues.born == state.week) & (stage != Stage.NONE)
        idle = (before >= Stage.LATENT) & (before <= Stage.VOICED)
        passed = idle & ((stage == Stage.NONE) | born)
        was, now = ((one >= Stage.LATENT) & (one != Stage.SOLVED) for one in (before, stage))
        ended = np.count_nonzero(was) + np.count_nonzero(born) - np.count_nonzero(now)
        ended -= np.count_nonzero(passed)
        scaled = min(2.0, self._stated * state.scale / max(1, np.count_nonzero(was)))
        passing = self._passes * np.count_nonzero(idle) * scaled
        self._needed.add((passing + ended) / state.scale)
