"""Phase 3, the neighbourhood: issues arise and lapse, streets wear, antisocial behaviour follows.

Incidents on a street are Poisson with mean

    rate x residents / 100 / 52 x (1 + disorder (1 - condition)) x exp(-efficacy x cohesion x willingness)

where cohesion is the mean of min(1, local ties / 24) on the street and willingness to step in the mean
of confidence x trust in neighbours. Evidence: collective efficacy lowers violence (Sampson 1997) and
only where cohesion is high (Hipp 2016), hence the product; bad surroundings raise disorder (South 2018).
"""

import math

import numpy as np

from c2sim.engine.chance import draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Count, Level, Mean, NewsKind, Rate, Stage
from c2sim.model.parameters import Surroundings
from c2sim.model.records import Issues, Lives, Promises, Residents, Streets
from c2sim.model.rules.news import add_news
from c2sim.model.rules.phase import phase
from c2sim.model.state import State
from c2sim.model.summing import total

_LAPSE = stream("an issue lapses")
_ARISE = stream("an issue arises")
_KIND = stream("what kind of issue")
_INCIDENTS = stream("incidents")
_WITNESS = stream("who is touched by an incident")
_KEPT_ON_RECORD = 52  # weeks for which a solved issue stays on record


@compiled
def incident_mean(rate: float, residents: int, condition: float, efficacy: float, p: Surroundings) -> float:
    """Expected incidents on a street in a week."""
    return (
        rate * residents / 5200.0 * (1.0 + p.disorder * (1.0 - condition)) * math.exp(-p.efficacy * efficacy)
    )


@compiled
def condition_next(condition: float, rest: float, wear: float, works: float, p: Surroundings) -> float:
    """Street condition after a week of decay, unsolved issues and works."""
    back = 1.0 - math.exp(-math.log(2.0) / p.condition_half_life)
    after = (
        condition + back * (rest - condition) - p.issue_wear * wear * condition + works * (1.0 - condition)
    )
    return min(1.0, max(0.0, after))


@inlined
def _lapse(seed: np.uint64, week: int, issues: Issues, p: Surroundings) -> None:
    k = key(seed, _LAPSE, week)
    hazard = 1.0 - math.exp(-math.log(2.0) / p.lapse_half_life)
    for j in range(len(issues.stage)):
        stage = issues.stage[j]
        if stage == Stage.SOLVED:
            if week - issues.closed[j] >= _KEPT_ON_RECORD:
                issues.stage[j] = Stage.NONE
            continue
        on_record = issues.prioritised[j] != NEVER and week - issues.prioritised[j] < _KEPT_ON_RECORD
        if stage == Stage.NONE or on_record or draw(k, j, 0) >= hazard:
            continue
        if stage == Stage.PROMISED:
            issues.passed[j] = True
        else:
            issues.stage[j] = Stage.NONE


@inlined
def _free_place(s: int, issues: Issues, streets: Streets) -> int:
    """A place for an issue of a street: one of its own, as many as homes, else a spare one; -1 with none.

    Places are the street's own, since luck belongs to places: what is solved on one street leaves the
    luck of issues elsewhere as it was.
    """
    for place in range(streets.first[s], streets.first[s + 1]):
        if issues.stage[place] == Stage.NONE:
            return place
    for place in range(streets.first[len(streets.first) - 1], len(issues.stage)):
        if issues.stage[place] == Stage.NONE:
            return place
    return -1


@inlined
def _arise(
    seed: np.uint64,
    week: int,
    rate: float,
    issues: Issues,
    promises: Promises,
    streets: Streets,
    p: Surroundings,
) -> None:
    k = key(seed, _ARISE, week)
    kinds = key(seed, _KIND, week)
    for s in range(len(streets.condition)):
        homes = streets.first[s + 1] - streets.first[s]
        for extra in range(poisson(draw(k, s, 0), rate * homes / 1500.0)):
            place = _free_place(s, issues, streets)
            if place < 0:
                return
            issues.stage[place] = Stage.LATENT
            issues.street[place] = s
            issues.environmental[place] = draw(kinds, s, 3 * extra) < p.environmental
            issues.agency[place] = index(draw(kinds, s, 3 * extra + 1), 7)
            issues.severity[place] = 0.1 + 0.9 * draw(kinds, s, 3 * extra + 2)
            issues.voices[place] = 0
            issues.born[place] = week
            issues.prioritised[place] = NEVER
            issues.acted[place] = NEVER
            issues.closed[place] = NEVER
            issues.passed[place] = False
            promises.provider[place] = -1


@inlined
def _streets(
    rest: float,
    people: Residents,
    means: Floats,
    issues: Issues,
    streets: Streets,
    wear: Floats,
    p: Surroundings,
) -> None:
    streets.load[:] = 0.0
    wear[:] = 0.0
    for j in range(len(issues.stage)):
        if issues.stage[j] not in (Stage.NONE, Stage.SOLVED) and not issues.passed[j]:
            streets.load[issues.street[j]] += issues.severity[j]
            if issues.environmental[j]:
                wear[issues.street[j]] += 1.0
    for s in range(len(streets.condition)):
        streets.condition[s] = condition_next(streets.condition[s], rest, wear[s], streets.works[s], p)
        streets.works[s] = 0.0
        cohesion = 0.0
        willing = 0.0
        for i in range(streets.first[s], streets.first[s + 1]):
            cohesion += min(1.0, (means[Mean.BONDING_TIES, i] + means[Mean.BRIDGING_TIES, i]) / 24.0)
            willing += people.levels[Level.CONFIDENCE, i] * people.levels[Level.TRUST_NEIGHBOURS, i]
        homes = streets.first[s + 1] - streets.first[s]
        streets.efficacy[s] = cohesion / homes * (willing / homes)


@inlined
def _incidents(
    seed: np.uint64,
    week: int,
    rate: float,
    lives: Lives,
    streets: Streets,
    state: State,
    counts: Floats,
    p: Surroundings,
) -> None:
    k = key(seed, _INCIDENTS, week)
    witness = key(seed, _WITNESS, week)
    for s in range(len(streets.condition)):
        first, last = streets.first[s], streets.first[s + 1]
        mean = incident_mean(rate, last - first, streets.condition[s], streets.efficacy[s], p)
        incidents = poisson(draw(k, s, 0), mean)
        streets.incidents[s] = incidents
        counts[Count.INCIDENTS] += incidents
        for i in range(first, last):
            lives.witnessed[i] = 0
            for e in range(incidents):
                if draw(witness, i, e) < p.witnessed:
                    lives.witnessed[i] += 1
        for e in range(incidents):
            if draw(k, s, 1 + e) < p.severe:
                add_news(NewsKind.INCIDENT, s, -1, True, state)


@phase
def neighbourhood(state: State) -> None:
    """Let issues lapse and arise, streets age, and incidents happen."""
    p = state.parameters.surroundings
    _lapse(state.seed, state.week, state.issues, p)
    _arise(state.seed, state.week, state.rates[Rate.ISSUES], state.issues, state.promises, state.streets, p)
    _streets(
        state.rates[Rate.CONDITION_REST],
        state.residents,
        state.means,
        state.issues,
        state.streets,
        state.scratch.streets,
        p,
    )
    _incidents(
        state.seed,
        state.week,
        state.rates[Rate.INCIDENTS],
        state.lives,
        state.streets,
        state,
        state.counts,
        p,
    )
    state.incident_weeks[state.week % len(state.incident_weeks)] = float(total(state.streets.incidents))
