"""What a neighbourhood looks like, week by week, as bytes that a browser plays without asking again.

Levels are bytes, 0 to 255. A tie is kept as the weeks from which and until which it is there, not as a bit
a week. Layout, little-endian: residents, weeks and ties as uint32; seats as float32 (all x, all y); stress,
hope and whether active as uint8 (one row a week); one end, other end, first week and end of each tie as
uint16; kind of each tie as uint8.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from c2sim.state import AGENCY, LINKING, PATHWAYS, STRESS, UNINVOLVED, Floats, State

Bytes = npt.NDArray[np.uint8]
_COUNTS = 0.1
"""A tie counts from this strength on, as in the measures."""
_RING = 0.36
"""Radius of the ring of homes that stands for a street, in widths of its cell."""


@dataclass(frozen=True, eq=False)
class Film:
    """Seats, levels and ties of one run."""

    seats: Floats
    stress: Bytes
    hope: Bytes
    active: Bytes
    ties: npt.NDArray[np.uint16]
    """Rows: one end, other end, first week, and the week from which it is no longer there."""
    kinds: Bytes

    def to_bytes(self) -> bytes:
        """All of it in one blob."""
        weeks, residents = self.stress.shape
        head = np.array([residents, weeks - 1, len(self.kinds)], dtype="<u4")
        return b"".join(
            (
                head.tobytes(),
                self.seats.astype("<f4").tobytes(),
                self.stress.tobytes(),
                self.hope.tobytes(),
                self.active.tobytes(),
                self.ties.astype("<u2").tobytes(),
                self.kinds.tobytes(),
            )
        )


class Camera:
    """Looks at a model's state every week, and gives the film at the end."""

    def __init__(self, state: State, weeks: int) -> None:
        """Take the first picture."""
        n = state.size
        self._seats = seats(state)
        self._levels = np.zeros((3, weeks + 1, n), dtype=np.uint8)
        self._keys = np.zeros(0, dtype=np.int64)
        self._seen = np.full(n * n, -2, dtype=np.int32)
        self._since = np.zeros(n * n, dtype=np.int32)
        self._kind = np.zeros(n * n, dtype=np.uint8)
        self._ended: list[npt.NDArray[np.int64]] = []
        self._weeks = weeks
        self.look(state)

    def look(self, state: State) -> None:
        """Take the picture of the week that the state is in."""
        week, people = state.week, state.residents
        hope = 0.5 * (people.levels[AGENCY] + people.levels[PATHWAYS])
        self._levels[0, week] = _as_bytes(people.levels[STRESS])
        self._levels[1, week] = _as_bytes(hope)
        self._levels[2, week] = people.activity != UNINVOLVED
        self._ties(state)

    def film(self) -> Film:
        """Everything seen so far."""
        self._end(self._keys, self._weeks + 1)
        rows = np.concatenate(self._ended, axis=1)
        rows = rows[:, np.argsort(rows[2], kind="stable")]
        stress, hope, active = self._levels
        return Film(self._seats, stress, hope, active, rows[:4].astype(np.uint16), rows[4].astype(np.uint8))

    def _ties(self, state: State) -> None:
        n, ties = state.size, state.ties
        sizes = ties.size[:n].astype(np.int64)
        one = np.repeat(np.arange(n), sizes)
        first = np.repeat(ties.start[:n] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        place = first + np.arange(len(one))
        other = ties.other[place].astype(np.int64)
        counts = (ties.kind[place] != LINKING) & (ties.strength[place] >= _COUNTS) & (one < other)
        key = one[counts] * n + other[counts]
        self._since[key[self._seen[key] != state.week - 1]] = state.week
        self._seen[key] = state.week
        self._end(self._keys[self._seen[self._keys] != state.week], state.week)
        self._kind[key] = ties.kind[place][counts]
        self._keys = key

    def _end(self, keys: npt.NDArray[np.int64], week: int) -> None:
        n = self._seats.shape[1]
        until = np.full(len(keys), week)
        self._ended.append(np.stack((keys // n, keys % n, self._since[keys], until, self._kind[keys])))


def seats(state: State) -> Floats:
    """A fixed place in the unit square for each home: each street is a ring of homes."""
    streets = state.streets
    columns, rows = len(np.unique(streets.x)), len(np.unique(streets.y))
    home = np.arange(state.size)
    street = state.residents.street
    first = streets.first[street]
    turn = 2.0 * np.pi * (home - first) / (streets.first[street + 1] - first) - 0.5 * np.pi
    column = np.searchsorted(np.unique(streets.x), streets.x[street])
    row = np.searchsorted(np.unique(streets.y), streets.y[street])
    return np.stack(
        (
            (column + 0.5 + _RING * np.cos(turn)) / columns,
            (row + 0.5 + _RING * np.sin(turn)) / rows,
        )
    )


def _as_bytes(levels: Floats) -> Bytes:
    return np.rint(255.0 * np.clip(levels, 0.0, 1.0)).astype(np.uint8)
