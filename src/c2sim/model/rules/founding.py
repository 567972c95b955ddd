"""Who founds a group, and who belongs to it; part of phase 12.

    hazard = founding x hope, for someone volunteering or more with enough active ties

A seed grant lets somebody who has been listened to begin while attending only, with one ally less and
`seeded` times the hazard; each such founding uses up one. Community Conversations speaks of small seeds and
of people's passion; sizes are assumptions.
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Activity, Count, GroupKind, Level, Mean, Role
from c2sim.model.parameters import Groups as GroupParameters
from c2sim.model.records import Groups, Lives, Residents, Ties

_FOUND = stream("who founds a group")
_SEEDED = 4.0  # times the hazard of founding with a seed grant


@compiled
def place_for(i: int, g: int, lives: Lives) -> bool:
    """Enter resident i into group g; False if a member already or without a free place."""
    for place in range(3):
        if lives.member[place, i] == g:
            return False
    for place in range(3):
        if lives.member[place, i] < 0:
            lives.member[place, i] = g
            return True
    return False


@compiled
def begin_group(week: int, kind: int, groups: Groups) -> int:
    """A new group's number, or -1 when there is no place for one more."""
    for g in range(len(groups.alive)):
        if not groups.alive[g]:
            groups.alive[g] = True
            groups.kind[g] = kind
            groups.founded[g] = week
            groups.founder[g] = -1
            groups.carried[g] = 1.0
            groups.asked[g] = 1.0
            groups.met[g] = week
            groups.reported[g] = NEVER
            return g
    return -1


@inlined
def found(
    seed: np.uint64,
    week: int,
    people: Residents,
    lives: Lives,
    ties: Ties,
    groups: Groups,
    means: Floats,
    counts: Floats,
    seeds: float,
    p: GroupParameters,
) -> float:
    """Let groups be founded; what is left of the seed grants."""
    k = key(seed, _FOUND, week)
    for i in range(len(people.street)):
        heard = lives.roles[i] & Role.HEARD > 0
        helped = heard and seeds >= 1.0
        if (
            people.activity[i] < (Activity.ATTENDING if helped else Activity.VOLUNTEERING)
            or lives.member[2, i] >= 0
        ):
            continue
        if means[Mean.ACTIVE_TIES, i] < p.allies - (1.0 if helped else 0.0):
            continue
        hope = 0.5 * (people.levels[Level.AGENCY, i] + people.levels[Level.PATHWAYS, i])
        if draw(k, i, 0) >= p.founding * hope * (_SEEDED if helped else 1.0):
            continue
        g = begin_group(week, GroupKind.RESIDENT_LED, groups)
        if g < 0:
            break
        groups.founder[g] = i
        counts[Count.GROUPS_FOUNDED] += 1.0
        counts[Count.LISTENED_PROJECTS] += 1.0 if heard else 0.0
        seeds -= 1.0 if helped else 0.0
        place_for(i, g, lives)
        allies = 0
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            j = ties.other[place]
            if j < len(people.street) and people.activity[j] != Activity.UNINVOLVED and allies < p.allies:
                allies += place_for(j, g, lives)
    return seeds
