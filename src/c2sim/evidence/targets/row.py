"""What a row of the table of targets is: a statement from the literature, and the lines that compute it.

A line gives one number with an interval over seeds. Its accept interval comes from the literature; a line
without one is measured beside and has no verdict. An `input` row is a check of what one number sets.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from c2sim.results.estimate import Kind, Values

if TYPE_CHECKING:
    from c2sim.evidence.targets.trace import Trace

type Use = Literal["input", "fit", "test", "test, seen"]
type Runs = Mapping[str, "Trace"]
"""What was traced of each arm with one seed, by the name of the arm."""
type Accept = tuple[float, float]
"""The closed interval in which a result should fall; an end may be infinite."""

ANY = float("inf")
STATUS_QUO, SEVEN_STEPS = "status_quo", "seven_steps"


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a row.

    Attributes:
        name: what it is, behind the number of the row.
        unit: SD (of residents at week 0), or the unit of what is counted.
        accept: the accept interval, None for what is only measured beside.
        of_seed: what one seed gives, in the form that `kind` asks for (`c2sim.results.estimate`).
        kind: how seeds are put together.
        spread: level whose standard deviation between residents at week 0 divides what seeds give.
        base: the arm in which that standard deviation is taken.
        divides_from: for a ratio, the least divisor (in SD) that counts: where the interval of the divisor
            is not above it, there is nothing to divide.
    """

    name: str
    unit: str
    accept: Accept | None
    of_seed: Callable[[Runs], Values]
    kind: Kind = "mean"
    spread: str | None = None
    base: str = STATUS_QUO
    divides_from: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its number, how far it counts, what it says, where from, and its lines."""

    id: str
    use: Use
    statement: str
    source: str
    arms: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def number(self) -> str:
        """The number without a letter: "29" of "29a"."""
        return self.id.rstrip("abcd")

    def is_called(self, name: str) -> bool:
        """Whether a name means this row: its id, its number, or its use."""
        return name in (self.id, self.number, self.use.partition(",")[0])
