"""What of a plan cannot happen, as far as the file alone can tell: nothing here runs the model."""

from collections.abc import Callable, Sequence

from c2sim.errors import listed
from c2sim.model.interventions.base import LAST_WEEK, Intervention
from c2sim.model.interventions.following import earliest_weeks
from c2sim.model.interventions.schedule import Schedule
from c2sim.scenario.scenario import Scenario

_PARTNERSHIP, _WITHDRAWAL, _FACILITATOR = "partnership", "withdrawal", "facilitator"


def foreseen(scenario: Scenario) -> tuple[str, ...]:
    """What will not happen, or will reach nobody, a sentence for each cause; empty if nothing is certain."""
    weeks = _Weeks(scenario)
    left_out = scenario.beyond_horizon
    rest = [one for one in scenario.interventions if one not in left_out]
    alone = [one for one in rest if one.needs == "people" and not weeks.any_before(one)]
    without = [one for one in rest if one.needs == _PARTNERSHIP and not weeks.any_partnership(one, alone)]
    gone = [one for one in rest if one.professional and weeks.withdrawn(one)]
    told = (
        (left_out, f"not within {scenario.weeks} weeks, so left out"),
        (alone, "will reach nobody, as nothing that could bring residents in happens in an earlier week"),
        (without, "will reach nobody, as no partnership can stand by then"),
        (gone, "will not happen, as the professionals have withdrawn by then"),
    )
    return tuple(f"{why}: {listed([one.id for one in many])}" for many, why in told if many)


class _Weeks:
    """The earliest and the last week in which each intervention of a plan can act."""

    def __init__(self, scenario: Scenario) -> None:
        self._plan: Sequence[Intervention] = scenario.interventions
        planned = Schedule(self._plan, scenario.weeks).planned(scenario.weeks)
        names = [one.id for one in self._plan]
        self._first = dict(zip(names, earliest_weeks(self._plan), strict=True))
        self._last = {
            one.id: max(weeks[-1] if weeks else 0, one.wait_until or 0)
            for one, weeks in zip(self._plan, planned, strict=True)
        }

    def _any(self, holds: Callable[[Intervention], bool]) -> bool:
        return any(holds(other) for other in self._plan)

    def any_before(self, one: Intervention) -> bool:
        """Whether another one can act in an earlier week than this one's last."""
        return self._any(lambda other: other != one and self._first[other.id] < self._last[one.id])

    def any_partnership(self, one: Intervention, never: Sequence[Intervention]) -> bool:
        """Whether a partnership can be constituted by this one's last week."""
        return self._any(
            lambda other: (
                other.kind == _PARTNERSHIP
                and other not in never
                and self._first[other.id] <= self._last[one.id]
            )
        )

    def withdrawn(self, one: Intervention) -> bool:
        """Whether the professionals have surely left before this one, and nobody can call them back."""
        gone = [other.week for other in self._plan if other.kind == _WITHDRAWAL and other.week is not None]
        left = min(gone, default=LAST_WEEK)
        back = self._any(lambda other: other.kind == _FACILITATOR and self._last[other.id] >= left)
        return left < self._first[one.id] and not back
