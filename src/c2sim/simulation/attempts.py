"""What came of each intervention so far, kept week by week, with a journal or without."""

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.schedule import Schedule
from c2sim.results.happenings import Happening


class Attempts:
    """The weeks in which each intervention of a plan happened or reached nobody, and why not in others."""

    def __init__(self, schedule: Schedule) -> None:
        """Start before week 1 of a plan."""
        self._schedule = schedule
        names = [one.id for one in schedule.interventions]
        self._weeks: dict[str, list[int]] = {name: [] for name in names}
        self._nobody: dict[str, list[int]] = {name: [] for name in names}
        self._reasons: dict[str, list[str]] = {name: [] for name in names}
        self._waits = dict.fromkeys(names, 0)

    def acted(self, intervention: Intervention, week: int, reached: int) -> None:
        """Enter that an intervention was held, and how many it reached."""
        (self._weeks if reached else self._nobody)[intervention.id].append(week)

    def waited(self, intervention: Intervention) -> None:
        """Enter that an intervention could reach nobody in a week and is tried again."""
        self._waits[intervention.id] += 1

    def did_not_happen(self, intervention: Intervention, reason: str) -> None:
        """Enter why an intervention did not happen in a week, or will not happen any more."""
        self._reasons[intervention.id].append(reason)

    def happenings(self, week: int) -> tuple[Happening, ...]:
        """What came of each intervention up to a week, in the order of the scenario."""
        planned = self._schedule.planned(week)
        return tuple(
            Happening(
                one.id,
                one.step,
                len(planned[index]),
                tuple(self._weeks[one.id]),
                tuple(self._nobody[one.id]),
                tuple(dict.fromkeys(self._why(index, one.id, week))),
            )
            for index, one in enumerate(self._schedule.interventions)
        )

    def _why(self, index: int, name: str, week: int) -> list[str]:
        waits = self._waits[name]
        tried = [f"it was tried in vain in {waits} week{'s' * (waits > 1)} before"] if waits else []
        return tried + (self._reasons[name] or self._schedule.not_begun(index, week))
