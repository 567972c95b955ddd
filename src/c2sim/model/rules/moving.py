"""Phase 14: leaving and arriving.

Residents in order: who leaves has `u("who leaves", i, 0)` < `moving.owner`, `moving.social_rent` or
`moving.private_rent`, by tenure. All ties of the home go, at both ends (`counts[LEFT_BONDING + kind]`, once
a tie). The newcomer, who comes in the same week, is drawn as at the start (`rules/persons.py`) with stream
"who arrives", keeps street and tenure, holds no seat and no membership, knows no news, waits for nothing,
has asked for nothing, is uninvolved (`counts[LEFT_ACTIVITY]` if the leaver was not); then makes
poisson(`u("whom a newcomer knows", i, 0)`, `moving.newcomer_ties` x min(1, rate)) ties of strength
`ties.first` and each one's own trust in services with homes index(slot 1 + c) of the street, c from 0,
where that is someone else and not tied yet, and both rows have room (`counts[FORMED_BONDING + kind]`). The
difference of levels between leaver and newcomer is the cause *arrivals and leavers*.

In a region some of the homes that empty go to people who have left another neighbourhood of it
(`rules/movers.py`).

*Evidence:* moving goes by tenure (English Housing Survey 2021-22), not by deprivation (Bailey and
Livingston 2007).
"""

import numpy as np

from c2sim.engine.chance import draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Activity, Cause, Count, Event, Level, Role, Tenure
from c2sim.model.parameters import Moving
from c2sim.model.records import Ties
from c2sim.model.rules.journal_events import tell_journal
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
    if tenure == Tenure.OWNER:
        return p.owner
    return p.social_rent if tenure == Tenure.SOCIAL_RENT else p.private_rent


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


@compiled
def _has_room(i: int, ties: Ties) -> bool:
    return ties.start[i] + ties.size[i] < ties.end[i]


@compiled
def _tie(i: int, j: int, state: State) -> None:
    """Tie newcomer i to resident j, if both rows have room."""
    ties, people, first = state.ties, state.residents, state.parameters.ties.first
    if _has_room(j, ties) and _has_room(i, ties):
        kind = tie_kind(i, j, people)
        add_half(ties, i, j, kind, first, people.levels[Level.TRUST_SERVICES, i])
        add_half(ties, j, i, kind, first, people.levels[Level.TRUST_SERVICES, j])
        state.counts[Count.FORMED_BONDING + kind] += 1.0


@compiled
def _first_ties(i: int, state: State) -> None:
    """Let newcomer i meet some of the street."""
    k, first = key(state.seed, _KNOWS, state.week), state.streets.first
    s, mean = state.residents.street[i], state.parameters.moving.newcomer_ties
    for c in range(poisson(draw(k, i, 0), mean * min(1.0, state.residents.rate[i]))):
        j = first[s] + index(draw(k, i, 1 + c), first[s + 1] - first[s])
        if j != i and find(state.ties, i, j) < 0:
            _tie(i, j, state)


@compiled
def _leave(i: int, state: State) -> None:
    """Put on record that resident i leaves, and take away what does not stay with the home."""
    people, lives, counts = state.residents, state.lives, state.counts
    counts[Count.MOVED] += 1.0
    counts[Count.LEFT_ACTIVITY] += 1.0 if people.activity[i] > Activity.UNINVOLVED else 0.0
    if lives.roles[i] & Role.CO_ORDINATOR:
        tell_journal(state.happenings, Event.CO_ORDINATOR_LEFT, i, -1)
    for level in range(len(people.levels)):
        state.causes[level, Cause.ARRIVALS_AND_LEAVERS] -= people.levels[level, i]
        if lives.arrived[i] <= 0:
            state.left[level, i] = people.levels[level, i]
    depart(i, state)
    cut_ties(i, state.ties, counts)


@compiled
def _arrive(i: int, state: State) -> None:
    """Let somebody arrive in home i, who does, holds and knows nothing here."""
    lives = state.lives
    state.residents.activity[i] = Activity.UNINVOLVED
    lives.arrived[i] = state.week
    lives.hours[i] = 0.0
    lives.last_active[i] = NEVER
    lives.last_gathering[i] = NEVER
    lives.waiting[i] = NEVER
    lives.asked[i] = -1
    lives.answered[i] = 0.0
    lives.welcome[i] = 0.0
    lives.warmth[i] = 0.0
    lives.served[i] = NEVER
    lives.roles[i] = 0
    lives.member[:, i] = -1
    lives.known[i] = 0
    lives.fresh[i] = 0


@compiled
def _settle(i: int, state: State) -> None:
    """Count what a newcomer brings under its cause, and let them meet some of the street."""
    levels = state.residents.levels
    for level in range(len(levels)):
        state.causes[level, Cause.ARRIVALS_AND_LEAVERS] += levels[level, i]
    _first_ties(i, state)


@compiled
def _draw_newcomer(i: int, state: State) -> None:
    draw_person(key(state.seed, _PERSON, state.week), i, state)


@compiled
def _vacant(k: np.uint64, state: State) -> int:
    """How many homes empty this week."""
    vacant = 0
    for i in range(state.size):
        vacant += draw(k, i, 0) < leave_hazard(state.residents.tenure[i], state.parameters.moving)
    return vacant


@phase
def moving(state: State) -> None:
    """Let residents leave and others arrive in the same homes."""
    leaves, takes = key(state.seed, _LEAVES, state.week), key(state.seed, _TAKES, state.week)
    tenure, housed, waiting = state.residents.tenure, 0, state.arrivals.number[0]
    vacant = _vacant(leaves, state) if waiting > 0 else 0
    state.leavers.number[0] = 0
    for i in range(state.size):
        if draw(leaves, i, 0) >= leave_hazard(tenure[i], state.parameters.moving):
            continue
        _leave(i, state)
        _arrive(i, state)
        if goes_to_mover(takes, i, waiting - housed, vacant):
            move_in(i, housed, state)
            housed += 1
        else:
            _draw_newcomer(i, state)
        vacant -= 1
        _settle(i, state)
    if housed > 0:
        close_ranks(housed, state.arrivals)
