"""The columns of the table of runs, in which they are kept and read."""

# pyright: standard

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from c2sim.sweeping.libraries import as_words

if TYPE_CHECKING:
    from c2sim.experiment import Experiment
    from c2sim.sweeping.job import Made

RUNS, STATISTICS = "runs", "statistics"
"""Folders of what is the same whoever made it, and of what is not."""
KEYS = ("run_id", "row", "scenario", "point", "seed")
FAILURE = "failure"
_LIBRARIES = b"c2sim.libraries"


def schema_of_runs(experiment: "Experiment", libraries: Mapping[str, str] | None = None) -> pa.Schema:
    """Columns of a run: what names it, its factors, its outcomes, and why it failed.

    Beside the columns stands with which versions of which libraries runs are made, if that is given.
    """
    points = experiment.design_points
    factors = [
        (name, pa.float64() if column.dtype != object else pa.string())
        for name, column in zip(points.names, points.columns, strict=True)
    ]
    types = (pa.string(), pa.int64(), pa.string(), pa.int64(), pa.int64())
    outcomes = [(one.name, pa.float64()) for one in experiment.kept]
    columns = [*zip(KEYS, types, strict=True), *factors, *outcomes, (FAILURE, pa.string())]
    return pa.schema(columns, metadata=None if libraries is None else _noted(libraries))


def table_of_runs(made: "Sequence[Made]", experiment: "Experiment", schema: pa.Schema) -> pa.Table:
    """Runs as a table; null is what a failed run lacks, and a factor that its scenario lacks."""
    names = [one.name for one in experiment.scenarios]
    points, replicates = len(experiment.design_points), experiment.replicates
    jobs = [one.job for one in made]
    columns: dict[str, list[Any]] = {
        "run_id": [job.run_id for job in jobs],
        "row": [job.row for job in jobs],
        "scenario": [names[job.scenario] for job in jobs],
        "point": [job.row // replicates % points for job in jobs],
        "seed": [job.seed for job in jobs],
        FAILURE: [one.failure for one in made],
    }
    for name in experiment.design_points.names:
        text = pa.types.is_string(schema.field(name).type)
        values = [job.point.get(name) for job in jobs]
        columns[name] = [None if one is None else _text(one) if text else float(one) for one in values]
    for index, outcome in enumerate(experiment.kept):
        columns[outcome.name] = [np.nan if one.values is None else one.values[index] for one in made]
    return pa.table(columns, schema=schema)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


_OF_STATISTICS = pa.schema(
    [
        ("run_id", pa.string()),
        ("row", pa.int64()),
        ("seconds", pa.float64()),
        ("host", pa.string()),
        ("process", pa.int64()),
    ]
)


def schema_of_statistics(libraries: Mapping[str, str]) -> pa.Schema:
    """Columns of the statistics of a run, and beside them with which libraries it was made."""
    return _OF_STATISTICS.with_metadata(_noted(libraries))


def table_of_statistics(made: "Sequence[tuple[Made, str, int]]", schema: pa.Schema) -> pa.Table:
    """How long each run took, and where; it says nothing about the model and differs from time to time."""
    rows = [
        {
            "run_id": one.job.run_id,
            "row": one.job.row,
            "seconds": one.seconds,
            "host": host,
            "process": process,
        }
        for one, host, process in made
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def libraries_of(schema: pa.Schema) -> str:
    """The libraries that stand beside columns, as they are noted there; nothing if none do."""
    noted = (schema.metadata or {}).get(_LIBRARIES, b"")
    return noted.decode("utf-8", "replace")


def _noted(libraries: Mapping[str, str]) -> dict[bytes, bytes]:
    return {_LIBRARIES: as_words(libraries).encode()}
