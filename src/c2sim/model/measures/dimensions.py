"""Changes' five empowerment dimensions as a vector (never averaged); Confident is a plain mean elsewhere.

Inclusive   (Rep x Mix x Gap)^(1/3): active people against the population by group; ties across groups
            against random mixing; equality of trust in services between groups
Organised   mean of membership / 0.3, 1 - Gini of hours, groups that met and reported in 13 weeks
Cooperative mean of groups joined to another / 0.5, joint actions of a year, mutual trust with providers
Influential sqrt(priorities acted on within 26 weeks, by severity, x mean influence)
"""

import math

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import NEVER, Agency, GroupKind, Level, Stage
from c2sim.model.records import Groups, Issues, Lives, Promises, Providers, Residents, Ties
from c2sim.model.rules.rows import row_of
from c2sim.model.state import State
from c2sim.model.summing import total

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
        trust[g] += people.levels[Level.TRUST_SERVICES, i]
        if week - lives.last_active[i] < _ACTIVE_WEEKS:
            active[g] += 1.0


@compiled
def _representation(everyone: Floats, active: Floats) -> float:
    """1 - half the sum of differences between the shares of groups among the active and all; 0 with none."""
    taking_part, n = total(active), total(everyone)
    if taking_part == 0.0:
        return 0.0
    apart = 0.0
    for g in range(3):
        apart += abs(active[g] / taking_part - everyone[g] / n)
    return 1.0 - 0.5 * apart


@compiled
def _over_ties(people: Residents, ties: Ties, providers: Providers) -> tuple[float, float, float, float]:
    """Local ties across groups and in all; mutual trust on ties with providers and their number."""
    n = np.uint64(len(people.street))
    across = local = number = 0
    trust = 0.0
    for i in range(n):
        group = people.group[i]
        first, last = row_of(i, ties)
        for place in range(first, last):
            j = np.uint64(ties.other[place])
            if j < n:
                counts = int(ties.strength[place] >= _COUNTS)
                local += counts
                across += counts * int(people.group[j] != group)
            else:
                counts = int(providers.agency[j - n] != Agency.PROGRAMME)
                trust += counts * min(ties.trust[place], providers.trust[j - n])
                number += counts
    return float(across), float(local), trust, float(number)


@compiled
def _mixing(everyone: Floats, across: float, local: float) -> float:
    """Share of local ties across groups against random mixing, at most 1; 0 without ties."""
    n = total(everyone)
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


@compiled
def _inclusive(
    week: int, people: Residents, lives: Lives, across: float, local: float, shares: Floats
) -> float:
    shares[:] = 0.0
    everyone, active, trust = shares[0], shares[1], shares[2]
    _shares(week, people, lives, everyone, active, trust)
    mixing = _mixing(everyone, across, local)
    product = _representation(everyone, active) * mixing * _equality(everyone, trust)
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


@compiled
def _led(g: int, groups: Groups) -> bool:
    """Whether g is a resident-led group that exists."""
    return g >= 0 and groups.alive[g] and groups.kind[g] == GroupKind.RESIDENT_LED


@compiled
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
    bridged[:] = False
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
        if issues.stage[j] == Stage.SOLVED and week - issues.closed[j] < _YEAR:
            solved += 1.0
            joint += 1.0 if promises.provider[j] >= 0 and promises.joint[j] else 0.0
    return joint / solved if solved > 0.0 else 0.0


@compiled
def acted_on(week: int, within: int, issues: Issues) -> tuple[float, float]:
    """Severity of the priorities acted on within some weeks, and of all whose time has come or that were."""
    acted = every = 0.0
    for j in range(len(issues.stage)):
        since = issues.prioritised[j]
        if issues.stage[j] == Stage.NONE or since == NEVER:
            continue
        in_time = issues.acted[j] != NEVER and issues.acted[j] - since <= within
        if in_time or week - since >= within:
            every += issues.severity[j]
            acted += issues.severity[j] if in_time else 0.0
    return acted, every


@compiled
def dimensions(state: State, unequal: float, influence: float) -> tuple[float, float, float, float]:
    """Inclusive, organised, cooperative and influential; influence alone for the last without priorities.

    Args:
        state: the neighbourhood.
        unequal: Gini coefficient of hours.
        influence: mean influence.
    """
    people, lives, groups, week = state.residents, state.lives, state.groups, state.week
    scratch = state.scratch
    across, local, trust, number = _over_ties(people, state.ties, state.providers)
    shared = 0.0 if math.isnan(unequal) else 1.0 - unequal
    mutual = trust / number if number > 0.0 else 0.0
    joined = min(1.0, _joined(people, lives, state.ties, groups, scratch.joined) / 0.5)
    acted, every = acted_on(week, _IN_TIME, state.issues)
    inclusive = _inclusive(week, people, lives, across, local, scratch.shares)
    organised = (min(1.0, _membership(lives, groups) / 0.3) + shared + _open_groups(week, groups)) / 3.0
    cooperative = (joined + _joint_actions(week, state.issues, state.promises) + mutual) / 3.0
    influential = math.sqrt(acted / every * influence) if every > 0.0 else influence
    return inclusive, organised, cooperative, influential
