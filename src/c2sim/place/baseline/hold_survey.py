"""What a survey gives is held while the place lives before week 0, so that it does not drift after.

People keep their rows. The surveyed levels are put back every week, and the personal resting values take
up what that week would have changed (the mean over the weeks, by stochastic approximation): at week 0
each resident is where they would stay. Of stress only the personal part is held, and not in the last half
year: the rest comes and goes from week to week. Connectivity is a number of local ties for each
resident, and the rate of meeting is moved until they have it. Newcomers settle as those held did.
"""

import math

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import SOCIABILITY, Level, Mean
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from c2sim.place.baseline.contact_rates import Rates
from c2sim.place.mixing import rows_of
from c2sim.place.real_place import FULL
from c2sim.place.resting import share_a_week
from c2sim.place.survey import Survey

WEEKS = 260
_SETTLES = 52  # weeks before what changes is averaged
_FREE = 234  # week from which stress is left to itself
_LEAST_PERSONAL = 0.1  # share of the variance of stress
_ROUNDS = 20


class Holding:
    """The surveyed levels and the people of a place, week after week before week 0."""

    def __init__(self, state: State, survey: Survey) -> None:
        """Take the people as they were drawn; their levels get the mean and the spread of the survey."""
        self._parameters = state.parameters
        state.parameters = _without_drift(state.parameters)
        names = [name for name in survey.levels if name != "connectivity"]
        self._rows = [row for row in rows_of(survey) if row != SOCIABILITY]
        self._stress = self._rows.index(Level.STRESS) if Level.STRESS in self._rows else -1
        self._found = dict(zip(survey.levels, zip(survey.means, survey.spreads, strict=True), strict=True))
        self._wanted = [self._found[name] for name in names]
        people = state.residents
        self._levels = np.array(
            [
                as_surveyed(people.levels[row], *wanted)
                for row, wanted in zip(self._rows, self._wanted, strict=True)
            ]
        ).reshape(len(names), state.size)
        self._from_week_to_week = 0.0
        people.levels[self._rows] = self._levels
        self._drawn_rest = people.rest[self._rows].copy()
        self._held = [array.copy() for array in _who(state)]
        self._sociability = np.log(people.rate)
        self._rates = self._wanted_ties()

    def after_week(self, state: State, week: int) -> None:
        """Put back what is held; `week` counts from 1."""
        levels, rest = state.residents.levels, self._held[0]
        change = levels[self._rows] - self._levels
        stayed = state.lives.arrived != state.week
        held = [at for at in range(len(self._rows)) if at != self._stress or week < _FREE]
        if week > _SETTLES:
            step = change / self._pull(state) / (week - _SETTLES)
            for at in held:
                rest[self._rows[at]] -= np.where(stayed, step[at], 0.0)
        elif self._stress >= 0:
            self._divide_stress(change[self._stress][stayed], self._pull(state)[self._stress][stayed], week)
        for array, kept in zip(_who(state), self._held, strict=True):
            array[:] = kept
        for at in held:
            levels[self._rows[at]] = self._levels[at]
        self._steer(state, week)

    def release(self, state: State) -> None:
        """Week 0: the surveyed levels, the rates of meeting that were found, and how newcomers settle."""
        state.parameters = self._parameters
        levels = state.residents.levels
        if self._stress >= 0:
            self._levels[self._stress] = self._stress_at_start(state)
        levels[self._rows] = self._levels
        for at, row in enumerate(self._rows):
            above = self._held[0][row] - self._drawn_rest[at]
            state.settled[row] = _line(state.residents.levels[row] - state.start[row], above)
        if self._rates is not None:
            found = self._rates.found()
            state.residents.rate[:] = found
            spread = max(1e-9, state.parameters.people.sociability)
            deviations = (self._sociability + 0.5 * spread * spread) / spread
            state.settled[SOCIABILITY] = _line(deviations, np.log(found) - self._sociability)

    def _wanted_ties(self) -> Rates | None:
        if "connectivity" not in self._found:
            return None
        wanted = FULL * as_surveyed(self._sociability, *self._found["connectivity"])
        return Rates(wanted, WEEKS)

    def _stress_at_start(self, state: State) -> Floats:
        """The personal part and what the weeks have brought, in their shares of the surveyed variance."""
        personal, p = self._levels[self._stress], state.parameters.people.personal
        lately = state.residents.levels[Level.STRESS] - personal
        both = math.sqrt(p) * _standard(personal) + math.sqrt(1.0 - p) * _standard(lately)
        return as_surveyed(both, *self._wanted[self._stress])

    def _steer(self, state: State, week: int) -> None:
        if self._rates is not None:
            self._rates.move(state.means[Mean.BONDING_TIES] + state.means[Mean.BRIDGING_TIES], week)
            state.residents.rate[:] = self._rates.now

    def _pull(self, state: State) -> Floats:
        """Share of the way to its resting value that each level of each resident goes in a week."""
        pull = np.repeat(share_a_week(state.parameters)[self._rows][:, None], state.size, axis=1)
        if self._stress >= 0:
            pull[self._stress] *= 1.0 + state.parameters.stress.support * state.means[Mean.SUPPORT]
        return pull

    def _divide_stress(self, change: Floats, pull: Floats, week: int) -> None:
        """Leave to the personal part what the weeks alone do not explain of the surveyed spread."""
        if len(change) > 1:
            memory = 1.0 - float(pull.mean())
            self._from_week_to_week += float(change.var(ddof=1)) / (1.0 - memory * memory) / _SETTLES
        if week == _SETTLES:
            mean, spread = self._wanted[self._stress]
            variance = max(_LEAST_PERSONAL * spread * spread, spread * spread - self._from_week_to_week)
            self._levels[self._stress] = as_surveyed(self._levels[self._stress], mean, math.sqrt(variance))


def _without_drift(p: Parameters) -> Parameters:
    """Numbers with which nobody's usual levels change: rest would have to make up for that."""
    return p._replace(people=p.people._replace(drift=math.inf))


def as_surveyed(values: Floats, mean: float, spread: float) -> Floats:
    """The values in the same order, from 0 to 1, with this mean and standard deviation as far as possible."""
    result = values
    for _ in range(_ROUNDS):
        deviation = float(result.std(ddof=1)) if len(result) > 1 else 0.0
        scale = spread / deviation if deviation > 1e-12 else 0.0
        result = np.clip(mean + scale * (result - result.mean()), 0.0, 1.0)
    return result


def _standard(values: Floats) -> Floats:
    """The values with mean 0 and standard deviation 1."""
    return (values - values.mean()) / max(1e-12, float(values.std()))


def _who(state: State) -> list[np.ndarray]:
    """What makes a resident who they are: resting values first."""
    people = state.residents
    return [
        people.rest,
        people.drift,
        people.group,
        people.tenure,
        people.rate,
        people.threshold,
        people.intimidating,
    ]


def _line(x: Floats, y: Floats) -> tuple[float, float]:
    """Constant and slope of y on x, by least squares."""
    variance = float(x.var())
    slope = float(np.mean((x - x.mean()) * (y - y.mean()))) / variance if variance > 1e-12 else 0.0
    return float(y.mean()) - slope * float(x.mean()), slope
