"""Boards: plans that a class put up under the code of its room, without names.

Like the tally of predictions, visitors share these on purpose. They are held to a size, and forgotten when
the server ends.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from c2sim.errors import C2simError

MOST_BOARDS = 200
MOST_ENTRIES = 60

type Ends = tuple[tuple[float, float, float], ...]
"""Low, median and high of each of the five dimensions in the last week, over seeds."""


@dataclass(frozen=True)
class Entry:
    """A plan on a board and what ten seeds of it gave."""

    link: str
    """The plan, as text of a link."""
    hours: float
    """Person-hours, mean over seeds."""
    ends: Ends
    without: Ends
    """The same without a programme."""
    harm: tuple[float, ...]
    """Share of seeds in which each dimension ends worse than without a programme."""
    name: str = ""


class Boards:
    """Entries by code; safe to use from several threads."""

    def __init__(self) -> None:
        self._boards: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        self._lock = Lock()

    def put_up(self, code: str, entry: Entry) -> None:
        """Put a plan up under the next letter; the oldest board is forgotten when there are too many.

        Raises:
            C2simError: when the plan is on the board already, or the board is full.
        """
        with self._lock:
            there = self._boards.get(code, ())
            same = next((one.name for one in there if one.link == entry.link), None)
            if same is not None:
                raise C2simError(f"board: found this plan there already, as {same}; change it first")
            if len(there) >= MOST_ENTRIES:
                raise C2simError(f"board: found {len(there)} plans already, expected at most {MOST_ENTRIES}")
            self._boards[code] = (*there, replace(entry, name=f"Plan {_letters(len(there))}"))
            self._boards.move_to_end(code)
            if len(self._boards) > MOST_BOARDS:
                self._boards.popitem(last=False)

    def entries(self, code: str) -> tuple[Entry, ...]:
        """What is on a board, in the order in which it came."""
        with self._lock:
            return self._boards.get(code, ())


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    rest, letter = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + letter)


boards = Boards()
