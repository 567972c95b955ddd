"""Rows of half-ties; part of phase 4.

**A row** holds the half-ties of a resident in an order that matters, since partners are drawn by place. A
new half-tie is appended at the end. When one is removed, the last one of the row takes its place. A tie
between residents has two halves that always agree; a linking tie has only the resident's. (Where a row
stands in memory, and how much room it has, decides nothing.)
"""

import numpy as np

from c2sim.engine.compiling import compiled, entry
from c2sim.model.arrays import Ints
from c2sim.model.records import Ties
from c2sim.model.state import State

_SPARE = 8  # places that a row keeps free at least


@compiled
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
    ties.size[i] -= 1


@compiled
def _copy_row(old: Ties, a: int, new: Ties, b: int, size: int) -> None:
    """Copy a row of half-ties from its first place in the old ties to its first place in the new ones."""
    for k in range(size):
        new.other[b + k] = old.other[a + k]
        new.strength[b + k] = old.strength[a + k]
        new.trust[b + k] = old.trust[a + k]
        new.kind[b + k] = old.kind[a + k]


@compiled
def side(other: int, good: bool, named_first: bool) -> int:
    """What a resident keeps of a contact, in one number: with whom, how it went, and who is named first."""
    return 4 * other + 2 * int(good) + int(named_first)


@compiled
def of_side(number: int) -> tuple[int, bool, bool]:
    """With whom a contact was, whether it went well, and whether it names this resident first."""
    return number >> 2, number & 2 != 0, number & 1 != 0


@compiled
def _sort_sides(state: State) -> None:
    """Put the sides of contacts together by resident, those of one resident in the order of the contacts.

    Leaves in `scratch.rows` the place behind each resident's sides.
    """
    n, contacts, last, sides = state.size, state.contacts, state.scratch.rows, state.scratch.sides
    last[:] = 0
    for c in range(contacts.number[0]):
        last[contacts.one[c]] += 1
        if contacts.other[c] < n:
            last[contacts.other[c]] += 1
    place = 0
    for i in range(n):
        number = last[i]
        last[i] = place
        place += number
    for c in range(contacts.number[0]):
        i, j, good = contacts.one[c], contacts.other[c], contacts.good[c]
        sides[last[i]] = side(j, good, True)
        last[i] += 1
        if j < n:
            sides[last[j]] = side(i, good, False)
            last[j] += 1


@entry
def _row_by_row(state: State, spare: int) -> bool:
    """Move each row that the week's contacts might not fit behind all rows; False if it is too full there."""
    n, ties, last = state.size, state.ties, state.scratch.rows
    _sort_sides(state)
    before = 0
    for i in range(n):
        size, start, new = ties.size[i], ties.start[i], last[i] - before + spare
        before = last[i]
        if start + size + new <= ties.end[i]:
            continue
        moved = ties.free[0]
        end = moved + size + new + size // 3 + spare
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
    )


def moved_into_new_rows(ties: Ties, new: Ints | int) -> Ties:
    """The same ties in rows with room for so many new ones and some more."""
    rows = empty_ties((ties.size + new + ties.size // 3 + 2 * _SPARE).astype(np.int64))
    _copy(ties, rows)
    return rows


def prepare_rows(state: State) -> None:
    """Sort this week's contacts by resident, and move rows of ties that they might not fit.

    Single rows are moved, or all when room has run out; the order within a row is kept. What is sorted
    is left in `scratch.sides`, that of resident i up to `scratch.rows[i]`.
    """
    if not _row_by_row(state.view(), _SPARE):
        state.ties = moved_into_new_rows(state.ties, np.diff(state.scratch.rows, prepend=0))
