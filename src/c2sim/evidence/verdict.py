"""From an effect with its 95 % interval to a verdict.

A part is reproduced if the whole interval lies in the region of its criterion, not reproduced if it lies
wholly outside, and undecided if it covers both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from c2sim.evidence.pattern import Criterion, Part, Pattern
from c2sim.results.estimate import Estimate, Values, estimate

type Verdict = Literal["reproduced", "not reproduced", "undecided"]


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of a pattern gave."""

    part: Part
    estimate: Estimate
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pattern gave: its parts, and the verdict over all of them."""

    pattern: Pattern
    parts: tuple[Found, ...]

    @property
    def deciding(self) -> Found:
        """The first part that is not reproduced, else the first undecided one, else the first."""
        order: tuple[Verdict, ...] = ("not reproduced", "undecided", "reproduced")
        return min(self.parts, key=lambda found: order.index(found.verdict))

    @property
    def verdict(self) -> Verdict:
        """Reproduced if all parts are, not reproduced if one is not."""
        return self.deciding.verdict


def judge(pattern: Pattern, values: Sequence[Sequence[Values]]) -> Outcome:
    """Put seeds together and hold each part against its criterion.

    Args:
        pattern: the pattern.
        values: for each part, in order, what each seed gave.
    """
    parts: list[Found] = []
    for part, of_seeds in zip(pattern.parts, values, strict=True):
        found = estimate(part.kind, of_seeds)
        parts.append(Found(part, found, verdict(found, part.criterion)))
    return Outcome(pattern, tuple(parts))


def verdict(found: Estimate, criterion: Criterion) -> Verdict:
    """Whether an interval lies in the region of a criterion, outside it, or covers both."""
    if criterion.low <= found.low and found.high <= criterion.high:
        return "reproduced"
    if found.high < criterion.low or found.low > criterion.high:
        return "not reproduced"
    return "undecided"
