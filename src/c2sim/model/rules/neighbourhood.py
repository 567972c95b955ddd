"""Phase 3: the neighbourhood.

Issues lapse and arise, streets wear, antisocial behaviour follows. In this order:

**Lapsing**, issues by place: one solved 52 weeks ago leaves the record. Any other, unless it first became a
priority less than 52 weeks ago, lapses with hazard rate(`surroundings.lapse_half_life`)
(`u("an issue lapses", place, 0)`): its place is free, but if it is promised, only the need has passed
(`passed`), and the promise stands until it falls due.

**Arising**, streets in order: poisson(`u("an issue arises", s, 0)`, `rates[ISSUES]` * homes / 1500.0), each
into the lowest free place of the street's own (one for each home), else of the spare ones behind all
streets. Where there is none, nothing more arises on that street this week. The e-th (from 0) of
the street draws from "what kind of issue" in row s: environmental if (slot 3e) <
`surroundings.environmental`; agency = index((slot 3e + 1), 7); severity = 0.1 + 0.9 * (slot 3e + 2). It is
latent, without a voice or a promise, and nobody has `asked` for it.

**Streets:** load = sum of severity of issues neither solved nor lapsed nor `passed` (promised ones count),
in the order of places; e = number of environmental ones among them; c = condition:

```text
condition' = clip(c + rate(surroundings.condition_half_life) * (rates[CONDITION_REST] - c)
                  - surroundings.issue_wear * e * c + works * (1.0 - c));   works are used up
efficacy   = mean over homes of min(1.0, (bonding + bridging ties) / 24.0)                     (cohesion)
             * mean over homes of confidence * trust in neighbours          (willingness to step in)
mean       = rates[INCIDENTS] * homes / 5200.0 * (1.0 + surroundings.disorder * (1.0 - condition'))
             * exp(-surroundings.efficacy * efficacy)
```

Ties are those counted last week; confidence and trust are last week's.

**Incidents** on a street: poisson(`u("incidents", s, 0)`, mean), added to `counts[INCIDENTS]`. The e-th
(from 0) touches a resident of the street if `u("who is touched by an incident", i, e)` <
`surroundings.witnessed`, counted in `witnessed`; it is news of the kind incident in the ward, of no
provider, visible, if `u("incidents", s, 1 + e)` < `surroundings.severe`. The sum over streets takes its
place in the ring of 13 weeks.

*Evidence:* collective efficacy lowers violence (Sampson 1997), and only where cohesion is high (Hipp 2016),
hence the product; bad surroundings raise disorder (South 2018). Issue rate and lapse have no source.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Count, Level, NewsKind, Rate, Stage
from c2sim.model.parameters import Surroundings
from c2sim.model.records import Issues, Streets
from c2sim.model.rules.levels import returns_with
from c2sim.model.rules.neighbours import connected
from c2sim.model.rules.news import add_news
from c2sim.model.rules.phase import phase
from c2sim.model.state import State
from c2sim.model.summing import total

_LAPSE = stream("an issue lapses")
_ARISE = stream("an issue arises")
_KIND = stream("what kind of issue")
_INCIDENTS = stream("incidents")
_WITNESS = stream("who is touched by an incident")
KEPT_ON_RECORD = 52  # weeks for which a solved issue stays on record


@compiled
def incident_mean(rate: float, residents: int, condition: float, efficacy: float, p: Surroundings) -> float:
    """Expected incidents on a street in a week."""
    return (
        rate * residents / 5200.0 * (1.0 + p.disorder * (1.0 - condition)) * math.exp(-p.efficacy * efficacy)
    )


@compiled
def condition_next(
    condition: float, back: float, rest: float, wear: float, works: float, p: Surroundings
) -> float:
    """Street condition after a week of return to rest by a share, unsolved issues and works."""
    after = (
        condition + back * (rest - condition) - p.issue_wear * wear * condition + works * (1.0 - condition)
    )
    return min(1.0, max(0.0, after))


@compiled
def _leaves(j: int, state: State) -> None:
    """Take what was solved a year ago off the record."""
    if state.week - state.issues.closed[j] >= KEPT_ON_RECORD:
        state.issues.stage[j] = Stage.NONE


@compiled
def _lapses(j: int, issues: Issues) -> None:
    """Nobody needs it any more; a promise stands until it falls due."""
    if issues.stage[j] == Stage.PROMISED:
        issues.passed[j] = True
    else:
        issues.stage[j] = Stage.NONE


@compiled
def _lapse(state: State) -> None:
    """Let issues leave the record and lapse."""
    issues = state.issues
    k, hazard = (
        key(state.seed, _LAPSE, state.week),
        returns_with(state.parameters.surroundings.lapse_half_life),
    )
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.SOLVED:
            _leaves(j, state)
        elif issues.stage[j] != Stage.NONE:
            since = issues.prioritised[j]
            on_record = since != NEVER and state.week - since < KEPT_ON_RECORD
            if not on_record and draw(k, j, 0) < hazard:
                _lapses(j, issues)


@compiled
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


@compiled
def _forget(j: int, state: State) -> None:
    """Nobody asks any more for the issue that stood in a place."""
    streets, s = state.streets, state.issues.street[j]
    for i in range(streets.first[s], streets.first[s + 1]):
        if state.lives.asked[i] == j:
            state.lives.asked[i] = -1


@compiled
def _arises(j: int, s: int, e: int, kinds: np.uint64, state: State) -> None:
    """Write the e-th new issue of a street into its place."""
    issues = state.issues
    _forget(j, state)
    issues.stage[j] = Stage.LATENT
    issues.street[j] = s
    issues.environmental[j] = draw(kinds, s, 3 * e) < state.parameters.surroundings.environmental
    issues.agency[j] = index(draw(kinds, s, 3 * e + 1), 7)
    issues.severity[j] = 0.1 + 0.9 * draw(kinds, s, 3 * e + 2)
    issues.voices[j] = 0
    issues.born[j] = state.week
    issues.voiced[j] = NEVER
    issues.prioritised[j] = NEVER
    issues.acted[j] = NEVER
    issues.closed[j] = NEVER
    issues.passed[j] = False
    state.promises.provider[j] = -1


@compiled
def _arise(state: State) -> None:
    """Let issues arise, as long as there are places."""
    streets = state.streets
    k, kinds = key(state.seed, _ARISE, state.week), key(state.seed, _KIND, state.week)
    for s in range(len(streets.condition)):
        homes = streets.first[s + 1] - streets.first[s]
        for e in range(poisson(draw(k, s, 0), state.rates[Rate.ISSUES] * homes / 1500.0)):
            place = _free_place(s, state.issues, streets)
            if place < 0:
                break
            _arises(place, s, e, kinds, state)


@compiled
def _load(state: State) -> None:
    """Sum what is open on each street; leaves the number of environmental issues in `scratch.streets`."""
    issues, load, wear = state.issues, state.streets.load, state.scratch.streets
    load[:] = 0.0
    wear[:] = 0.0
    for j in range(len(issues.stage)):
        if issues.stage[j] not in (Stage.NONE, Stage.SOLVED) and not issues.passed[j]:
            load[issues.street[j]] += issues.severity[j]
            if issues.environmental[j]:
                wear[issues.street[j]] += 1.0


@compiled
def _efficacy(s: int, state: State) -> float:
    """Collective efficacy of a street."""
    streets, levels = state.streets, state.residents.levels
    cohesion = willing = 0.0
    for i in range(streets.first[s], streets.first[s + 1]):
        cohesion += connected(i, state)
        willing += levels[Level.CONFIDENCE, i] * levels[Level.TRUST_NEIGHBOURS, i]
    homes = streets.first[s + 1] - streets.first[s]
    return cohesion / homes * (willing / homes)


@compiled
def _streets(state: State) -> None:
    """Move the condition and the collective efficacy of streets."""
    streets, wear, p = state.streets, state.scratch.streets, state.parameters.surroundings
    r, rest = returns_with(p.condition_half_life), state.rates[Rate.CONDITION_REST]
    for s in range(len(streets.condition)):
        streets.condition[s] = condition_next(streets.condition[s], r, rest, wear[s], streets.works[s], p)
        streets.works[s] = 0.0
        streets.efficacy[s] = _efficacy(s, state)


@compiled
def _touch(s: int, incidents: int, k: np.uint64, state: State) -> None:
    """Count how many of a street's incidents touch each of its residents."""
    streets, witnessed = state.streets, state.lives.witnessed
    for i in range(streets.first[s], streets.first[s + 1]):
        witnessed[i] = 0
        for e in range(incidents):
            if draw(k, i, e) < state.parameters.surroundings.witnessed:
                witnessed[i] += 1


@compiled
def _incidents(state: State) -> None:
    """Let incidents happen, be witnessed and be talked about."""
    streets, p = state.streets, state.parameters.surroundings
    k, witness = key(state.seed, _INCIDENTS, state.week), key(state.seed, _WITNESS, state.week)
    for s in range(len(streets.condition)):
        homes = streets.first[s + 1] - streets.first[s]
        rate = state.rates[Rate.INCIDENTS]
        mean = incident_mean(rate, homes, streets.condition[s], streets.efficacy[s], p)
        incidents = poisson(draw(k, s, 0), mean)
        streets.incidents[s] = incidents
        state.counts[Count.INCIDENTS] += incidents
        _touch(s, incidents, witness, state)
        for e in range(incidents):
            if draw(k, s, 1 + e) < p.severe:
                add_news(NewsKind.INCIDENT, s, -1, True, state)


@phase
def neighbourhood(state: State) -> None:
    """Let issues lapse and arise, streets age, and incidents happen."""
    _lapse(state)
    _arise(state)
    _load(state)
    _streets(state)
    _incidents(state)
    state.incident_weeks[state.week % len(state.incident_weeks)] = float(total(state.streets.incidents))
