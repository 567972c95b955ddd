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

_ONE = np.uint64(1)
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


@inlined
def row_of(i: int, ties: Ties) -> tuple[np.uint64, np.uint64]:
    """First place of i's row and the place behind its last tie; unsigned, as none is counted from the end."""
    first = np.uint64(ties.start[i])
    return first, first + np.uint64(ties.size[i])


@compiled
def find(ties: Ties, i: int, other: int) -> int:
    """Place of i's half of a tie, or -1."""
    first, last = row_of(i, ties)
    for place in range(first, last):
        if ties.other[place] == other:
            # To numba int() of an unsigned number is unsigned, and beside -1 a float.
            return np.int64(place)  # pyright: ignore[reportReturnType]
    return -1


@compiled
def add_half(ties: Ties, i: int, other: int, kind: int, strength: float, trust: float) -> bool:
    """Append a half-tie to i's row; False when the row has no room."""
    place = ties.start[i] + ties.size[i]
    if place >= ties.end[i]:
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


@inlined
def _copy_row(old: Ties, a: int, new: Ties, b: int, size: int) -> None:
    """Copy a row of half-ties from its first place in the old ties to its first place in the new ones."""
    for k in range(size):
        new.other[b + k] = old.other[a + k]
        new.strength[b + k] = old.strength[a + k]
        new.trust[b + k] = old.trust[a + k]
        new.kind[b + k] = old.kind[a + k]
        new.used[b + k] = old.used[a + k]


@entry
def _row_by_row(state: State, spare: int) -> bool:
    """Move each row that this week's contacts might not fit behind all rows; False if it is too full there.

    Leaves in `scratch.rows` how many places each row has to have free.
    """
    n, ties, contacts, new = state.size, state.ties, state.contacts, state.scratch.rows
    new[:] = spare
    for c in range(contacts.number[0]):
        new[contacts.one[c]] += 1
        if contacts.other[c] < n:
            new[contacts.other[c]] += 1
    for i in range(n):
        size, start = ties.size[i], ties.start[i]
        if start + size + new[i] <= ties.end[i]:
            continue
        moved = ties.free[0]
        end = moved + size + new[i] + size // 3 + spare
        if end > len(ties.other):
            return False
        _copy_row(ties, start, ties, moved, size)
        ties.start[i] = moved
        ties.end[i] = end
        ties.free[0] = end
    return True


@compiled
def _copy(old: Ties, new: Ties) -> None:
    for i in range(len(old.size)):
        new.size[i] = old.size[i]
        _copy_row(old, old.start[i], new, new.start[i], old.size[i])


def empty_ties(rows: np.ndarray) -> Ties:
    """Rows for half-ties, with the given number of places each, and an eighth more behind them."""
    end = np.cumsum(rows, dtype=np.int64)
    places = int(end[-1]) + int(end[-1]) // 8
    return Ties(
        start=end - rows,
        end=end,
        free=end[-1:].copy(),
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
    """Move rows of ties that this week's contacts might not fit: single rows, or all when room has run out.

    Where a row stands decides nothing, and the order within it is kept.
    """
    if not _row_by_row(state.view(), _SPARE):
        state.ties = moved_into_new_rows(state.ties, state.scratch.rows - _SPARE)


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
        place, end = row_of(i, ties)
        while place < end:
            s = ties.strength[place]
            # A factor and not a branch: nothing foretells which ties were used.
            s *= 1.0 - float(int(not ties.used[place])) * decay(s, ties.kind[place], p)
            ties.strength[place] = s
            if s < p.ends:
                if ties.other[place] > i:
                    counts[FADED + ties.kind[place]] += 1.0
                remove_half(ties, i, place)
                end -= _ONE
            else:
                place += _ONE


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
