"""Why a measure moved: its change between two weeks, split by cause, or by what became of ties.

The causes of a level add up to the change of its mean. A measure of ties has no such causes; for it the
ties that formed, faded and left are counted. Against another scenario, differences are taken within each
seed first, and only then are seeds put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from c2sim.errors import C2simError, nearest
from c2sim.model.measures.causes import PARTS, meaning_of
from c2sim.model.measures.definitions import NAMES
from c2sim.results.result import Run
from c2sim.results.seed_band import Band, Plain, band, plain
from c2sim.scenario import Scenario
from c2sim.simulation.run import Progress, Reference, after, matched, refuse_seeds, resolve, simulate

if TYPE_CHECKING:
    import pandas as pd

TIED: dict[str, tuple[str, ...]] = {
    "connectivity": ("bonding", "bridging"),
    "isolated_share": ("bonding", "bridging"),
    "bonding": ("bonding",),
    "bridging": ("bridging",),
    "linking": ("linking",),
}
"""Measures of ties, and the kinds of tie that each counts."""

_SMALL = 0.03
_NOTHING = 0.0005

FATES = {"formed": 1, "faded": -1, "left": -1}
"""What became of ties, and which way it counts; a tie leaves with a resident or provider who does."""


@dataclass(frozen=True, eq=False)
class Reasons:
    """The change of one measure from one week to another and what it is made of."""

    scenario: str
    against: str | None
    """The scenario against which differences were taken, or None."""
    measure: str
    since: int
    week: int
    residents: int
    seeds: tuple[int, ...]
    first: tuple[float, ...]
    """The measure in week `since`, seed by seed."""
    last: tuple[float, ...]
    """The measure in week `week`, seed by seed."""
    change: tuple[float, ...]
    """Last less first; against another scenario less what it was there."""
    parts: "pd.DataFrame"
    """One row a seed and one column a cause (for ties, e.g. "bonding faded"), with the change it brought."""
    notes: tuple[str, ...] = ()
    """What was scaled to the size of the neighbourhood, and where a floor bites."""

    @property
    def of_ties(self) -> bool:
        """Whether the parts are ties formed, faded and left, instead of causes of a level."""
        return self.measure in TIED

    @property
    def names(self) -> list[str]:
        """The parts, from the largest (median over seeds, whatever its sign) to the smallest."""
        return sorted(map(str, self.parts.columns), key=lambda name: -abs(self._median(name)))

    @property
    def main_names(self) -> list[str]:
        """The parts that matter, largest first: at least 3 % of the largest one, and not nothing.

        A part left alone below that is named as well: it takes no more room than "other causes".
        """
        names = self.names
        least = max(_NOTHING, _SMALL * abs(self._median(names[0]))) if names else 0.0
        large = [name for name in names if abs(self._median(name)) >= least]
        return names if len(names) == len(large) + 1 else large

    @property
    def others(self) -> "pd.Series":
        """Sum of the parts that are not among the main ones, seed by seed."""
        main = self.main_names
        return self.parts[[name for name in self.names if name not in main]].sum(axis=1)

    def of(self, name: str) -> Band:
        """Median, 5th and 95th percentile over seeds of one part."""
        return band(self.parts[name])

    def to_dict(self, *, bands: bool) -> dict[str, Any]:
        """The object that ``c2sim why --json`` prints: numbers of one seed, or bands over seeds."""

        def number(values: Iterable[float]) -> Band | Plain:
            several = list(values)
            return band(several) if bands else plain(several[0])

        found: dict[str, Any] = {
            "scenario": self.scenario,
            "against": self.against,
            "measure": self.measure,
            "residents": self.residents,
            "seeds": list(self.seeds),
            "from": self.since,
            "to": self.week,
            "first": number(self.first),
            "last": number(self.last),
            "change": number(self.change),
        }
        if self.of_ties:
            found["ties"] = {
                kind: {fate: number(self.parts[f"{kind} {fate}"]) for fate in FATES}
                for kind in TIED[self.measure]
            }
            return found
        found["causes"] = [
            {
                "cause": name,
                "change": number(self.parts[name]),
                "loop": meaning_of(self.measure, name).loop or None,
                "meaning": meaning_of(self.measure, name).text,
            }
            for name in self.names
        ]
        return found

    def _median(self, name: str) -> float:
        return float(np.median(self.parts[name].to_numpy()))


def why(
    scenario: Reference,
    measure: str = "hope",
    week: int | None = None,
    *,
    since: int = 0,
    seed: int = 1,
    seeds: int | None = None,
    against: Reference | None = None,
    weeks: int | None = None,
    residents: int | None = None,
    progress: Progress | None = None,
) -> Reasons:
    """Say why a measure moved between two weeks of a scenario.

    Args:
        scenario: a bundled name, a path, or a Scenario.
        measure: a measure that has causes (see `PARTS`) or that counts ties (see `TIED`).
        week: the later week; the last one if not given.
        since: the earlier week.
        seed: run with this seed.
        seeds: run with the seeds 1 to `seeds` instead.
        against: a second scenario; differences of it are taken, seed by seed.
        weeks: horizon, instead of the scenario's.
        residents: number of residents, instead of the scenario's.
        progress: called with the number of weeks run so far, over all seeds and scenarios.

    Raises:
        C2simError: for a measure without causes, or weeks that are not in the scenario.
        ScenarioError: when a scenario cannot be used, or the two do not make matched pairs.
    """
    plans = plans_for(scenario, against, weeks, residents)
    refuse_measure(measure)
    last = last_week(plans[0], since, week)
    short = [plan.with_changes(weeks=last) for plan in plans]
    if seeds is not None:
        refuse_seeds(seeds)
    runs: list[Run] = []
    for number in range(1, seeds + 1) if seeds is not None else [seed]:
        for plan in short:
            tell = after(len(runs) * last, progress)
            runs.append(simulate(plan, number, journal=False, progress=tell))
    return reasons_of(runs[:: len(plans)], measure, since, against=runs[1::2] if against is not None else ())


def reasons_of(
    runs: Sequence[Run],
    measure: str,
    since: int = 0,
    week: int | None = None,
    *,
    against: Sequence[Run] = (),
) -> Reasons:
    """Say why a measure moved in runs that have been made: one a seed, and as many to hold against them."""
    refuse_measure(measure)
    plan = runs[0].scenario
    last = last_week(plan, since, week)
    parts = _table(runs, measure, since, last)
    change = [_change(run, measure, since, last) for run in runs]
    if against:
        parts = parts.sub(_table(against, measure, since, last), fill_value=0.0)
        others = [_change(run, measure, since, last) for run in against]
        change = [one - other for one, other in zip(change, others, strict=True)]
    return Reasons(
        scenario=plan.name,
        against=against[0].scenario.name if against else None,
        measure=measure,
        since=since,
        week=last,
        residents=plan.neighbourhood.residents,
        seeds=tuple(run.seed for run in runs),
        first=tuple(float(run.weekly[measure].iloc[since]) for run in runs),
        last=tuple(float(run.weekly[measure].iloc[last]) for run in runs),
        change=tuple(change),
        parts=parts,
        notes=tuple(dict.fromkeys(note for run in (*runs, *against) for note in run.notes)),
    )


def plans_for(
    scenario: Reference, against: Reference | None, weeks: int | None, residents: int | None
) -> list[Scenario]:
    """The scenario, and the one to hold it against, with one horizon and size."""
    if against is None:
        return [resolve(scenario).with_changes(weeks, residents)]
    return matched([scenario, against], weeks, residents)


def refuse_measure(measure: str) -> None:
    """Refuse a measure that nothing can be said about, and say of which something can."""
    if measure in PARTS or measure in TIED:
        return
    if measure not in NAMES:
        raise C2simError(
            f"measure: found {measure[:80]!r}, expected a measure; "
            f"nearest valid name: {nearest(measure, [*PARTS, *TIED])}"
        )
    raise C2simError(
        f"measure: found {measure}, whose changes are not recorded by cause, expected one of "
        f"{', '.join(PARTS)}, or for a count of ties one of {', '.join(TIED)}"
    )


def last_week(plan: Scenario, since: int, week: int | None) -> int:
    """The later week, once it is certain that both are weeks of the scenario and in order."""
    if not 0 <= since < plan.weeks:
        raise C2simError(f"from: found {since}, expected a week from 0 to {plan.weeks - 1:,}")
    last = plan.weeks if week is None else week
    if not since < last <= plan.weeks:
        raise C2simError(f"week: found {last}, expected a week from {since + 1:,} to {plan.weeks:,}")
    return last


def _change(run: Run, measure: str, since: int, week: int) -> float:
    values = run.weekly[measure]
    return float(values.iloc[week]) - float(values.iloc[since])


def _table(runs: Sequence[Run], measure: str, since: int, week: int) -> "pd.DataFrame":
    rows = {run.seed: _parts(run, measure, since, week) for run in runs}
    import pandas as pd  # not at the top: a refusal needs none

    return pd.DataFrame.from_dict(rows, orient="index").fillna(0.0).rename_axis("seed")


def _parts(run: Run, measure: str, since: int, week: int) -> dict[str, float]:
    if measure in TIED:
        counted = run.counts.loc[week] - run.counts.loc[since]
        return {
            f"{kind} {fate}": float(counted[f"{fate}_{kind}"]) for kind in TIED[measure] for fate in FATES
        }
    levels, causes = PARTS[measure], run.causes
    meant = causes[causes.level.isin(levels) & (causes.week > since) & (causes.week <= week)]
    sums: dict[Any, float] = (meant.groupby("cause").change.sum() / len(levels)).to_dict()
    return {str(cause): float(change) for cause, change in sums.items()}
