"""Phase 14, leaving and arriving: by tenure, not by deprivation; leavers take their gains with them.

A home that empties is filled in the same week. The newcomer has levels around the baseline, knows no
news, holds no seat, and brings or makes a tie or so with neighbours of the street. In a region, homes that
empty go first to those who left another of its neighbourhoods for this one (model/rules/movers.py).
Evidence: English Housing Survey 2021-22 (rates by tenure); Bailey and Livingston 2007 (not deprivation).
"""

import numpy as np

from c2sim.engine.chance import draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Activity, Cause, Count, Event, Level, Role
from c2sim.model.parameters import Moving, Parameters
from c2sim.model.parameters import Ties as TieParameters
from c2sim.model.records import Lives, Movers, Residents, Streets, Ties
from c2sim.model.rules.happening import tell
from c2sim.model.rules.movers import close_ranks, depart, goes_to_mover, move_in
from c2sim.model.rules.persons import draw_person
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import add_half, find, remove_half
from c2sim.model.rules.tying import tie_kind
from c2sim.model.state import State

_LEAVES = stream("who leaves")
_PERSON = stream("who arrives")
_KNOWS = stream("whom a newcomer knows")
_TAKES = stream("which empty home a mover takes")


@compiled
def leave_hazard(tenure: int, p: Moving) -> float:
    """Weekly chance that the home changes hands."""
    if tenure == 0:
        return p.owner
    return p.social_rent if tenure == 1 else p.private_rent


@compiled
def cut_ties(i: int, ties: Ties, counts: Floats) -> None:
    """Remove every tie of resident i, at both ends."""
    n = len(ties.size)
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        j = ties.other[place]
        counts[Count.LEFT_BONDING + ties.kind[place]] += 1.0
        if j < n:
            remove_half(ties, j, find(ties, j, i))
    ties.size[i] = 0


@inlined
def _arrive(i: int, people: Residents, lives: Lives) -> None:
    people.activity[i] = 0
    lives.hours[i] = 0.0
    lives.last_active[i] = NEVER
    lives.last_gathering[i] = NEVER
    lives.waiting[i] = NEVER
    lives.roles[i] = 0
    lives.member[:, i] = -1
    lives.known[i] = 0
    lives.fresh[i] = 0


@inlined
def _first_ties(
    k: np.uint64,
    i: int,
    people: Residents,
    ties: Ties,
    streets: Streets,
    mean: float,
    counts: Floats,
    p: TieParameters,
) -> None:
    s = people.street[i]
    for c in range(poisson(draw(k, i, 0), mean * min(1.0, people.rate[i]))):
        j = streets.first[s] + index(draw(k, i, 1 + c), streets.first[s + 1] - streets.first[s])
        if j == i or find(ties, i, j) >= 0:
            continue
        if ties.start[j] + ties.size[j] < ties.end[j] and ties.start[i] + ties.size[i] < ties.end[i]:
            kind = tie_kind(i, j, people)
            add_half(ties, i, j, kind, p.first, people.levels[Level.TRUST_SERVICES, i])
            add_half(ties, j, i, kind, p.first, people.levels[Level.TRUST_SERVICES, j])
            counts[Count.FORMED_BONDING + kind] += 1.0


@inlined
def _leave(i: int, people: Residents, lives: Lives, leavers: Movers, left: Floats, causes: Floats) -> None:
    for level in range(len(people.levels)):
        causes[level, Cause.ARRIVALS_AND_LEAVERS] -= people.levels[level, i]
        if lives.arrived[i] <= 0:
            left[level, i] = people.levels[level, i]
    depart(i, people, leavers)


@inlined
def _vacant(k: np.uint64, people: Residents, p: Moving) -> int:
    vacant = 0
    for i in range(len(people.street)):
        if draw(k, i, 0) < leave_hazard(people.tenure[i], p):
            vacant += 1
    return vacant


@inlined
def _move(
    seed: np.uint64,
    week: int,
    people: Residents,
    lives: Lives,
    leavers: Movers,
    arrivals: Movers,
    ties: Ties,
    streets: Streets,
    left: Floats,
    causes: Floats,
    counts: Floats,
    p: Parameters,
    state: State,
) -> int:
    leaves, knows, person = key(seed, _LEAVES, week), key(seed, _KNOWS, week), key(seed, _PERSON, week)
    takes, housed, waiting = key(seed, _TAKES, week), 0, arrivals.number[0]
    vacant = _vacant(leaves, people, p.moving) if waiting > 0 else 0
    leavers.number[0] = 0
    held_post = -1
    for i in range(len(people.street)):
        if draw(leaves, i, 0) >= leave_hazard(people.tenure[i], p.moving):
            continue
        counts[Count.MOVED] += 1.0
        if lives.roles[i] & Role.CO_ORDINATOR:
            held_post = i
        _leave(i, people, lives, leavers, left, causes)
        lives.arrived[i] = week
        counts[Count.LEFT_ACTIVITY] += 1.0 if people.activity[i] > Activity.UNINVOLVED else 0.0
        cut_ties(i, ties, counts)
        _arrive(i, people, lives)
        if goes_to_mover(takes, i, waiting - housed, vacant):
            move_in(i, housed, arrivals, people)
            housed += 1
        else:
            draw_person(person, i, state)
        vacant -= 1
        for level in range(len(people.levels)):
            causes[level, Cause.ARRIVALS_AND_LEAVERS] += people.levels[level, i]
        _first_ties(knows, i, people, ties, streets, p.moving.newcomer_ties, counts, p.ties)
    if housed > 0:
        close_ranks(housed, arrivals)
    return held_post


@phase
def moving(state: State) -> None:
    """Let residents leave and others arrive in the same homes."""
    left = _move(
        state.seed,
        state.week,
        state.residents,
        state.lives,
        state.leavers,
        state.arrivals,
        state.ties,
        state.streets,
        state.left,
        state.causes,
        state.counts,
        state.parameters,
        state,
    )
    if left >= 0:
        tell(state.happenings, Event.CO_ORDINATOR_LEFT, left, -1)
