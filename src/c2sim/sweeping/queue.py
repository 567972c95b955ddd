"""The rows that wait to be sent, and how many of them go together."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

STRETCH = 4
"""A chunk may be so many times its size, if that takes in all that start alike."""


class Waiting:
    """Rows in the order of their starts, and before them those that have to be sent again."""

    def __init__(self, rows: Iterable[tuple[int, int]]) -> None:
        """Take the rows, each with the number of its start."""
        self._rows: Iterator[tuple[int, int]] = iter(rows)
        self._ahead: deque[tuple[int, int]] = deque()
        self._again: deque[int] = deque()

    def again(self, rows: Iterable[int]) -> None:
        """Have rows sent again."""
        self._again.extend(rows)

    def take(self, size: int, *, stretch: bool) -> list[int]:
        """So many rows, or some more if those are the last that start alike: they stay in one worker."""
        if self._again:
            return [self._again.popleft() for _ in range(min(size, len(self._again)))]
        self._look(size * STRETCH if stretch else size)
        taken = [self._ahead.popleft() for _ in range(min(size, len(self._ahead)))]
        if stretch and taken:
            taken += self._alike(taken[-1][0])
        return [row for _, row in taken]

    def _look(self, many: int) -> None:
        self._ahead.extend(islice(self._rows, max(0, many - len(self._ahead))))

    def _alike(self, start: int) -> list[tuple[int, int]]:
        """All in sight that start alike; nothing if they may go on beyond."""
        alike = sum(1 for number, _ in self._ahead if number == start)
        whole = alike < len(self._ahead)
        return [self._ahead.popleft() for _ in range(alike)] if whole else []
