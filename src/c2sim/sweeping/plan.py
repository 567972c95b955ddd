"""Which runs an experiment has, which of them are one and the same, and in which order they are made.

A run's row is its place in the table: scenario by scenario, point by point, seed by seed. Nothing is kept
for each run, so a million runs take no more room than ten.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from c2sim.experiment import Experiment
from c2sim.experiment.address import place_of
from c2sim.experiment.design import Column
from c2sim.experiment.factor import Value
from c2sim.sweeping.identity import Beginning, Identity

type Codes = npt.NDArray[np.int64]

_KEPT = 20_000  # points of which beginnings are kept: runs of one point seldom stand one after the other


class Job(NamedTuple):
    """One run to be made."""

    row: int
    run_id: str
    scenario: int
    point: dict[str, Value]
    seed: int


class Plan:
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
        self._beginning = lru_cache(_KEPT)(self._begin)
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

    def run_ids(self, rows: Sequence[int]) -> list[str]:
        """The names of the runs of some rows."""
        replicates, beginning = self.experiment.replicates, self._beginning
        return [beginning(row // replicates).run_id(row % replicates + 1) for row in rows]

    def _begin(self, pair: int) -> Beginning:
        scenario, point = divmod(pair, len(self.points))
        return self._identity.beginning(scenario, self.points.at(point, self._applying[scenario]))

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
