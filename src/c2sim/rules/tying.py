"""Phase 4, ties: contact makes and feeds ties, disuse fades them; trust in neighbours follows.

Good contact: s' = s + growth (1 - s), or a new tie. Bad contact: s' = s - ratio x growth x s. An unused
week: s' = s (1 - d), where d goes from the decay of a faint tie of that kind to that of a close one as
s goes from 0 to 1; bridging and linking ties fade fastest (Burt 2002, Roy 2022).

Trust in neighbours: t' = t + r (rest - t) + g x good (1 - t) - ratio x g x bad x t - loss x incidents x t.
"""

import math

import numpy as np

from c2sim.compiled import compiled, entry, inlined
from c2sim.parameters import Ties as TieParameters
from c2sim.rules.phase import phase_after
from c2sim.state import (
    BAD,
    BONDING,
    BRIDGING,
    C_BAD,
    C_BOUND,
    C_GOOD,
    C_INCIDENTS,
    C_REST,
    FADED,
    FORMED,
    GOOD,
    LINKING,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    Contacts,
    Floats,
    Ints,
    Lives,
    Residents,
    State,
    Ties,
)

_SPARE = 8  # places that a row keeps free at least


@inlined
def tie_kind(i: int, j: int, people: Residents) -> int:
    """Bonding within a street or group, bridging across, linking to a provider."""
    if j >= len(people.street):
        return LINKING
    same = people.street[i] == people.street[j] or people.group[i] == people.group[j]
    return BONDING if same else BRIDGING


@compiled
def decay(strength: float, kind: int, p: TieParameters) -> float:
    """Share of its strength that a tie loses in an unused week."""
    faint = p.weak_decay if kind == BONDING else p.bridge_decay
    return faint + (p.close_decay - faint) * strength


@compiled
def trust_next(
    trust: float, rest: float, good: float, bad: float, incidents: float, p: TieParameters
) -> tuple[float, float, float, float, float, float]:
    """Trust in neighbours after a week; its change by rest, good and bad contact, incidents, bound."""
    back = (1.0 - math.exp(-math.log(2.0) / p.trust_half_life)) * (rest - trust)
    won = p.trust_gain * good * (1.0 - trust)
    lost = -p.loss_to_gain * p.trust_gain * bad * trust
    shaken = -p.incident_loss * incidents * trust
    free = trust + back + won + lost + shaken
    after = min(1.0, max(0.0, free))
    return after, back, won, lost, shaken, after - free


@compiled
def find(ties: Ties, i: int, other: int) -> int:
    """Place of i's half of a tie, or -1."""
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        if ties.other[place] == other:
            return place
    return -1


@compiled
def add_half(ties: Ties, i: int, other: int, kind: int, strength: float, trust: float) -> bool:
    """Append a half-tie to i's row; False when the row has no room."""
    place = ties.start[i] + ties.size[i]
    if place >= ties.start[i + 1]:
        return False
    ties.other[place] = other
    ties.strength[place] = strength
    ties.trust[place] = trust
    ties.kind[place] = kind
    ties.used[place] = True
    ties.size[i] += 1
    return True


@compiled
def remove_half(ties: Ties, i: int, place: int) -> None:
    """Take a half-tie out of i's row; the last one takes its place."""
    last = ties.start[i] + ties.size[i] - 1
    ties.other[place] = ties.other[last]
    ties.strength[place] = ties.strength[last]
    ties.trust[place] = ties.trust[last]
    ties.kind[place] = ties.kind[last]
    ties.used[place] = ties.used[last]
    ties.size[i] -= 1


@entry
def _needs_room(n: int, ties: Ties, contacts: Contacts, spare: int, new: Ints) -> bool:
    new[:] = spare
    for c in range(contacts.number[0]):
        new[contacts.one[c]] += 1
        if contacts.other[c] < n:
            new[contacts.other[c]] += 1
    short = False
    for i in range(n):
        short |= ties.start[i] + ties.size[i] + new[i] > ties.start[i + 1]
    return short


@compiled
def _copy(old: Ties, new: Ties) -> None:
    for i in range(len(old.size)):
        new.size[i] = old.size[i]
        for k in range(old.size[i]):
            a, b = old.start[i] + k, new.start[i] + k
            new.other[b] = old.other[a]
            new.strength[b] = old.strength[a]
            new.trust[b] = old.trust[a]
            new.kind[b] = old.kind[a]
            new.used[b] = old.used[a]


def empty_ties(rows: np.ndarray) -> Ties:
    """Rows for half-ties, with the given number of places each."""
    start = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(rows, out=start[1:])
    places = int(start[-1])
    return Ties(
        start=start,
        size=np.zeros(len(rows), np.int32),
        other=np.zeros(places, np.int32),
        strength=np.zeros(places),
        trust=np.zeros(places),
        kind=np.zeros(places, np.int8),
        used=np.zeros(places, np.bool_),
    )


def moved_into_new_rows(ties: Ties, new: Ints | int) -> Ties:
    """The same ties in rows with room for so many new ones and some more."""
    rows = empty_ties((ties.size + new + ties.size // 3 + 2 * _SPARE).astype(np.int64))
    _copy(ties, rows)
    return rows


def make_room(state: State) -> None:
    """Rebuild the rows of ties with more spare places when this week's contacts might not fit.

    Where a tie stands decides nothing: the order within a row is kept.
    """
    if _needs_room(state.size, state.ties, state.contacts, _SPARE, state.scratch.rows):
        new = np.bincount(state.contacts.one[: state.contacts.number[0]], minlength=state.size)[: state.size]
        other = state.contacts.other[: state.contacts.number[0]]
        new = new + np.bincount(other[other < state.size], minlength=state.size)[: state.size]
        state.ties = moved_into_new_rows(state.ties, new)


@inlined
def _touch(i: int, other: int, good: bool, people: Residents, ties: Ties, p: TieParameters) -> bool:
    """Grow, hurt or make i's half of a tie; True when it is new."""
    place = find(ties, i, other)
    if place >= 0:
        s = ties.strength[place]
        ties.strength[place] = s + p.growth * (1.0 - s) if good else s - p.loss_to_gain * p.growth * s
        ties.used[place] = True
        return False
    if not good:
        return False
    return add_half(ties, i, other, tie_kind(i, other, people), p.first, people.levels[TRUST_SERVICES, i])


@compiled
def _apply(
    people: Residents,
    ties: Ties,
    contacts: Contacts,
    met: Floats,
    good_p: Floats,
    bad_p: Floats,
    counts: Floats,
    routine: float,
    p: TieParameters,
) -> None:
    n = len(people.street)
    ties.used[:] = False
    for c in range(contacts.number[0]):
        i, other, good = contacts.one[c], contacts.other[c], contacts.good[c]
        if _touch(i, other, good, people, ties, p):
            counts[FORMED + tie_kind(i, other, people)] += 1.0
        if other < n:
            _touch(other, i, good, people, ties, p)
            met[GOOD if good else BAD, i] += 1.0
            met[GOOD if good else BAD, other] += 1.0
        elif good:
            good_p[other - n] += 1.0 if contacts.equal[c] else routine
        else:
            bad_p[other - n] += 1.0 if contacts.equal[c] else routine


@compiled
def _fade(n: int, ties: Ties, counts: Floats, p: TieParameters) -> None:
    for i in range(n):
        place = ties.start[i]
        end = place + ties.size[i]
        while place < end:
            s = ties.strength[place]
            if not ties.used[place]:
                s *= 1.0 - decay(s, ties.kind[place], p)
                ties.strength[place] = s
            if s < p.ends:
                if ties.other[place] > i:
                    counts[FADED + ties.kind[place]] += 1.0
                remove_half(ties, i, place)
                end -= 1
            else:
                place += 1


@inlined
def _trust(
    people: Residents, lives: Lives, met: Floats, offset: float, causes: Floats, p: TieParameters
) -> None:
    levels = people.levels[TRUST_NEIGHBOURS]
    for i in range(len(levels)):
        after, back, won, lost, shaken, bound = trust_next(
            levels[i],
            people.rest[TRUST_NEIGHBOURS, i] + offset,
            met[GOOD, i],
            met[BAD, i],
            float(lives.witnessed[i]),
            p,
        )
        levels[i] = after
        causes[TRUST_NEIGHBOURS, C_REST] += back
        causes[TRUST_NEIGHBOURS, C_GOOD] += won
        causes[TRUST_NEIGHBOURS, C_BAD] += lost
        causes[TRUST_NEIGHBOURS, C_INCIDENTS] += shaken
        causes[TRUST_NEIGHBOURS, C_BOUND] += bound


@phase_after(make_room)
def tying(state: State) -> None:
    """Apply this week's contacts to the ties, fade what was not used, move trust in neighbours."""
    p = state.parameters.ties
    week = state.provider_week
    _apply(
        state.residents,
        state.ties,
        state.contacts,
        state.met,
        week.good,
        week.bad,
        state.counts,
        state.parameters.practice.routine,
        p,
    )
    _fade(state.size, state.ties, state.counts, p)
    _trust(state.residents, state.lives, state.met, float(state.offsets[TRUST_NEIGHBOURS]), state.causes, p)
