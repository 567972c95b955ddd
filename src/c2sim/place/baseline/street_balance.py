"""What keeps streets as they are: their resting condition, the rates of incidents and of issues."""

import math

import numpy as np

from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import NEVER, Rate, Stage
from c2sim.model.parameters import Parameters
from c2sim.model.records import Issues
from c2sim.model.rules.neighbourhood import KEPT_ON_RECORD, incident_mean
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean
from c2sim.place.baseline.targets import open_issues
from c2sim.place.neighbourhood import Neighbourhood

_EVERY = 8  # weeks; streets change slowly
_PUSH = 0.03  # a week, of the issues that are too few


class RestingCondition(Balance):
    """The resting condition of streets.

    Nothing else of an issue depends on whether it is about the street itself, so the luck of how many are is
    taken out: what they take and what solving them gives is scaled to the usual share of them.
    """

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what is stated."""
        self._stated, self._share = place.baseline.street_condition, p.surroundings.environmental
        self._back = 1.0 - math.exp(-math.log(2.0) / p.surroundings.condition_half_life)
        self._worn, self._gained = RunningMean(0.0), RunningMean(0.0)
        self._open, self._solved = (
            RunningMean(np.array([self._share, 1.0])),
            RunningMean(np.array([self._share, 1.0])),
        )
        self._works = 0.0
        super().__init__(self._worn, self._gained, self._open, self._solved)

    def apply(self, state: State) -> None:
        """Set the resting condition to what makes up for what a usual week takes."""
        lost = self._usual(self._worn, self._open) - self._usual(self._gained, self._solved)
        state.rates[Rate.CONDITION_REST] = self._stated + lost / self._back

    def steer(self, state: State) -> None:
        """Set the resting condition, and note what works are going to give."""
        self.apply(state)
        self._works = float(np.mean(state.streets.works * (1.0 - state.streets.condition)))

    def after_week(self, state: State) -> None:
        """Note what issues took from the streets, and what works gave."""
        condition, issues = state.streets.condition, state.issues
        lost = self._stated - float(condition.mean())
        returned = self._back * (float(state.rates[Rate.CONDITION_REST]) - self._stated)
        self._worn.add(returned + self._works + lost)
        self._gained.add(self._works)
        is_open = (issues.stage >= Stage.LATENT) & (issues.stage != Stage.SOLVED) & ~issues.passed
        self._open.add(self._counted(issues, is_open))
        self._solved.add(
            self._counted(issues, (issues.stage == Stage.SOLVED) & (issues.closed == state.week))
        )
        condition[:] = np.clip(condition + lost, 0.0, 1.0)

    def _counted(self, issues: Issues, which: Flags) -> Floats:
        """How many of them are about the street itself, and how many there are."""
        return np.array([np.count_nonzero(issues.environmental & which), np.count_nonzero(which)], float)

    def _usual(self, effect: RunningMean, counted: RunningMean) -> float:
        """An effect of issues about the street itself, if as many were as usual."""
        environmental, number = counted.now.tolist()
        return effect.number * self._share * number / environmental if environmental > 0.0 else 0.0


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


class IssueRate(Balance):
    """How often issues arise: as often as needs pass and issues are solved."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with issues that nobody acts on."""
        self._stated = place.baseline.issues_open
        self._passes = 1.0 - math.exp(-math.log(2.0) / p.surroundings.lapse_half_life)
        self._needed = RunningMean(self._passes * self._stated, weeks=5.0)
        self._open, self._may_pass = 0.0, 0
        super().__init__(self._needed)

    def apply(self, state: State) -> None:
        """Set the rate; with no issues stated none arise."""
        state.rates[Rate.ISSUES] = max(0.0, self._needed.number) if self._stated > 0.0 else 0.0

    def steer(self, state: State) -> None:
        """Set the rate, somewhat more while too few are open."""
        self.apply(state)
        more = _PUSH * (self._stated - open_issues(state))
        state.rates[Rate.ISSUES] = max(0.0, state.rates[Rate.ISSUES] + more)
        self._open, self._may_pass = open_issues(state) * state.scale, self._passing(state)

    def after_week(self, state: State) -> None:
        """Needs pass with a known chance; what has been solved is counted."""
        issues = state.issues
        solved = np.count_nonzero((issues.stage == Stage.SOLVED) & (issues.closed == state.week))
        scaled = min(2.0, self._stated * state.scale / max(1.0, self._open))
        self._needed.add((self._passes * self._may_pass * scaled + solved) / state.scale)

    def _passing(self, state: State) -> int:
        """Issues of which the need may pass next week: open, and no priority of the last year."""
        issues = state.issues
        is_open = (issues.stage >= Stage.LATENT) & (issues.stage != Stage.SOLVED) & ~issues.passed
        on_record = (issues.prioritised != NEVER) & (state.week + 1 - issues.prioritised < KEPT_ON_RECORD)
        return int(np.count_nonzero(is_open & ~on_record))
