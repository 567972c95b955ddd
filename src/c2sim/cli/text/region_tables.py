"""The runs of a region as compact plain tables: one column or row a neighbourhood."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from c2sim.cli.text.plan_tables import plans_side_by_side
from c2sim.cli.text.tables import banded, reached_by, reached_in, table, together
from c2sim.model.interventions.cost import ROLES
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.model.measures.pathway import STEPS
from c2sim.output.region_folder import summarise_region
from c2sim.region import RegionRun
from c2sim.results.seed_band import BAND

_MEASURES = ("hope", "connectivity", *DIMENSIONS)

type Places = Mapping[str, Any]


def region_text(runs: Sequence[RegionRun], *, bands: bool) -> str:
    """Each neighbourhood at both ends, its pathway and hours, who moved where, what did not happen."""
    found = summarise_region(runs, bands=bands)
    places: Places = found["neighbourhoods"]
    seeds = f"{len(runs)} seeds, median ({BAND[0]}-{BAND[1]} %)" if bands else f"seed {runs[0].seed}"
    blocks = (
        f"{found['region']}: {found['weeks']:,} weeks, {len(places)} neighbourhoods, {seeds}",
        _levels(places, found["weeks"], bands),
        _steps(places, bands),
        _hours(places, bands),
        _moves(found["moves"], len(runs)),
        plans_side_by_side(places),
        "" if bands else _seeds(runs[0]),
    )
    return "\n\n".join(block for block in blocks if block)


def _written(value: Any, bands: bool) -> str:
    return banded(value) if bands else together(value)[0]


def _levels(places: Places, weeks: int, bands: bool) -> str:
    """Measures of each neighbourhood at the start and at the end."""
    rows: list[tuple[str, ...]] = []
    for name, one in places.items():
        for week, end in (("0", "first"), (str(weeks), "last")):
            cells = (_written(one["measures"][measure][end], bands) for measure in _MEASURES)
            rows.append((name, one["scenario"], week, *cells))
    return table(("neighbourhood", "scenario", "week", *_MEASURES), rows, left=(0, 1))


def _steps(places: Places, bands: bool) -> str:
    reached = reached_by if bands else reached_in
    rows = [
        (
            f"{step.number} {step.name}",
            *(reached(one["pathway"][str(step.number)]) for one in places.values()),
        )
        for step in STEPS
    ]
    return table(("pathway step reached", *places), rows, left=range(len(places) + 1))


def _hours(places: Places, bands: bool) -> str:
    rows = [
        (role, *(_written(one["person_hours"][role], bands) for one in places.values())) for role in ROLES
    ]
    return table(("person-hours", *places), rows)


def _moves(moves: Iterable[Mapping[str, Any]], seeds: int) -> str:
    """How many moved from where to where, over all weeks; the mean of several seeds."""
    totals: dict[tuple[str, str], float] = {}
    for one in moves:
        which = (one["from"], one["to"])
        totals[which] = totals.get(which, 0.0) + one["people"] / seeds
    rows = [(origin, to, f"{people:,.0f}") for (origin, to), people in sorted(totals.items())]
    head = ("moved house from", "to", "people" if seeds == 1 else "people, mean of seeds")
    return table(head, rows, left=(0, 1)) if rows else ""


def _seeds(run: RegionRun) -> str:
    """Seeds with which each neighbourhood can be run by itself."""
    rows = [(name, one.scenario.name, str(one.seed)) for name, one in run.runs.items()]
    return table(("to run it alone", "scenario", "seed"), rows, left=(0, 1))
