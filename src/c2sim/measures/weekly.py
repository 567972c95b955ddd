"""One row of the weekly table: the measures, computed from the state."""

import math

import numpy as np

from c2sim.compiled import compiled
from c2sim.measures.dimensions import dimensions
from c2sim.state import (
    BONDING_TIES,
    BRIDGING_TIES,
    FATIGUE,
    LATENT,
    LEVELS,
    LINKING_TIES,
    N_BROKEN,
    N_KEPT,
    PROGRAMME,
    RESIDENT_LED,
    SOLVED,
    UNINVOLVED,
    Floats,
    Groups,
    Issues,
    Lives,
    Providers,
    Residents,
    State,
)

ACTIVE_WEEKS = 12
_RESPONSE_WEEKS = 26
_FULL = 24.0  # local ties that count as fully connected
_TIRED = 0.3


@compiled
def _gini(ordered: Floats) -> float:
    n = len(ordered)
    total = weighted = 0.0
    for k in range(n):
        total += ordered[k]
        weighted += (k + 1) * ordered[k]
    return 2.0 * weighted / (n * total) - (n + 1) / n if total > 0.0 else math.nan


def gini(values: Floats) -> float:
    """Gini coefficient of positive values; NaN without any."""
    return _gini(np.sort(values)) if len(values) else math.nan


@compiled
def _of_residents(week: int, people: Residents, lives: Lives, means: Floats, out: Floats) -> None:
    n = len(people.street)
    for level in range(len(out) - 8):
        total = 0.0
        for i in range(n):
            total += people.levels[level, i]
        out[level] = total / n
    connected = alone = bonding = bridging = linking = active = working = tired = 0.0
    for i in range(n):
        local = means[BONDING_TIES, i] + means[BRIDGING_TIES, i]
        connected += min(1.0, local / _FULL)
        alone += 1.0 if local == 0.0 else 0.0
        bonding += means[BONDING_TIES, i]
        bridging += means[BRIDGING_TIES, i]
        linking += means[LINKING_TIES, i]
        active += 1.0 if week - lives.last_active[i] < ACTIVE_WEEKS else 0.0
        if people.activity[i] != UNINVOLVED:
            working += 1.0
            tired += 1.0 if people.levels[FATIGUE, i] >= _TIRED else 0.0
    k = len(out) - 8
    out[k], out[k + 1], out[k + 2], out[k + 3], out[k + 4] = (
        connected / n,
        alone / n,
        bonding / n,
        bridging / n,
        linking / n,
    )
    out[k + 5] = active / n
    out[k + 6] = working
    out[k + 7] = tired / working if working > 0.0 else math.nan


def _response_time(week: int, issues: Issues) -> float:
    lately = (issues.stage == SOLVED) & (week - issues.closed < _RESPONSE_WEEKS)
    ages = np.sort(issues.closed[lately] - issues.born[lately])
    middle = len(ages) // 2
    if len(ages) == 0:
        return math.nan
    return float(ages[middle]) if len(ages) % 2 else 0.5 * float(ages[middle - 1] + ages[middle])


@compiled
def open_issues(issues: Issues) -> int:
    """Issues neither solved nor lapsed."""
    number = 0
    for j in range(len(issues.stage)):
        if issues.stage[j] >= LATENT and issues.stage[j] != SOLVED and not issues.passed[j]:
            number += 1
    return number


@compiled
def _led_by_residents(groups: Groups) -> int:
    number = 0
    for g in range(len(groups.alive)):
        if groups.alive[g] and groups.kind[g] == RESIDENT_LED:
            number += 1
    return number


@compiled
def _stance(providers: Providers) -> float:
    total = number = 0.0
    for q in range(len(providers.stance)):
        if providers.agency[q] != PROGRAMME and providers.in_post[q]:
            total += providers.stance[q]
            number += 1.0
    return total / number if number > 0.0 else math.nan


def weekly_row(state: State, out: Floats) -> None:
    """Write one row of the weekly table, in the order of `MEASURES`."""
    people, lives = state.residents, state.lives
    found = np.empty(len(LEVELS) + 8)
    _of_residents(state.week, people, lives, state.means, found)
    level = dict(zip(LEVELS, found.tolist(), strict=False))
    connected, alone, bonding, bridging, linking, active, _, tired = found[len(LEVELS) :].tolist()
    unequal = gini(lives.hours[(people.activity != UNINVOLVED) & (lives.hours > 0.0)])
    incidents = float(state.incident_weeks.sum()) / len(state.incident_weeks) / state.size * 5200.0
    streets = state.streets
    row = (
        level["stress"],
        level["wear"],
        0.5 * (level["agency"] + level["pathways"]),
        level["agency"],
        level["pathways"],
        level["confidence"],
        level["influence"],
        level["trust_neighbours"],
        level["trust_services"],
        connected,
        alone,
        bonding,
        bridging,
        linking,
        active,
        unequal,
        1000.0 * _led_by_residents(state.groups) / state.size,
        float(open_issues(state.issues)),
        _response_time(state.week, state.issues),
        state.counts[N_KEPT],
        state.counts[N_BROKEN],
        incidents,
        float(streets.efficacy.mean()),
        tired,
        float(streets.condition.mean()),
        level["fatigue"],
        level["memory"],
        _stance(state.providers),
        0.5 * (level["confidence"] + level["agency"]),
        *dimensions(state, unequal),
    )
    out[:] = row
