"""What a part must be before a row of it is believed.

Its bytes are those that were written, its columns those of the experiment, it was made with the same
libraries, and each row is there once, is one that the experiment makes, and bears the name of its run.
"""

# pyright: standard

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from c2sim.errors import plain
from c2sim.sweeping.folder.parts import BrokenPartError, opened
from c2sim.sweeping.folder.table import (
    KEYS,
    RUNS,
    STATISTICS,
    libraries_of,
    schema_of_runs,
    schema_of_statistics,
)
from c2sim.sweeping.libraries import as_words

if TYPE_CHECKING:
    from c2sim.sweeping.run_plan import Codes, RunPlan

_KEYS = {RUNS: KEYS, STATISTICS: ("run_id", "row")}


class Check:
    """Reads the parts of one experiment, and refuses all others."""

    def __init__(self, plan: "RunPlan", libraries: Mapping[str, str]) -> None:
        """Take what is planned, and the versions of the libraries that make the runs, or made them."""
        self._plan = plan
        self._libraries = as_words(libraries)
        self._schemas = {
            RUNS: schema_of_runs(plan.experiment, libraries),
            STATISTICS: schema_of_statistics(libraries),
        }

    def table(self, part: Path, columns: Sequence[str] | None = None) -> pa.Table:
        """A part of the folder `runs` or `statistics`, or some of its columns.

        Raises:
            BrokenPartError: when it cannot be believed.
        """
        which = part.parent.name
        with opened(part) as parquet:
            self._refuse_other_kind(part, parquet, self._schemas[which])
            needed = None if columns is None else list(dict.fromkeys((*_KEYS[which], *columns)))
            table = parquet.read(needed)
        self._refuse_other_rows(part, table, which)
        return table if columns is None else table.select(list(columns))

    def _refuse_other_kind(self, part: Path, parquet: pq.ParquetFile, schema: pa.Schema) -> None:
        if not parquet.schema_arrow.equals(schema):
            raise BrokenPartError(part, "a part with other columns")
        libraries = libraries_of(parquet.schema_arrow)
        if libraries != self._libraries:
            found = plain(libraries) or "unknown libraries"
            raise BrokenPartError(part, f"a part made with {found}, not with {self._libraries}")
        if parquet.metadata.num_rows > self._plan.rows:
            raise BrokenPartError(part, "a part with more rows than the experiment has")

    def _refuse_other_rows(self, part: Path, table: pa.Table, which: str) -> None:
        if any(table[name].null_count for name in _KEYS[which]):
            raise BrokenPartError(part, "a part with rows that lack a name")
        rows = table["row"].to_numpy()
        if len(rows) and (rows.min() < 0 or rows.max() >= self._plan.rows):
            raise BrokenPartError(part, "a part with rows that the experiment lacks")
        if len(np.unique(rows)) < len(rows):
            raise BrokenPartError(part, "a part with a row twice")
        own = (self._firsts[rows] == rows).all() and table["run_id"].to_pylist() == self._plan.run_ids(rows)
        if not own:
            raise BrokenPartError(part, "a part with runs of another experiment")
        if which == RUNS:
            self._refuse_other_places(part, table, rows)

    def _refuse_other_places(self, part: Path, table: pa.Table, rows: "Codes") -> None:
        """The columns that repeat what the row says are for other programs, which go by them."""
        pair, replicate = np.divmod(rows, self._plan.experiment.replicates)
        scenario, point = np.divmod(pair, len(self._plan.points))
        names = pa.array([one.name for one in self._plan.experiment.scenarios])
        expected = {
            "seed": pa.array(replicate + 1),
            "point": pa.array(point),
            "scenario": names.take(pa.array(scenario)),
        }
        for name, values in expected.items():
            if not table[name].equals(pa.chunked_array([values])):
                raise BrokenPartError(part, f"a part in which {name} is not that of the row")

    @cached_property
    def _firsts(self) -> "Codes":
        return self._plan.made_at()
