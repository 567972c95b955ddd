"""When the interventions of a scenario happened, for figures."""

from dataclasses import dataclass

from c2sim.interventions.following import earliest_weeks
from c2sim.result import Run


@dataclass(frozen=True, slots=True)
class Happening:
    """One intervention and the weeks in which it happened."""

    id: str
    kind: str
    step: int | None
    weeks: tuple[int, ...]


def happenings(run: Run) -> list[Happening]:
    """What happened in a run, in the order of the scenario."""
    plan = run.scenario
    starts = earliest_weeks(plan.interventions)
    result: list[Happening] = []
    for one, start in zip(plan.interventions, starts, strict=True):
        last = min(plan.weeks, one.until or plan.weeks) if one.repeat_every else start
        weeks = tuple(range(start, last + 1, one.repeat_every or 1))
        if start <= plan.weeks:
            result.append(Happening(one.id, one.kind, one.step, weeks or (start,)))
    return result
