"""What a folder of runs holds, and the one writer of such folders, of a place or of a region."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from c2sim.files.folder import MANIFEST, fill, refuse_unusable
from c2sim.files.spreadsheet import csv_of_table

if TYPE_CHECKING:
    import pandas as pd


class SeededRun(Protocol):
    """A run of a place or of a region, with tables by name."""

    @property
    def seed(self) -> int:
        """Seed of the run."""
        ...

    @property
    def journal(self) -> Iterable[dict[str, Any]]:
        """What happened, event by event."""
        ...


class Contents(NamedTuple):
    """All that is written of some runs."""

    tables: "Mapping[str, pd.DataFrame]"
    """For spreadsheets, by the name of the file without its ending."""
    columns: "Mapping[str, pd.DataFrame]"
    """For programs (Parquet), likewise."""
    journal: Iterable[Mapping[str, Any]]
    dictionary: Sequence[Mapping[str, str]]
    """What each column means; the last row has all keys."""
    figure: Callable[[Path], object]
    """Draws the figure into a file."""
    manifest: Mapping[str, Any]


JOURNAL, DICTIONARY, FIGURE = "journal.jsonl", "data_dictionary.csv", "figure.png"


def files_of(tables: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """Names of all files of a folder with these tables."""
    named = (*(f"{name}.csv" for name in tables), *(f"{name}.parquet" for name in columns))
    return (*named, JOURNAL, DICTIONARY, FIGURE, MANIFEST)


def stacked(runs: Sequence[SeededRun], name: str) -> "pd.DataFrame":
    """A table of all runs one below the other: seed, the week if it has one, then its columns."""
    import pandas as pd  # not at the top: a refusal needs none

    parts: list[pd.DataFrame] = []
    for run in runs:
        frame: pd.DataFrame = getattr(run, name)
        part = frame.copy() if frame.index.name is None else frame.reset_index()
        part.insert(0, "seed", run.seed)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def journal_of(runs: Iterable[SeededRun]) -> Iterable[Mapping[str, Any]]:
    """What happened in all runs, each event with its seed."""
    return ({"seed": run.seed, **entry} for run in runs for entry in run.journal)


def write_contents(make: Callable[[], Contents], folder: Path, files: Sequence[str]) -> None:
    """Write a folder: all files, or none.

    Args:
        make: gives what is written, once the folder is known to be one that can be filled.
        folder: where it goes.
        files: names that may stand there already, from an earlier time.

    Raises:
        C2simError: when the folder cannot be written to or holds other things.
    """
    refuse_unusable(folder, files)
    contents = make()
    fill(folder, lambda draft: _write(contents, draft))


def _write(contents: Contents, draft: Path) -> None:
    import pandas as pd

    for name, table in contents.tables.items():
        _csv(table, draft / f"{name}.csv")
    for name, table in contents.columns.items():
        table.to_parquet(draft / f"{name}.parquet", index=False)
    with (draft / JOURNAL).open("w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(_json(record) + "\n" for record in contents.journal)
    rows = contents.dictionary
    _csv(pd.DataFrame(rows, columns=list(rows[-1])), draft / DICTIONARY)
    contents.figure(draft / FIGURE)
    (draft / MANIFEST).write_text(_json(contents.manifest, 2) + "\n", encoding="utf-8", newline="\n")


def _csv(table: "pd.DataFrame", file: Path) -> None:
    file.write_text(csv_of_table(table), encoding="utf-8", newline="\n")


def _json(record: Mapping[str, Any], indent: int | None = None) -> str:
    return json.dumps(record, indent=indent, ensure_ascii=False, allow_nan=False, default=_number)


def _number(value: object) -> int | float | bool:
    """Numbers as numpy keeps them, for JSON."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
