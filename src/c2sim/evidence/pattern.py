"""What a pattern is: a statement from the literature, and the experiment that tests it.

A pattern has one or more parts. A part measures one effect, and its criterion is the closed interval in
which the effect counts as reproduced. The criterion is written from the evidence, before the experiment is
run, and never from what the model gives. `use` says how far a pattern counts: an `input` is built into the
model, so the experiment checks that it is there; a `fit` pattern may have guided the defaults; only a
`test` pattern is a prediction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from c2sim.evidence.observation import Observation
from c2sim.results.estimate import Kind, Values

type Use = Literal["input", "fit", "test"]
type Seen = Mapping[str, Observation]
"""What was seen in each arm with one seed, by the name of the arm."""

INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Criterion:
    """The closed interval in which an effect counts as reproduced, and why it lies there."""

    low: float
    high: float
    because: str

    def text(self) -> str:
        """The interval in words."""
        if self.low == -INFINITE:
            return f"at most {self.high:g}"
        if self.high == INFINITE:
            return f"at least {self.low:g}"
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Part:
    """One effect: what is measured in which arms, what one seed gives, and when it counts as reproduced.

    What one seed gives depends on how seeds are put together (`c2sim.results.estimate`): one number for a
    mean, one for each comparison for the least of several, 0 or 1 for a share of seeds, numerator and
    denominator for a ratio of means, for a lag one weekly series and then the one that may follow it, and
    for a peak of the spread and what it divides one number for each dose, from the lowest to the highest.
    NaN means that the seed has nothing to say.
    """

    effect: str
    unit: str
    arms: tuple[str, ...]
    of_seed: Callable[[Seen], Values]
    criterion: Criterion
    kind: Kind = "mean"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the evidence, and how it is put to the test."""

    id: str
    use: Use
    statement: str
    source: str
    parts: tuple[Part, ...]
    comment: tuple[str, ...] = ()
    """Where it is not reproduced: what was tried and what it means, in three lines; empty until known."""

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the arms that its parts need, each once."""
        return tuple(dict.fromkeys(arm for part in self.parts for arm in part.arms))


def above(number: float, because: str) -> Criterion:
    """An effect of this number or more."""
    return Criterion(number, INFINITE, because)


def below(number: float, because: str) -> Criterion:
    """An effect of this number or less."""
    return Criterion(-INFINITE, number, because)
