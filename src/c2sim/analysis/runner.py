"""Where the runs of an answer are made: one pool of processes, one folder of sweeps, one count of runs."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pandas as pd

from c2sim.experiment import Experiment
from c2sim.scenario import Scenario
from c2sim.sweeping.supervisor import Tally
from c2sim.sweeping.sweep import sweep
from c2sim.sweeping.workers.worker import Observe, observed

type Progress = Callable[[int], object]


class Runner:
    """Makes the sweeps of one answer, each kept in a folder of its own, so that none is made twice."""

    def __init__(
        self,
        folder: Path | None = None,
        executor: Executor | None = None,
        workers: int | None = None,
        progress: Progress | None = None,
        observe: Observe = observed,
    ) -> None:
        """Prepare to make runs.

        Args:
            folder: where they are kept; without one, they are kept in memory.
            executor: who makes them; a process for each core by default.
            workers: how many processes; 0 is this one.
            progress: is told how many runs are done.
            observe: what makes a run; the model by default.
        """
        self._folder, self._executor, self._workers = folder, executor, workers
        self._progress, self._observe = progress, observe
        self._done = 0

    def runs(self, label: str, scenarios: Sequence[Scenario], **more: Any) -> pd.DataFrame:
        """The table of a sweep over scenarios; `more` are further fields of an `Experiment`."""
        experiment = Experiment(name=label, scenarios=tuple(scenarios), **more)
        table = sweep(
            experiment,
            folder=None if self._folder is None else self._folder / label,
            executor=self._executor,
            workers=self._workers,
            observe=self._observe,
            progress=self._tell,
        )
        self._done += experiment.runs
        return table

    def _tell(self, tally: Tally) -> None:
        if self._progress is not None:
            self._progress(self._done + tally.done)
