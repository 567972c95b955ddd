"""Many parts made one, in the order of the table."""

# pyright: standard

from pathlib import Path

import pyarrow as pa

from c2sim.errors import C2simError
from c2sim.sweeping.lock import locked
from c2sim.sweeping.manifest import experiment_of
from c2sim.sweeping.parts import parts, write_part
from c2sim.sweeping.results import without_duplicates
from c2sim.sweeping.store import RUNS, STATISTICS, read_tables
from c2sim.sweeping.table import schema_of_runs


def compact(folder: Path) -> tuple[int, int]:
    """Put the runs of a folder into one part, and their statistics; how many parts there were, and are.

    The new part is whole before an old one goes, so whatever happens nothing is lost.

    Raises:
        C2simError: when the folder is another's, holds no results, or cannot be written to.
    """
    experiment = experiment_of(folder)
    with locked(folder):
        before = parts(folder / RUNS)
        made = without_duplicates(pa.concat_tables(read_tables(folder, RUNS)).to_pandas())
        runs = pa.Table.from_pandas(made.sort_values("row"), schema_of_runs(experiment), preserve_index=False)
        statistics = pa.concat_tables(read_tables(folder, STATISTICS)).sort_by("row")
        try:
            _replace(folder / STATISTICS, statistics)
            _replace(folder / RUNS, runs)
        except OSError as error:
            raise C2simError(
                f"{folder}: found that it cannot be written to ({error.strerror}), expected room and "
                "permission; nothing is lost"
            ) from None
    return len(before), 1


def _replace(folder: Path, table: pa.Table) -> None:
    old = parts(folder)
    if len(old) < 2:
        return
    write_part(table, folder / f"{old[-1].stem}-whole.parquet")
    for part in old:
        part.unlink()
