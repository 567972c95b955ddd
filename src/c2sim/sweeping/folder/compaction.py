"""Many parts made one, in the order of the table."""

# pyright: standard

from pathlib import Path

import pyarrow as pa

from c2sim.errors import C2simError
from c2sim.sweeping.folder.doubles import without_duplicates
from c2sim.sweeping.folder.lock import locked
from c2sim.sweeping.folder.parts import parts, write_part
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.table import RUNS, STATISTICS, schema_of_runs


def compact(folder: Path) -> tuple[int, int]:
    """Put the runs of a folder into one part, and their statistics; how many parts there were, and are.

    The new part is whole before an old one goes, so whatever happens nothing is lost.

    Raises:
        C2simError: when the folder is another's, holds no results or such as cannot be believed, or cannot be
            written to.
    """
    kept = Reader(folder)
    try:
        with locked(folder):
            before = kept.parts(RUNS)
            if not before:
                raise C2simError(f"{folder}: found no runs, expected those of a sweep")
            made = without_duplicates(pa.concat_tables(kept.tables(RUNS)).to_pandas()).sort_values("row")
            schema = schema_of_runs(kept.experiment, kept.manifest.libraries)
            statistics = list(kept.tables(STATISTICS))
            if statistics:
                _replace(folder / STATISTICS, pa.concat_tables(statistics).sort_by("row"))
            _replace(folder / RUNS, pa.Table.from_pandas(made, schema, preserve_index=False))
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
    write_part(table, folder / f"{old[-1].stem.rpartition('-')[0]}-whole.parquet")
    for part in old:
        part.unlink()
