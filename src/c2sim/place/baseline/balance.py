"""What each free term has to be for a week to leave its measure where it is stated.

A week says by how much each cause has moved a level, how many ties began and ended, how many issues arose
and passed. Where a free term moves its measure by a known share, what it has to be for the two sides of
that balance to be equal follows at once; nothing has to be waited for. The measure is put back to what is
stated after each week, so every week asks the same question, and the mean of the answers is the solution.
Numbers that cannot be put back (ties, issues, who takes part) are steered.
"""

import math
from typing import Protocol

import numpy as np

from c2sim.model.parameters import Parameters
from c2sim.model.rules.neighbourhood import incident_mean
from c2sim.model.state import (
    AGENCY,
    BONDING_TIES,
    C_BROKEN,
    C_HARDSHIP,
    C_REST,
    C_UNANSWERED,
    CASEWORK,
    CONDITION_REST,
    CONFIDENCE,
    COST,
    FADED,
    FORMED,
    HARDSHIP,
    INCIDENT_RATE,
    INFLUENCE,
    ISSUE_RATE,
    LATENT,
    LEFT,
    LEVELS,
    MEET_ACROSS,
    MEET_NEAR,
    MEMORY,
    N_MOVED,
    NONE,
    PATHWAYS,
    SOLVED,
    STRESS,
    SUPPORT,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    VOICED,
    Floats,
    State,
)
from c2sim.place.baseline.targets import open_issues, participation_share
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.resting import mean_rest, share_a_week

_MOST_STEERED = 1.0  # of the logarithm of a rate
_MOST, _LEAST = 1e3, 1e-6  # rates


class Mean:
    """A mean that begins with a guess and can forget."""

    def __init__(self, first: float | Floats, weeks: float) -> None:
        """Begin with a guess that counts as so many weeks."""
        self._sum = np.asarray(first, float) * weeks
        self._weeks = weeks

    def add(self, value: float | Floats) -> None:
        """One week more."""
        self._sum = self._sum + value
        self._weeks += 1.0

    def forget(self, kept: float) -> None:
        """Let all that was go for this share of its weight."""
        self._sum = self._sum * kept
        self._weeks *= kept

    @property
    def now(self) -> Floats:
        """The mean so far."""
        return self._sum / self._weeks


class Balance(Protocol):
    """One free term, or several of one kind."""

    means: list[Mean]

    def apply(self, state: State) -> None:
        """Set the terms for the next week."""
        ...

    def after_week(self, state: State) -> None:
        """Note what a week says, and put back its measure."""
        ...

    def solve(self, state: State) -> None:
        """Set the terms to their solution."""
        ...


class Offsets:
    """Offsets of resting values: they make up for what moves a level away from what is stated."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with nothing that moves a level."""
        self._rows = np.array([AGENCY, PATHWAYS, CONFIDENCE, INFLUENCE, TRUST_NEIGHBOURS, TRUST_SERVICES])
        self._target = np.array([getattr(place.baseline, LEVELS[row]) for row in self._rows])
        self._away = self._target - mean_rest(place, p)[self._rows]
        self._share = share_a_week(p)[self._rows]
        self._needed = Mean(np.zeros(len(self._rows)), 1.0)
        self.means = [self._needed]

    def apply(self, state: State) -> None:
        """Set the offsets."""
        state.offsets[self._rows] = self._needed.now

    def after_week(self, state: State) -> None:
        """What else than rest has moved the levels has to be made up for."""
        causes = state.causes[self._rows]
        other = (causes.sum(axis=1) - causes[:, C_REST]) / state.size
        self._needed.add(self._away - other / self._share)
        put_back(state, self._rows, self._target)

    def solve(self, state: State) -> None:
        """The mean over the weeks."""
        self.apply(state)


class Hardship:
    """The load from outside that holds stress up."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what makes up for the return to rest alone."""
        self._target = place.baseline.stress
        self._rest = float(mean_rest(place, p)[STRESS])
        self._share, self._support = float(share_a_week(p)[STRESS]), p.stress.support
        first = max(0.0, self._share * (self._target - self._rest) / (1.0 - self._target))
        self._needed = Mean(first, 1.0)
        self.means = [self._needed]

    def apply(self, state: State) -> None:
        """Set the mean load."""
        state.rates[HARDSHIP] = max(0.0, float(self._needed.now))

    def after_week(self, state: State) -> None:
        """All that moves stress but hardship, in a place whose people rest where they do on average."""
        causes = state.causes[STRESS]
        pull = self._share * (1.0 + self._support * float(state.means[SUPPORT].mean()))
        drawn = float(state.residents.rest[STRESS].mean())
        other = (causes.sum() - causes[C_HARDSHIP]) / state.size + pull * (self._rest - drawn)
        self._needed.add(-other / (1.0 - self._target))
        put_back(state, np.array([STRESS]), np.array([self._target]))

    def solve(self, state: State) -> None:
        """The mean over the weeks."""
        self.apply(state)

class UsualMemory:
    """What broken promises before week 0 leave: not a free term, but found the same way."""

    def __init__(self, p: Parameters, first: float) -> None:
        """Begin with a guess."""
        self._fades = 1.0 - math.exp(-math.log(2.0) / p.trust.memory_half_life)
        self._gains = Mean(self._fades * first / (1.0 - first), 10.0)
        self.means = [self._gains]

    def apply(self, state: State) -> None:
        """Set the memory of newcomers."""
        gains = float(self._gains.now)
        state.start[MEMORY] = gains / (gains + self._fades)

    def after_week(self, state: State) -> None:
        """Gains for each unit of what there is room for."""
        causes, memory = state.causes[MEMORY], float(state.start[MEMORY])
        self._gains.add((causes[C_BROKEN] + causes[C_UNANSWERED]) / state.size / (1.0 - memory))
        put_back(state, np.array([MEMORY]), np.array([memory]))

    def solve(self, state: State) -> None:
        """Where gains and fading are equal."""
        self.apply(state)


class RestingCondition:
    """The resting condition of streets."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what is stated."""
        self._target = place.baseline.street_condition
        self._back = 1.0 - math.exp(-math.log(2.0) / p.surroundings.condition_half_life)
        self._needed = Mean(self._target, 1.0)
        self.means = [self._needed]

    def apply(self, state: State) -> None:
        """Set the resting condition."""
        state.rates[CONDITION_REST] = self._needed.now

    def after_week(self, state: State) -> None:
        """What a week took from the streets has to be made up for."""
        condition = state.streets.condition
        lost = self._target - float(condition.mean())
        self._needed.add(state.rates[CONDITION_REST] + lost / self._back)
        condition[:] = np.clip(condition + lost, 0.0, 1.0)

    def solve(self, state: State) -> None:
        """The mean over the weeks."""
        self.apply(state)


class Incidents:
    """The rate of incidents; what streets make of it is known without luck."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what is stated."""
        self._target, self._p = place.baseline.antisocial_behaviour, p.surroundings
        self._share = Mean(1.0, 1.0)
        self.means = [self._share]

    def apply(self, state: State) -> None:
        """Set the rate."""
        state.rates[INCIDENT_RATE] = self._target / float(self._share.now)

    def after_week(self, state: State) -> None:
        """Incidents that this week's streets make of a rate of 1, every fourth week."""
        if state.week % 4:
            return
        streets = state.streets
        homes = np.diff(streets.first).tolist()
        rows = zip(homes, streets.condition.tolist(), streets.efficacy.tolist(), strict=True)
        made = sum(incident_mean(1.0, *row, self._p) for row in rows)
        self._share.add(made * 5200.0 / state.size)

    def solve(self, state: State) -> None:
        """What is stated over what streets make of a rate of 1."""
        self.apply(state)


class Issues:
    """How often issues arise: as often as they pass, are solved or are given up."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with issues that nobody acts on."""
        self._target = place.baseline.issues_open
        self._hazard = 1.0 - math.exp(-math.log(2.0) / p.surroundings.lapse_half_life)
        self._needed = Mean(self._hazard * self._target, 5.0)
        self.means = [self._needed]
        self._before = np.zeros(0, np.int32)

    def apply(self, state: State) -> None:
        """Set the rate, somewhat more while too few are open."""
        self.solve(state)
        rate = state.rates[ISSUE_RATE] + 0.03 * (self._target - open_issues(state))
        state.rates[ISSUE_RATE] = max(0.0, rate)
        self._before = state.issues.stage.copy()

    def after_week(self, state: State) -> None:
        """Those that nobody acts on pass with a known chance; what else has ended is counted."""
        before, stage = self._before, state.issues.stage
        born = (state.issues.born == state.week) & (stage != NONE)
        idle = (before >= LATENT) & (before <= VOICED)
        passed = idle & ((stage == NONE) | born)
        was, now = ((one >= LATENT) & (one != SOLVED) for one in (before, stage))
        ended = int(was.sum() + born.sum()) - int(now.sum() + passed.sum())
        share = self._target * state.scale / max(1, int(was.sum()))
        lapsing = self._hazard * float(idle.sum()) * min(2.0, share)
        self._needed.add((lapsing + ended) / state.scale)

    def solve(self, state: State) -> None:
        """The mean over the weeks."""
        state.rates[ISSUE_RATE] = max(0.0, float(self._needed.now)) if self._target > 0.0 else 0.0


class Cost:
    """What taking part costs; who takes part follows within some months."""

    _PULL, _PUSH = 0.02, 0.5

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what people of mean levels would answer to."""
        self._target, self._steepness = place.baseline.participation, p.participation.steepness
        self._cost = _first_cost(place, p)
        self._applied, self._share = Mean(self._cost, 1.0), Mean(self._target, 1.0)
        self.means = [self._applied, self._share]

    def apply(self, state: State) -> None:
        """Set the cost, more while too many take part."""
        state.rates[COST] = self._cost + self._PUSH * self._off(participation_share(state))

    def after_week(self, state: State) -> None:
        """The cost of this week, and who took part."""
        share = participation_share(state)
        self._applied.add(float(state.rates[COST]))
        self._share.add(share)
        self._cost += self._PULL * self._off(share)

    def solve(self, state: State) -> None:
        """The mean cost, and what is left of a difference."""
        state.rates[COST] = self._applied.now + self._off(float(self._share.now))

    def _off(self, share: float) -> float:
        """Cost that would make up for a difference: motives decide by a logistic curve."""
        return math.log(max(share, 0.1 * self._target) / self._target) / self._steepness


class Ties:
    """One rate of meeting: it makes as many ties as end."""

    _PUSH = 3.0

    def __init__(self, kind: int, target: float, first: float, newcomers: float) -> None:
        """Begin with a guess; newcomers bring so many ties of this kind, whatever the rate."""
        self.kind, self._target, self._newcomers = kind, target, newcomers
        self._made, self._ended = Mean(1.0 / first, 5.0), Mean(1.0, 5.0)
        self.means = [self._made, self._ended]
        self._rate, self._first = (MEET_NEAR, MEET_ACROSS, CASEWORK)[kind], True
        self._before = np.zeros(4)

    def apply(self, state: State) -> None:
        """Set the rate, more while ties are too few."""
        self.solve(state)
        off = (self._target - self.measured(state)) / max(1e-9, self._target)
        steered = min(_MOST_STEERED, max(-_MOST_STEERED, self._PUSH * off))
        state.rates[self._rate] *= math.exp(steered)
        self._before = self._counts(state)

    def after_week(self, state: State) -> None:
        """Ties made for each unit of the rate, and ties that have ended and newcomers do not make up for."""
        formed, faded, left, moved = (self._counts(state) - self._before).tolist()
        brought = self._newcomers * moved
        rate = max(_LEAST, float(state.rates[self._rate]))
        if self._first:  # of what a guess is worth
            scale = max(1.0, faded + left)
            self._made, self._ended = Mean(scale * self._made.now, 5.0), Mean(scale, 5.0)
            self.means[:] = [self._made, self._ended]
            self._first = False
        self._made.add((formed - brought) / rate)
        self._ended.add(faded + left - brought)

    def solve(self, state: State) -> None:
        """Endings over beginnings."""
        found = float(self._ended.now) / max(1e-9, float(self._made.now))
        state.rates[self._rate] = min(_MOST, max(_LEAST, found)) if self._target > 0.0 else 0.0

    def measured(self, state: State) -> float:
        """Ties of this kind per resident."""
        return float(state.means[BONDING_TIES + self.kind].mean())

    def _counts(self, state: State) -> Floats:
        return state.counts[[FORMED + self.kind, FADED + self.kind, LEFT + self.kind, N_MOVED]]


def put_back(state: State, rows: np.ndarray, means: Floats) -> None:
    """Give levels these means, everybody moved alike."""
    levels = state.residents.levels
    off = means - levels[rows].mean(axis=1)
    levels[rows] = np.clip(levels[rows] + off[:, None], 0.0, 1.0)


def _first_cost(place: Neighbourhood, p: Parameters) -> float:
    """The cost at which people of mean levels, as different as they are, start as often as they stop."""
    base, take = place.baseline, p.participation
    able = base.confidence + base.influence + 0.5 * (base.trust_neighbours + base.trust_services)
    motive = 0.5 * (base.agency + base.pathways) + able / 3.0 - take.stress * base.stress
    spread = take.steepness * p.people.spread
    wanted = base.participation * take.stops / ((1.0 - base.participation) * take.starts + base.participation * take.stops)
    wanted = min(0.95, wanted)
    logit = math.log(wanted / (1.0 - wanted)) * math.sqrt(1.0 + math.pi * spread * spread / 8.0)
    return motive - logit / take.steepness

