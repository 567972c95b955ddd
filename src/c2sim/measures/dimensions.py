"""Changes' five empowerment dimensions as a vector (never averaged); Confident is a plain mean elsewhere.

Inclusive   (Rep x Mix x Gap)^(1/3): active people against the population by group; ties across groups
            against random mixing; equality of trust in services between groups
Organised   mean of membership / 0.3, 1 - Gini of hours, groups that met and reported in 13 weeks
Cooperative mean of groups joined to another / 0.5, joint actions of a year, mutual trust with providers
Influential sqrt(priorities acted on within 26 weeks, by severity, x mean influence)
"""

import math

import numpy as np

from c2sim.compiled import compiled, inlined
from c2sim.state import (
    INFLUENCE,
    LINKING,
    NEVER,
    NONE,
    PROGRAMME,
    RESIDENT_LED,
    SOLVED,
    TRUST_SERVICES,
    Flags,
    Floats,
    Groups,
    Issues,
    Lives,
    Promises,
    Providers,
    Residents,
    State,
    Ties,
)

_ACTIVE_WEEKS = 12
_MET_WEEKS = 13
_YEAR = 52
_IN_TIME = 26
_COUNTS = 0.1


@compiled
def _shares(
    week: int, people: Residents, lives: Lives, everyone: Floats, active: Floats, trust: Floats
) -> None:
    """Add up residents, active residents and trust in services, by group."""
    for i in range(len(people.street)):
        g = people.group[i]
        everyone[g] += 1.0
        trust[g] += people.levels[TRUST_SERVICES, i]
        if week - lives.last_active[i] < _ACTIVE_WEEKS:
            active[g] += 1.0


@compiled
def _representation(everyone: Floats, active: Floats) -> float:
    """1 - half the sum of differences between the shares of groups among the active and all; 0 with none."""
    taking_part, n = active.sum(), everyone.sum()
    if taking_part == 0.0:
        return 0.0
    apart = 0.0
    for g in range(3):
        apart += abs(active[g] / taking_part - everyone[g] / n)
    return 1.0 - 0.5 * apart


@compiled
def _mixing(everyone: Floats, people: Residents, ties: Ties) -> float:
    """Share of local ties across groups against random mixing, at most 1; 0 without ties."""
    across = local = 0.0
    for i in range(len(people.street)):
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            if ties.kind[place] != LINKING and ties.strength[place] >= _COUNTS:
                local += 1.0
                across += 1.0 if people.group[ties.other[place]] != people.group[i] else 0.0
    n = everyone.sum()
    expected = 1.0
    for g in range(3):
        expected -= everyone[g] / n * (everyone[g] / n)
    if expected <= 0.0:
        return 1.0
    return min(1.0, across / local / expected) if local > 0.0 else 0.0


@compiled
def _equality(everyone: Floats, trust: Floats) -> float:
    """1 - the gap in mean trust in services between groups."""
    low, high = 1.0, 0.0
    for g in range(3):
        if everyone[g] > 0.0:
            low = min(low, trust[g] / everyone[g])
            high = max(high, trust[g] / everyone[g])
    return 1.0 - max(0.0, high - low)


def _inclusive(week: int, people: Residents, lives: Lives, ties: Ties) -> float:
    everyone, active, trust = np.zeros(3), np.zeros(3), np.zeros(3)
    _shares(week, people, lives, everyone, active, trust)
    product = _representation(everyone, active) * _mixing(everyone, people, ties) * _equality(everyone, trust)
    return math.pow(max(0.0, product), 1.0 / 3.0)


@compiled
def _membership(lives: Lives, groups: Groups) -> float:
    n = len(lives.hours)
    members = 0.0
    for i in range(n):
        for place in range(3):
            g = lives.member[place, i]
            if g >= 0 and groups.alive[g]:
                members += 1.0
                break
    return members / n


@compiled
def _open_groups(week: int, groups: Groups) -> float:
    alive = reported = 0.0
    for g in range(len(groups.alive)):
        if groups.alive[g]:
            alive += 1.0
            if week - groups.met[g] < _MET_WEEKS and week - groups.reported[g] < _MET_WEEKS:
                reported += 1.0
    return reported / alive if alive > 0.0 else 0.0


@inlined
def _led(g: int, groups: Groups) -> bool:
    """Whether g is a resident-led group that exists."""
    return g >= 0 and groups.alive[g] and groups.kind[g] == RESIDENT_LED


@inlined
def _bridge(i: int, j: int, lives: Lives, groups: Groups, bridged: Flags) -> None:
    """Mark the groups of i and those of j as joined, where they differ."""
    for a in range(3):
        g = lives.member[a, i]
        for b in range(3 if _led(g, groups) else 0):
            h = lives.member[b, j]
            if h != g and _led(h, groups):
                bridged[g] = True
                bridged[h] = True


@compiled
def _joined(people: Residents, lives: Lives, ties: Ties, groups: Groups, bridged: Flags) -> float:
    """Share of resident-led groups with a member who is in, or is tied to a member of, another one."""
    n = len(people.street)
    for i in range(n):
        if lives.member[0, i] < 0 and lives.member[1, i] < 0 and lives.member[2, i] < 0:
            continue
        _bridge(i, i, lives, groups, bridged)
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            if ties.other[place] < n and ties.strength[place] >= _COUNTS:
                _bridge(i, ties.other[place], lives, groups, bridged)
    number = joined = 0.0
    for g in range(len(groups.alive)):
        if _led(g, groups):
            number += 1.0
            joined += 1.0 if bridged[g] else 0.0
    return joined / number if number > 1.0 else 0.0


@compiled
def _joint_actions(week: int, issues: Issues, promises: Promises) -> float:
    solved = joint = 0.0
    for j in range(len(issues.stage)):
        if issues.stage[j] == SOLVED and week - issues.closed[j] < _YEAR:
            solved += 1.0
            joint += 1.0 if promises.provider[j] >= 0 and promises.joint[j] else 0.0
    return joint / solved if solved > 0.0 else 0.0


@compiled
def _mutual_trust(ties: Ties, providers: Providers) -> float:
    n = len(ties.size)
    total = number = 0.0
    for i in range(n):
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            q = ties.other[place] - n
            if q >= 0 and providers.agency[q] != PROGRAMME:
                total += min(ties.trust[place], providers.trust[q])
                number += 1.0
    return total / number if number > 0.0 else 0.0


@compiled
def acted_on(week: int, within: int, issues: Issues) -> tuple[float, float]:
    """Severity of the priorities acted on within some weeks, and of all whose time has come or that were."""
    acted = every = 0.0
    for j in range(len(issues.stage)):
        since = issues.prioritised[j]
        if issues.stage[j] == NONE or since == NEVER:
            continue
        in_time = issues.acted[j] != NEVER and issues.acted[j] - since <= within
        if in_time or week - since >= within:
            every += issues.severity[j]
            acted += issues.severity[j] if in_time else 0.0
    return acted, every


def dimensions(state: State, unequal: float) -> tuple[float, float, float, float]:
    """Inclusive, organised, cooperative and influential; NaN for influential without priorities."""
    people, lives, groups, week = state.residents, state.lives, state.groups, state.week
    shared = 0.0 if math.isnan(unequal) else 1.0 - unequal
    organised = (min(1.0, _membership(lives, groups) / 0.3) + shared + _open_groups(week, groups)) / 3.0
    cooperative = (
        min(1.0, _joined(people, lives, state.ties, groups, np.zeros(len(groups.alive), np.bool_)) / 0.5)
        + _joint_actions(week, state.issues, state.promises)
        + _mutual_trust(state.ties, state.providers)
    ) / 3.0
    acted, every = acted_on(week, _IN_TIME, state.issues)
    influential = math.nan
    if every > 0.0:
        influential = math.sqrt(acted / every * float(people.levels[INFLUENCE].mean()))
    return _inclusive(week, people, lives, state.ties), organised, cooperative, influential
