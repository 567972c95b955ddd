"""What came of each intervention of a plan: when it happened, reached nobody, and why it did not happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from c2sim.results.seed_band import band


@dataclass(frozen=True, slots=True)
class Happening:
    """One intervention of a plan, and what came of it in a run."""

    id: str
    step: int | None
    planned: int
    """Weeks in which it was to happen; from its first week on, or from its latest if it never began."""
    weeks: tuple[int, ...] = ()
    """Weeks in which it happened and reached somebody, or something."""
    nobody: tuple[int, ...] = ()
    """Weeks in which it was held and there was nobody whom it could reach."""
    reasons: tuple[str, ...] = ()
    """Why it did not happen in the other weeks, each once."""

    @property
    def as_planned(self) -> bool:
        """Whether it happened as often as planned, and reached somebody each time."""
        return not self.nobody and len(self.weeks) >= self.planned > 0


def in_numbers(each: Sequence[Happening], *, bands: bool) -> dict[str, Any]:
    """What came of one intervention, of one run or with medians and bands over several seeds."""
    counted = {
        "planned": [one.planned for one in each],
        "happened": [len(one.weeks) for one in each],
        "reached_nobody": [len(one.nobody) for one in each],
    }
    reasons = list(dict.fromkeys(reason for one in each for reason in one.reasons))
    return {name: band(many) if bands else many[0] for name, many in counted.items()} | {"reasons": reasons}
