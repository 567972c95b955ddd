"""What a pathway can be built of: the interventions of the seven steps, each to be taken or left."""

from collections.abc import Collection
from dataclasses import replace

from c2sim.dashboard.link import to_link
from c2sim.dashboard.plan import Plan, changed, start
from c2sim.dashboard.room.boards import Ends, Entry
from c2sim.dashboard.runs.jobs import Runs
from c2sim.model.interventions.base import Intervention
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.results.comparison import Comparison
from c2sim.results.seed_band import band

BUDGETS = {"small": 800, "medium": 1600, "large": 3200}
"""Person-hours over six years, for the 300 residents of the dashboard."""
NOTHING = "no programme"
MINE = "built"


def pieces() -> dict[int, list[Intervention]]:
    """The interventions to choose from, by pathway step; last, under 0, those of no step."""
    found: dict[int, list[Intervention]] = {}
    for one in start("seven_steps").scenario.interventions:
        found.setdefault(one.step or 0, []).append(one)
    return dict(sorted(found.items(), key=lambda item: item[0] or len(found) + 99))


def built(chosen: Collection[str]) -> Plan:
    """The pathway with the chosen interventions only; what waited for one left out keeps its week."""
    plan = start("seven_steps")
    for one in plan.scenario.interventions:
        if one.id not in chosen:
            plan = plan.without_intervention(one.id)
    return replace(plan, scenario=changed(plan.scenario, name=MINE, summary=""))


def entry(plan: Plan, runs: Runs) -> Entry:
    """What goes on the board: from the runs of the plan and of no programme with the same seeds."""
    found = Comparison({name: runs[name] for name in (NOTHING, MINE)})
    worse = found.paired.groupby("measure")["worse"]
    hours = [sum(run.cost.values()) for run in runs[MINE]]
    return Entry(
        to_link(plan),
        sum(hours) / len(hours),
        _ends(runs, MINE),
        _ends(runs, NOTHING),
        tuple(_share(worse.get_group(one).dropna().tolist()) for one in DIMENSIONS),
    )


def _share(worse: list[bool]) -> float:
    return sum(worse) / len(worse) if worse else 0.0


def _ends(runs: Runs, name: str) -> Ends:
    """A dimension that is null in every seed (nothing was asked for) counts as 0, as in trade-offs."""
    bands = [band(float(run.weekly[one].iloc[-1]) for run in runs[name]) for one in DIMENSIONS]
    return tuple((of["low"] or 0.0, of["median"] or 0.0, of["high"] or 0.0) for of in bands)
