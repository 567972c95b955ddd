"""Which runs an experiment has, which of them are one and the same, and in which order they are made.

A run's row is its place in the table: scenario by scenario, point by point, seed by seed. Nothing is kept
for each run, so a million runs take no more room than ten.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from c2sim.experiment import Experiment
from c2sim.experiment.address import place_of
from c2sim.experiment.design import Column, is_missing
from c2sim.sweeping.identity import Beginning, Identity
from c2sim.sweeping.job import Job

type Codes = npt.NDArray[np.int64]


class RunPlan:
    """The runs of an experiment."""

    def __init__(
        self,
        experiment: Experiment,
        model_version: str,
        scenarios: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Plan the runs of an experiment.

        Args:
            experiment: what is run.
            model_version: of the model that makes the runs, or made them.
            scenarios: the scenarios as a manifest has them; by default as they are now.
        """
        self.experiment = experiment
        self.points = experiment.design_points
        self.rows = experiment.runs
        tables = scenarios or [one.model_dump(mode="json") for one in experiment.scenarios]
        self._identity = Identity(tables, model_version)
        self._applying = [
            tuple(name for name in self.points.names if place_of(name, scenario) is not None)
            for scenario in experiment.scenarios
        ]
        self._firsts = [self._first(names) for names in self._applying]

    def split(self, row: int) -> tuple[int, int, int]:
        """Scenario, point and seed of a row, the first two counted from 0."""
        pair, replicate = divmod(row, self.experiment.replicates)
        scenario, point = divmod(pair, len(self.points))
        return scenario, point, replicate + 1

    def job(self, row: int) -> Job:
        """The run of a row."""
        scenario, point, seed = self.split(row)
        values = self.points.at(point, self._applying[scenario])
        return Job(row, self._identity.beginning(scenario, values).run_id(seed), scenario, values, seed)

    def run_ids(self, rows: Codes) -> list[str]:
        """The names of the runs of some rows, all at once: many times as fast as one by one."""
        pairs, replicates = np.divmod(rows, self.experiment.replicates)
        different, places = np.unique(pairs, return_inverse=True)
        beginnings = list(self._beginnings(different))
        seeds = (replicates + 1).tolist()
        return [beginnings[place].run_id(seed) for place, seed in zip(places.tolist(), seeds, strict=True)]

    def _beginnings(self, pairs: Codes) -> Iterator[Beginning]:
        """What names begin from, for each scenario and point of some pairs."""
        scenarios, points = np.divmod(pairs, len(self.points))
        columns = [column[points].tolist() for column in self.points.columns]
        lines = zip(*columns, strict=True) if columns else ((),) * len(pairs)
        for scenario, line in zip(scenarios.tolist(), lines, strict=True):
            applying = self._applying[scenario]
            yield self._identity.beginning(
                scenario,
                {
                    name: value
                    for name, value in zip(self.points.names, line, strict=True)
                    if name in applying and not is_missing(value)
                },
            )

    def made_at(self) -> Codes:
        """For every row the row of the first run that is the same.

        Runs are the same where points differ only in what a scenario does not have.
        """
        points, replicates = len(self.points), self.experiment.replicates
        pairs = np.concatenate([scenario * points + first for scenario, first in enumerate(self._firsts)])
        return (pairs[:, None] * replicates + np.arange(replicates)).ravel()

    @property
    def runs(self) -> int:
        """How many runs differ."""
        return sum(len(np.unique(first)) for first in self._firsts) * self.experiment.replicates

    def order(self) -> Iterator[tuple[int, int]]:
        """Rows to be made, each with the number of its start: one neighbourhood and parameters.

        Those that start alike come one after the other, and of those again the ones with one seed.
        """
        starts, pairs = self._starts(), self._pairs()
        pairs = pairs[np.argsort(starts[pairs], kind="stable")]
        cuts = np.flatnonzero(np.diff(starts[pairs])) + 1
        replicates = self.experiment.replicates
        begin = 0
        for number, end in enumerate((*cuts.tolist(), len(pairs))):
            for replicate in range(replicates):
                for pair in pairs[begin:end].tolist():
                    yield number, pair * replicates + replicate
            begin = end

    def _pairs(self) -> Codes:
        points = len(self.points)
        own = np.arange(points)
        return np.concatenate(
            [scenario * points + own[first == own] for scenario, first in enumerate(self._firsts)]
        )

    def _starts(self) -> Codes:
        """For each scenario and point a number of the state that it starts from."""
        names = [name for name in self.points.names if self._decides_the_start(name)]
        of_points = coded(self._columns(names), len(self.points))
        texts = [
            one.model_dump_json(include={"neighbourhood", "parameters"}) for one in self.experiment.scenarios
        ]
        of_scenarios = [texts.index(text) for text in texts]
        return np.concatenate([number * len(self.points) + of_points for number in of_scenarios])

    def _decides_the_start(self, name: str) -> bool:
        place = place_of(name, self.experiment.scenarios[0])
        return place is not None and place[0] != "interventions"

    def _first(self, names: Sequence[str]) -> Codes:
        """For each point the first one with the same values of these factors."""
        _, first, inverse = np.unique(
            coded(self._columns(names), len(self.points)), return_index=True, return_inverse=True
        )
        return first[inverse].astype(np.int64)

    def _columns(self, names: Sequence[str]) -> list[Column]:
        return [
            column
            for name, column in zip(self.points.names, self.points.columns, strict=True)
            if name in names
        ]


def coded(columns: Sequence[Column], count: int) -> Codes:
    """A number for each line of some columns, the same where all values are the same."""
    codes = np.zeros(count, dtype=np.int64)
    for column in columns:
        values = np.array([repr(one) for one in column]) if column.dtype == object else column
        _, own = np.unique(values, return_inverse=True)
        _, codes = np.unique(codes * (int(own.max()) + 1) + own, return_inverse=True)
    return codes
