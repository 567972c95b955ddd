"""What a neighbourhood looks like, week by week, as bytes that a browser plays without asking again.

Levels are bytes, 0 to 255. A tie is kept as the weeks from which and until which it is there, not as a bit
a week. Layout, little-endian: residents, weeks and ties as uint32; seats as float32 (all x, all y); stress,
hope and whether active as uint8 (one row a week); one end, other end, first week and end of each tie as
uint16; kind of each tie as uint8.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from c2sim.dashboard.runs.tie_spans import TieSpans
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Level
from c2sim.model.state import State

Bytes = npt.NDArray[np.uint8]
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
        self._levels = np.zeros((2, weeks + 1, n))
        self._active = np.zeros((weeks + 1, n), dtype=np.uint8)
        self._ties = TieSpans(n)
        self.look(state)

    def look(self, state: State) -> None:
        """Take the picture of the week that the state is in."""
        week, people = state.week, state.residents
        self._levels[0, week] = people.levels[Level.STRESS]
        self._levels[1, week] = 0.5 * (people.levels[Level.AGENCY] + people.levels[Level.PATHWAYS])
        self._active[week] = people.activity != Activity.UNINVOLVED
        self._ties.look(state)

    def film(self) -> Film:
        """Everything seen so far."""
        stress, hope = _as_bytes(self._levels)
        ties, kinds = self._ties.found()
        return Film(self._seats, stress, hope, self._active, ties, kinds)


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
