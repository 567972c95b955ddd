"""When the interventions of a scenario happened, as its journal has it."""

from dataclasses import dataclass

from c2sim.results.result import Run


@dataclass(frozen=True, slots=True)
class Happening:
    """One intervention and the weeks in which it happened."""

    id: str
    step: int | None
    weeks: tuple[int, ...]


def happenings(run: Run) -> list[Happening]:
    """What happened in a run, in the order of the scenario; nothing if the run kept no journal."""
    weeks: dict[str, list[int]] = {one.id: [] for one in run.scenario.interventions}
    kinds = {one.id: one.kind for one in run.scenario.interventions}
    for entry in run.journal:
        name = entry["who"]
        if entry["event"] == "intervention" and entry["cause"] == kinds[name]:  # else why it did not happen
            weeks[name].append(entry["week"])
    steps = {one.id: one.step for one in run.scenario.interventions}
    return [Happening(name, steps[name], tuple(found)) for name, found in weeks.items() if found]
