"""Phase 4: meeting.

Three functions run one after the other: `meeting` fills the list of contacts, `tying` applies it,
`neighbours` takes means. No level and no tie changes while contacts are being made. The list is emptied;
then contacts are made in this order: residents, casework, hub, gatherings, those who take part. Residents
have chances to meet somebody whom they know and, fewer, somebody new: near (of the same street or group),
across (of another street and group), or through a friend.

**Residents**, in order; A = "chances to meet", B = "whom one meets", C = "how a meeting goes":

```text
ready = rate[i] * sociable(strain(i), levels[TRUST_NEIGHBOURS, i], incidents on i's street this week)
known = min(6, count(u(A, i, 0), meeting.known * ready))
for c in 0..known-1:
    other = tied(i, 8 c)
    other = n + q:      contact with q if in_post[q], outcome u(C, i, c), not equal
    other a resident:   contact with other, outcome u(C, i, c)
    none:               nothing
for kind in 0 (near), 1 (across):
    m   = rates[MEET_NEAR] if kind = 0, else rates[MEET_ACROSS]
    new = min(4, count(u(A, i, 1 + kind), m * ready * time_left(size[i])))
    for c in 0..new-1:
        b = 100 + 100 kind + 20 c
        other = -1
        if u(B, i, b) < closure:  other = friends_friend(i, b + 1)
        if other < 0:             other = near(i, b + 9) or across(i, b + 9), by kind
        if other >= 0 and u(B, i, b + 19) < willing(other for i):
            contact with other, outcome u(C, i, b)

closure = odds / (odds + 1.0 - 0.07),  odds = meeting.closure_odds * 0.07
```

where, all with stream B and row i,

```text
tied(i, z):            -1 if i has no ties. For t = 0, 1, 2: place = index(u(z + 2t), size[i]) in i's row;
                       stop if u(z + 2t + 1) < strength at that place. The other end at the last place
                       looked at.
friends_friend(i, z):  j = tied(i, z); -1 if there is none, if j is a provider, or if j has no ties.
                       k = other end at place index(u(z + 7), size[j]) of j's row;
                       -1 if k is a provider or k = i; else k
near(i, z):            if u(z) < 0.5: home index(u(z + 1), homes of the street) of i's street (it may be i).
                       Else for t = 0..5: j = home index(u(z + 2 + t), homes of the ward) of the ward;
                       the first j with group[j] = group[i] (it may be i); -1 if none
across(i, z):          for t = 0..5: j = home index(u(z + t), homes of the ward) of the ward;
                       the first j with another group and another street than i; -1 if none
```

A home of a street is `first[s]` + index, of a ward `ward_first[w]` + index. 0.07 is the share of a ward
that is a friend's friend.

*Evidence:* friends of friends become friends (Kossinets and Watts 2006). How often people meet is an
assumption.
"""

import numpy as np

from c2sim.engine.chance import count, draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Rate
from c2sim.model.rules.contact import readiness, time_left, willing_to_meet, with_provider, with_resident
from c2sim.model.rules.encounters import at_gatherings, at_hub, at_work
from c2sim.model.rules.fellows import among_active
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_CHANCES = stream("chances to meet")
_PARTNER = stream("whom one meets")
_OUTCOME = stream("how a meeting goes")
_TRIES = 6
_FRIENDS_OF_FRIENDS = 0.07  # of a ward, how many people are a friend's friend


@compiled
def _someone_tied(k: np.uint64, i: int, slot: int, state: State) -> int:
    """The other end of a tie of i, stronger ones more often; -1 with none."""
    ties = state.ties
    size = ties.size[i]
    if size == 0:
        return -1
    place = 0
    for t in range(3):
        place = ties.start[i] + index(draw(k, i, slot + 2 * t), size)
        if draw(k, i, slot + 2 * t + 1) < ties.strength[place]:
            break
    return int(ties.other[place])


@compiled
def _home_of_ward(k: np.uint64, i: int, slot: int, state: State) -> int:
    """Any home of i's ward."""
    streets = state.streets
    w = streets.ward[state.residents.street[i]]
    first, homes = streets.ward_first[w], streets.ward_first[w + 1] - streets.ward_first[w]
    return int(first + index(draw(k, i, slot), homes))


@compiled
def _someone_near(k: np.uint64, i: int, slot: int, state: State) -> int:
    """Someone of the same street, or of the same group in the ward."""
    people, first = state.residents, state.streets.first
    if draw(k, i, slot) < 0.5:
        s = people.street[i]
        return int(first[s] + index(draw(k, i, slot + 1), first[s + 1] - first[s]))
    for t in range(_TRIES):
        j = _home_of_ward(k, i, slot + 2 + t, state)
        if people.group[j] == people.group[i]:
            return j
    return -1


@compiled
def _someone_across(k: np.uint64, i: int, slot: int, state: State) -> int:
    """Someone of another group and street in the ward: at the shops, the school gate."""
    people = state.residents
    for t in range(_TRIES):
        j = _home_of_ward(k, i, slot + t, state)
        if people.group[j] != people.group[i] and people.street[j] != people.street[i]:
            return j
    return -1


@compiled
def _friends_friend(k: np.uint64, i: int, slot: int, state: State) -> int:
    """A friend of a friend; -1 with none."""
    n, ties = state.size, state.ties
    j = _someone_tied(k, i, slot, state)
    if j < 0 or j >= n or ties.size[j] == 0:
        return -1
    other = ties.other[ties.start[j] + index(draw(k, i, slot + 7), ties.size[j])]
    return int(other) if other < n and other != i else -1


@compiled
def _someone_new(k: np.uint64, i: int, slot: int, kind: int, closure: float, state: State) -> int:
    """A friend's friend, else someone near (kind 0) or across (kind 1); -1 with none."""
    other = -1
    if draw(k, i, slot) < closure:
        other = _friends_friend(k, i, slot + 1, state)
    if other >= 0:
        return other
    if kind == 0:
        return _someone_near(k, i, slot + 9, state)
    return _someone_across(k, i, slot + 9, state)


@compiled
def _meet_known(i: int, partner: np.uint64, outcome: np.uint64, state: State) -> None:
    n = state.size
    for c in range(state.scratch.chances[0, i]):
        other = _someone_tied(partner, i, 8 * c, state)
        if other >= n:
            if state.providers.in_post[other - n]:
                with_provider(outcome, i, other - n, c, False, state)
        elif other >= 0:
            with_resident(outcome, i, other, c, state)


@compiled
def _meet_new(
    i: int, kind: int, partner: np.uint64, outcome: np.uint64, closure: float, state: State
) -> None:
    for c in range(state.scratch.chances[1 + kind, i]):
        slot = 100 + 100 * kind + 20 * c
        other = _someone_new(partner, i, slot, kind, closure, state)
        if other >= 0 and willing_to_meet(partner, i, other, slot + 19, state):
            with_resident(outcome, i, other, slot, state)


@compiled
def _count_chances(k: np.uint64, near: float, across: float, state: State) -> None:
    """How often each resident could meet somebody known, near and across."""
    people, p, chances = state.residents, state.parameters.meeting, state.scratch.chances
    for i in range(state.size):
        ready = people.rate[i] * readiness(i, state.streets.incidents[people.street[i]], state)
        left = time_left(state.ties.size[i], p)
        chances[0, i] = min(6, count(draw(k, i, 0), p.known * ready))
        chances[1, i] = min(4, count(draw(k, i, 1), near * ready * left))
        chances[2, i] = min(4, count(draw(k, i, 2), across * ready * left))


@compiled
def _take_chances(state: State) -> None:
    """Let each resident meet people known and new."""
    partner, outcome = key(state.seed, _PARTNER, state.week), key(state.seed, _OUTCOME, state.week)
    odds = state.parameters.meeting.closure_odds * _FRIENDS_OF_FRIENDS
    closure = odds / (odds + 1.0 - _FRIENDS_OF_FRIENDS)
    for i in range(state.size):
        _meet_known(i, partner, outcome, state)
        for kind in range(2):
            _meet_new(i, kind, partner, outcome, closure, state)


@phase
def meeting(state: State) -> None:
    """Bring residents and providers together, and record how each contact went."""
    state.contacts.number[0] = 0
    chances = key(state.seed, _CHANCES, state.week)
    _count_chances(chances, state.rates[Rate.MEET_NEAR], state.rates[Rate.MEET_ACROSS], state)
    _take_chances(state)
    at_work(state)
    at_hub(state)
    at_gatherings(state)
    among_active(state)
