"""From which week until which each tie of a film is there."""

import numpy as np
import numpy.typing as npt

from c2sim.engine.compiling import entry
from c2sim.model.arrays import Floats, Ints, Small, Tiny
from c2sim.model.codes import TieKind
from c2sim.model.state import State

_COUNTS = 0.1
"""A tie counts from this strength on, as in the measures."""
_NEVER = -2
_ROOM = 4096


class TieSpans:
    """Looks at the ties between residents week by week, and gives the spans of weeks without a gap."""

    def __init__(self, size: int) -> None:
        """Before the first week of `size` residents."""
        self._seen: npt.NDArray[np.int16] = np.full((size, size), _NEVER, dtype=np.int16)
        self._since = np.zeros((size, size), dtype=np.int16)
        self._kinds = np.zeros((size, size), dtype=np.int8)
        self._ended = np.zeros((_ROOM, 5), dtype=np.uint16)
        self._count = 0

    def look(self, state: State) -> None:
        """Take down the week that the state is in, the one after the last that was looked at."""
        ties, size = state.ties, state.size
        self.note(state.week, ties.start[:size], ties.size[:size], ties.other, ties.strength, ties.kind)

    def note(self, week: int, start: Ints, size: Small, other: Small, strength: Floats, kind: Tiny) -> None:
        """Take down a week of half-ties in rows (state.Ties)."""
        while len(self._ended) - self._count < len(other):
            self._ended = np.concatenate((self._ended, np.zeros_like(self._ended)))
        self._count = _note(
            week,
            start,
            size,
            other,
            strength,
            kind,
            self._seen,
            self._since,
            self._kinds,
            self._ended,
            self._count,
        )

    def found(self) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint8]]:
        """Rows of one end, other end, first week and the week after the last; and the kind of each.

        In the order of first weeks; the kind is that of the last week.
        """
        one, other = np.nonzero(self._seen != _NEVER)
        last = self._seen[one, other] + 1
        open_still = np.stack((one, other, self._since[one, other], last, self._kinds[one, other]))
        spans = np.concatenate((self._ended[: self._count].T, open_still.astype(np.uint16)), axis=1)
        spans = spans[:, np.lexsort((spans[1], spans[0], spans[2]))]
        return spans[:4], spans[4].astype(np.uint8)


@entry
def _note(
    week: int,
    start: Ints,
    size: Small,
    other: Small,
    strength: Floats,
    kind: Tiny,
    seen: npt.NDArray[np.int16],
    since: npt.NDArray[np.int16],
    kinds: Tiny,
    ended: npt.NDArray[np.uint16],
    count: int,
) -> int:
    """A tie that was there last week goes on; one that was there before that has ended, and begins anew."""
    for one in range(len(start)):
        for place in range(start[one], start[one] + size[one]):
            end = other[place]
            if kind[place] == TieKind.LINKING or strength[place] < _COUNTS or end <= one:
                continue
            if seen[one, end] != week - 1:
                if seen[one, end] != _NEVER:
                    ended[count, 0] = one
                    ended[count, 1] = end
                    ended[count, 2] = since[one, end]
                    ended[count, 3] = seen[one, end] + 1
                    ended[count, 4] = kinds[one, end]
                    count += 1
                since[one, end] = week
            seen[one, end] = week
            kinds[one, end] = kind[place]
    return count
