"""The folder of an answer: the question first, so that the same command goes on; the result last.

question.json   what was asked, of which model, and with which libraries
runs/...        the sweeps that were made for it
result.json     the answer, with its provenance; tables, a figure and a report beside it
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from c2sim.errors import C2simError, RefusalError, plain
from c2sim.files.atomic_file import write_whole
from c2sim.files.folder import PROGRAM, fill, names_in, probe, unwritable
from c2sim.files.json_record import Record, read_record
from c2sim.files.spreadsheet import csv_of_table
from c2sim.results.provenance import provenance
from c2sim.scenario import load_scenario
from c2sim.sweeping.libraries import as_words, decisive

if TYPE_CHECKING:
    import pandas as pd

QUESTION, RESULT, RUNS = "question.json", "result.json", "runs"
FORMAT = 1
KINDS = ("sensitivity", "tradeoffs", "discover", "calibrate")
_RESULT = "that of a finished answer"


def refuse_answer(folder: Path, kind: str, question: Mapping[str, Any]) -> None:
    """Refuse, before anything is done, a folder in which this answer cannot be put; nothing is made.

    Raises:
        C2simError: for a folder of something else, of another question, or of other versions of the model or
            of the libraries that decide its bits.
    """
    try:
        probe(folder)
        if folder.is_dir() and names_in(folder):
            _refuse_other(folder, _asked(kind, question))
    except OSError as error:
        raise unwritable(folder, error) from None


def open_answer(folder: Path, kind: str, question: Mapping[str, Any]) -> None:
    """Make the folder of an answer, or go on in one of the same question.

    Raises:
        C2simError: as `refuse_answer`.
    """
    wanted = _asked(kind, question)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if names_in(folder):
            _refuse_other(folder, wanted)
        else:
            write_whole(folder / QUESTION, text(wanted))
    except OSError as error:
        raise unwritable(folder, error) from None


def _asked(kind: str, question: Mapping[str, Any]) -> Record:
    """What is asked, of which model, and with which libraries."""
    software = provenance(load_scenario("status_quo"))
    return {
        "program": PROGRAM,
        "kind": kind,
        "question": dict(question),
        "model_version": software["model_version"],
        "libraries": decisive(software),
    }


def _refuse_other(folder: Path, wanted: Record) -> None:
    """Refuse a folder with anything else in it than this question."""
    try:
        kept = read_record(folder / QUESTION, "what was asked")
    except RefusalError as refusal:
        raise C2simError(
            f"{folder}: found a folder with other things ({QUESTION}: {refusal.found}), expected a new one "
            "or one of this question"
        ) from None
    for key, value in json.loads(text(wanted)).items():
        if kept.get(key) != value:
            raise C2simError(
                f"{folder}: found an answer with {_other(key, kept.get(key), value)}, expected a new folder "
                "or one of this question"
            )


def _other(key: str, found: object, wanted: object) -> str:
    """What differs, in words; versions with both."""
    if key == "libraries":
        return f"other libraries ({_versions(found)}, not {_versions(wanted)})"
    return f"another {key.replace('_', ' ')}"


def _versions(found: object) -> str:
    return plain(as_words(cast(Record, found))) if isinstance(found, dict) else "unknown"


def write_answer(
    folder: Path,
    record: Record,
    tables: "Mapping[str, pd.DataFrame]",
    files: Mapping[str, Callable[[Path], None]],
) -> None:
    """Put the tables and files of an answer into its folder: all of them, or none; the result last.

    Raises:
        C2simError: when the system refuses.
    """

    def write(draft: Path) -> None:
        for name, table in tables.items():
            (draft / name).write_text(csv_of_table(table), encoding="utf-8", newline="\n")
        for name, make in files.items():
            (draft / name).parent.mkdir(exist_ok=True)
            make(draft / name)
        (draft / RESULT).write_text(text(record), encoding="utf-8", newline="\n")

    fill(folder, write, RESULT)


def read_answer(folder: Path) -> Record:
    """The result in a folder.

    Raises:
        C2simError: when there is none.
    """
    try:
        record = read_record(folder / RESULT, _RESULT)
    except RefusalError as refusal:
        raise C2simError(f"{folder / RESULT}: {refusal}") from None
    if record.get("program") != PROGRAM or record.get("kind") not in KINDS:
        raise C2simError(f"{folder}: found no {RESULT} of c2sim, expected {_RESULT}")
    return record


def text(record: Mapping[str, Any]) -> str:
    """A record as JSON."""
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
