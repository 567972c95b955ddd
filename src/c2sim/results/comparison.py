"""Scenarios side by side, seed by seed: what each plan changes against the first one, and its harm.

Two scenarios with the same neighbourhood and seed are a matched pair: the same people with the same
luck. So a difference is taken within each seed first, and only then are seeds put together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from c2sim.model.measures.definitions import MEASURES
from c2sim.results.by_who import effects_frame, effects_of, in_full, in_sd, naive_of, spread_record
from c2sim.results.effects import Effect
from c2sim.results.naive import Naive
from c2sim.results.result import Run
from c2sim.results.seed_band import Plain, band
from c2sim.results.summary import summarise
from c2sim.results.who_gains import gains

if TYPE_CHECKING:
    import pandas as pd

BETTER: dict[str, str | None] = {measure.name: measure.better for measure in MEASURES}
"""For each measure the side on which it is better: "up", "down" or None."""


class Pair(NamedTuple):
    """One measure of one plan in its last week, against the first scenario with the same seed."""

    scenario: str
    measure: str
    seed: int
    first: float
    value: float
    difference: float
    worse: bool | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """The runs of several scenarios with the same seeds."""

    runs: dict[str, tuple[Run, ...]]
    """By the name of the scenario, in the order asked for; the first is what others are held against."""

    @property
    def first(self) -> str:
        """Name of the scenario that the others are held against."""
        return next(iter(self.runs))

    @property
    def paired(self) -> "pd.DataFrame":
        """Last week, seed by seed: scenario, measure, seed, first, value, difference, worse.

        `worse` is missing where the measure has no better side or where one of the two is null.
        """
        import pandas as pd  # not at the top: what checks a region makes no frame

        return pd.DataFrame(self._pairs).astype({"worse": "boolean"})

    @property
    def effects(self) -> "pd.DataFrame":
        """Twin effects in SD and naive gaps by who, in week 156 and in the last week.

        One row a scenario (but for the first), week, level and part: scenario, week, level, part, sd, low,
        high, raw, gap, gap_low, gap_high, residents, reason (see `results/effects.py`, `results/naive.py`).
        Empty when runs were not followed up.
        """
        return effects_frame(self.runs[self.first], dict(self._others))

    def to_dict(self) -> dict[str, Any]:
        """The object that ``c2sim compare --json`` prints."""
        effects = self.effects_by_week
        return {
            "scenarios": {name: summarise(runs, bands=True) for name, runs in self.runs.items()},
            "paired": self._paired_bands(),
            "gains": {name: gains(self.runs[self.first], runs) for name, runs in self._others},
            "effects": {name: in_sd(found[max(found)]) for name, found in effects.items() if found},
            "effects_by_week": {
                name: {str(week): in_full(one) for week, one in found.items()}
                for name, found in effects.items()
            },
            "spread": spread_record(self.runs[self.first]),
        }

    @cached_property
    def effects_by_week(self) -> dict[str, dict[int, list[Effect]]]:
        """Twin effects of each scenario but the first, by week."""
        return {name: effects_of(self.runs[self.first], runs) for name, runs in self._others}

    def naive_by_week(self, name: str) -> dict[int, list[Naive]]:
        """What the runs of one scenario alone say by who, by week."""
        return naive_of(self.runs[name])

    @property
    def _others(self) -> list[tuple[str, tuple[Run, ...]]]:
        """Each scenario but the first, with its runs."""
        return [(name, runs) for name, runs in self.runs.items() if name != self.first]

    @cached_property
    def _pairs(self) -> list[Pair]:
        return [
            _pair(name, measure, base, run)
            for name, runs in self._others
            for measure in map(str, runs[0].weekly.columns)
            for base, run in zip(self.runs[self.first], runs, strict=True)
        ]

    def _paired_bands(self) -> dict[str, dict[str, dict[str, Plain]]]:
        result: dict[str, dict[str, dict[str, Plain]]] = {}
        for (name, measure), group in groupby(self._pairs, key=lambda pair: (pair.scenario, pair.measure)):
            pairs = list(group)
            bands: dict[str, Plain] = {**band(pair.difference for pair in pairs)}
            if BETTER[measure] is not None:
                bands["harm"] = _share([pair.worse for pair in pairs if pair.worse is not None])
            result.setdefault(name, {})[measure] = bands
        return result


def _pair(name: str, measure: str, base: Run, run: Run) -> Pair:
    first, value = float(base.weekly[measure].iloc[-1]), float(run.weekly[measure].iloc[-1])
    difference = value - first
    return Pair(name, measure, run.seed, first, value, difference, _worse(difference, BETTER[measure]))


def _worse(difference: float, better: str | None) -> bool | None:
    if better is None or difference != difference:
        return None
    return difference < 0 if better == "up" else difference > 0


def _share(worse: Sequence[bool]) -> Plain:
    return sum(worse) / len(worse) if worse else None
