"""Which interventions happen in which week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.following import earliest_weeks, followed, in_order

_UNKNOWN = 0  # the week depends on what happens
_NEVER = -1


@dataclass(frozen=True, slots=True)
class Missed:
    """An intervention that will not happen any more: since which week, and why (for the journal)."""

    week: int
    index: int
    intervention: Intervention
    reason: str


class Schedule:
    """Decides week by week, from week 1 on and each week once, which interventions happen.

    - ``week``: in that week.
    - ``after``: ``weeks_later`` after the *first* week of the other one; with 0 in the same week, and
      behind it. It does not happen if the other one does not.
    - ``when``: in the first week up to ``latest_week`` of which the week before satisfied the condition.
    - ``repeat_every``: again after so many weeks, counted from its first, up to and including ``until``.
    - ``wait_until``: again in the next week, up to that one, if it reached nobody (`try_again`). Till then
      it counts as not begun, for those that come after it too.

    The whole state is a few short lists, so a schedule can be pickled and copied with its model.
    """

    def __init__(self, interventions: Sequence[Intervention], weeks: int) -> None:
        """Start before week 1; `weeks` is the horizon, after which nothing happens."""
        self.interventions = tuple(interventions)
        self.weeks = weeks
        self.first_weeks: list[int | None] = [None] * len(self.interventions)
        self.missed: list[Missed] = []
        self._follows = followed(self.interventions)
        self._order = in_order(self.interventions)
        self._next = [_UNKNOWN if one.week is None else one.week for one in self.interventions]
        self._is_missed = [False] * len(self.interventions)
        self._conditions = [one.condition for one in self.interventions]

    def due(
        self, week: int, last_row: Mapping[str, float], steps_reached: Mapping[int, int | None]
    ) -> Iterator[tuple[int, Intervention]]:
        """Give what happens in this week, with positions in the scenario, in the order in which it acts.

        One after the other: what waits (`try_again`) holds up those that come after it in the same week.

        Args:
            week: the week that begins.
            last_row: the measures at the end of the week before.
            steps_reached: for each pathway step the week it was reached, None if it has not been.
        """
        if week > self.weeks:
            return
        for index in self._order:
            at = self._next[index]
            if at == _UNKNOWN and self._starts(index, week, last_row, steps_reached):
                at = week
            if at != week:
                continue
            if self.first_weeks[index] is None:
                self.first_weeks[index] = week
            self._next[index] = self._again(self.interventions[index], week)
            yield index, self.interventions[index]

    def try_again(self, index: int, week: int) -> bool:
        """Have an intervention that could reach nobody come again in the next week, if it waits so long."""
        wait_until = self.interventions[index].wait_until
        if wait_until is None or week >= min(wait_until, self.weeks):
            return False
        if self.first_weeks[index] == week:
            self.first_weeks[index] = None
        self._next[index] = week + 1
        return True

    def never(self, weeks: int | None = None) -> tuple[Intervention, ...]:
        """Those that start after the horizon (or after another number of weeks) and so do not happen."""
        return never(self.interventions, self.weeks if weeks is None else weeks)

    def planned(self, until: int) -> list[range]:
        """For each intervention the weeks up to one in which it is to happen, if nothing stands in its way.

        They begin with its first week; if it has not begun, with the latest in which it can.
        """
        weeks = [range(0)] * len(self.interventions)
        starts = [0] * len(self.interventions)
        for index in self._order:
            one = self.interventions[index]
            starts[index] = self._planned_start(index, starts, until)
            last = starts[index] if one.repeat_every is None else one.until or until
            weeks[index] = range(starts[index], min(until, last) + 1, one.repeat_every or 1)
        return weeks

    def _planned_start(self, index: int, starts: Sequence[int], until: int) -> int:
        one, other, first = self.interventions[index], self._follows[index], self.first_weeks[index]
        if one.week is not None or first is not None:
            return one.week or first or 0
        return min(one.latest_week or until, until) if other is None else starts[other] + one.weeks_later

    def not_begun(self, index: int, week: int) -> list[str]:
        """Why an intervention has not begun by a week; nothing if it has."""
        one, other = self.interventions[index], self._follows[index]
        if self.first_weeks[index] is not None:
            return []
        if self._next[index] == week + 1:
            return [f"it waits until week {one.wait_until}"]
        if one.when is not None:
            return [f'"{one.when}" had not held by week {week}']
        if other is not None and self.first_weeks[other] is None:
            return [f"{one.after} did not happen"]
        return [f"it starts after week {week}"]

    def _again(self, one: Intervention, week: int) -> int:
        """Week in which it happens next after this one, or `_NEVER`."""
        if one.repeat_every is None or (one.until is not None and week + one.repeat_every > one.until):
            return _NEVER
        return week + one.repeat_every

    def _starts(
        self, index: int, week: int, last_row: Mapping[str, float], steps_reached: Mapping[int, int | None]
    ) -> bool:
        one, condition = self.interventions[index], self._conditions[index]
        if condition is not None and one.latest_week is not None:
            if condition.holds(last_row, steps_reached):
                return True
            if week >= one.latest_week:
                self._miss(index, week, f'"{one.when}" had not held by week {one.latest_week}')
            return False
        return self._follows_now(index, week)

    def _follows_now(self, index: int, week: int) -> bool:
        one, other = self.interventions[index], self._follows[index]
        if other is None:
            return False
        if self._is_missed[other]:
            self._miss(index, week, f"{one.after} did not happen")
        first = self.first_weeks[other]
        if first is None:
            return False
        start = first + one.weeks_later
        if one.until is not None and start > one.until:
            self._miss(index, week, f"it would start in week {start}, after its end in week {one.until}")
            return False
        return week == start

    def _miss(self, index: int, week: int, reason: str) -> None:
        self._is_missed[index] = True
        self._next[index] = _NEVER
        self.missed.append(Missed(week, index, self.interventions[index], reason))


def never(interventions: Sequence[Intervention], weeks: int) -> tuple[Intervention, ...]:
    """Those whose earliest possible start is after so many weeks."""
    earliest = earliest_weeks(interventions)
    return tuple(one for one, week in zip(interventions, earliest, strict=True) if week > weeks)
