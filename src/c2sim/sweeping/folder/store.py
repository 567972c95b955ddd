"""Where runs are kept while an experiment goes on: in a folder of Parquet parts, or in memory.

Runs are gathered and written as a part when the oldest of them is two seconds old and has waited for a
hundredth of the time since the start: few parts, and a coordinator that dies takes little with it.
"""

# pyright: standard

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa

from c2sim.errors import C2simError
from c2sim.experiment import Experiment
from c2sim.sweeping.folder.doubles import refuse_differing
from c2sim.sweeping.folder.part_check import Check
from c2sim.sweeping.folder.parts import BrokenPartError, parts, remove_drafts, write_part
from c2sim.sweeping.folder.set_aside import set_aside
from c2sim.sweeping.folder.table import (
    FAILURE,
    RUNS,
    STATISTICS,
    schema_of_runs,
    schema_of_statistics,
    table_of_runs,
    table_of_statistics,
)
from c2sim.sweeping.job import Made, Report
from c2sim.sweeping.run_plan import RunPlan

_OLD = 2.0  # seconds
_SHARE = 0.01
_MANY = 10_000  # runs in one part


class Store(Protocol):
    """Takes in what was made."""

    def made(self) -> tuple[bytearray, int]:
        """For every row whether it is here already, and how many of those failed."""
        ...

    def add(self, report: Report) -> None:
        """Take in the runs of a chunk."""
        ...

    def flush(self) -> None:
        """Put everything where it stays."""
        ...


class Memory:
    """Keeps runs in memory."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self._schema = schema_of_runs(experiment)
        self._tables: list[pa.Table] = []

    def made(self) -> tuple[bytearray, int]:
        """Nothing is here at the start."""
        return bytearray(self._experiment.runs), 0

    def add(self, report: Report) -> None:
        """Take in the runs of a chunk."""
        self._tables.append(table_of_runs(report.made, self._experiment, self._schema))

    def flush(self) -> None:
        """Everything is where it stays."""

    def tables(self) -> Iterator[pa.Table]:
        """All runs."""
        yield from self._tables or [self._schema.empty_table()]


class Folder:
    """Keeps runs in a folder: `runs` is the same whoever made them, `statistics` is not."""

    def __init__(
        self, folder: Path, plan: RunPlan, libraries: Mapping[str, str], say: Callable[[str], object]
    ) -> None:
        self._folder = folder
        self._experiment = plan.experiment
        self._check = Check(plan, libraries)
        self._schema = schema_of_runs(plan.experiment, libraries)
        self._schema_of_statistics = schema_of_statistics(libraries)
        self._say = say
        self._waiting: list[tuple[Made, str, int]] = []
        self._began = self._oldest = time.monotonic()
        for name in (RUNS, STATISTICS):
            parts(folder / name)  # refuses what is no folder of our own
            (folder / name).mkdir(exist_ok=True)
            remove_drafts(folder / name)

    def made(self) -> tuple[bytearray, int]:
        """For every row whether it is here already, and how many of those failed; what is wrong is set aside.

        Raises:
            C2simError: when two runs of one name differ, or the folder cannot be read or written to.
        """
        made, failed = bytearray(self._experiment.runs), 0
        seen = np.frombuffer(made, dtype=np.uint8)
        twice: list[int] = []
        wrong: list[BrokenPartError] = []
        for part in parts(self._folder / RUNS):
            try:
                table = self._check.table(part, ["row", FAILURE])
            except BrokenPartError as error:
                wrong.append(error)
                continue
            rows = table["row"].to_numpy()
            new = seen[rows] == 0
            twice += rows[~new].tolist()
            failed += int((table[FAILURE].is_valid().to_numpy() & new).sum())
            seen[rows] = 1
        set_aside(self._folder, [*wrong, *self._wrong_statistics()], self._say)
        if twice:
            refuse_differing((self._check.table(part) for part in parts(self._folder / RUNS)), twice)
        return made, failed

    def _wrong_statistics(self) -> Iterator[BrokenPartError]:
        for part in parts(self._folder / STATISTICS):
            try:
                self._check.table(part, ["row"])
            except BrokenPartError as error:
                yield error

    def add(self, report: Report) -> None:
        """Take in the runs of a chunk, and write a part if it is time."""
        now = time.monotonic()
        if not self._waiting:
            self._oldest = now
        self._waiting += [(one, report.host, report.process) for one in report.made]
        patience = max(_OLD, _SHARE * (now - self._began))
        if now - self._oldest >= patience or len(self._waiting) >= _MANY:
            self.flush()

    def flush(self) -> None:
        """Write what waits as one part.

        Raises:
            C2simError: when the disk is full or the folder cannot be written to; what was written stays.
        """
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}.parquet"
        try:
            made = [one for one, _, _ in waiting]
            statistics = table_of_statistics(waiting, self._schema_of_statistics)
            write_part(statistics, self._folder / STATISTICS / name)
            write_part(table_of_runs(made, self._experiment, self._schema), self._folder / RUNS / name)
        except OSError as error:
            raise unwritten(self._folder, len(waiting), error) from None


def unwritten(folder: Path, runs: int, error: OSError) -> C2simError:
    """The message for runs that could not be written."""
    return C2simError(
        f"{folder}: found that {runs:,} run{'s' * (runs != 1)} could not be written "
        f"({error.strerror or type(error).__name__}), expected room and permission; all written before are "
        "whole, and the same command goes on from there"
    )
