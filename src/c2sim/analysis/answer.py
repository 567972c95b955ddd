"""The folder of an answer: the question first, so that the same command goes on; the result last.

question.json   what was asked, and of which model
runs/...        the sweeps that were made for it
result.json     the answer, with its provenance; tables, a figure and a report beside it
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import pandas as pd

from c2sim.engine.version import model_version
from c2sim.errors import C2simError
from c2sim.files.folder import PROGRAM, unwritable

QUESTION, RESULT, RUNS = "question.json", "result.json", "runs"
FORMAT = 1
KINDS = ("sensitivity", "tradeoffs", "discover", "calibrate")

type Record = dict[str, Any]


def open_answer(folder: Path, kind: str, question: Mapping[str, Any]) -> None:
    """Make the folder of an answer, or go on in one of the same question.

    Raises:
        C2simError: for a folder of something else, of another question, or of another version of the model.
    """
    wanted: Record = {
        "program": PROGRAM,
        "kind": kind,
        "question": dict(question),
        "model_version": model_version(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            _write(folder / QUESTION, text(wanted))
            return
        kept = _read(folder / QUESTION)
    except OSError as error:
        raise unwritable(folder, error) from None
    for key in ("program", "kind", "question", "model_version"):
        if kept is None or kept.get(key) != json.loads(text(wanted))[key]:
            found = "other things" if kept is None else f"an answer with another {key.replace('_', ' ')}"
            raise C2simError(
                f"{folder}: found a folder with {found}, expected a new one or one of this question"
            )


def write_answer(
    folder: Path,
    record: Record,
    tables: Mapping[str, pd.DataFrame],
    files: Mapping[str, Callable[[Path], None]],
) -> None:
    """Put the tables and files of an answer into its folder, and the result last.

    Raises:
        C2simError: when the system refuses.
    """
    try:
        for name, table in tables.items():
            _write(folder / name, table.to_csv(index=False, lineterminator="\n"))
        for name, write in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write(folder / name)
        _write(folder / RESULT, text(record))
    except OSError as error:
        raise unwritable(folder, error) from None


def read_answer(folder: Path) -> Record:
    """The result in a folder.

    Raises:
        C2simError: when there is none.
    """
    try:
        record = _read(folder / RESULT)
    except OSError as error:
        raise C2simError(f"{folder}: found a result that cannot be read ({error.strerror})") from None
    if record is None or record.get("program") != PROGRAM or record.get("kind") not in KINDS:
        raise C2simError(f"{folder}: found no {RESULT} of c2sim, expected the folder of a finished answer")
    return record


def text(record: Mapping[str, Any]) -> str:
    """A record as JSON."""
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _read(file: Path) -> Record | None:
    if not file.exists():
        return None
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return cast(Record, found) if isinstance(found, dict) else None


def _write(file: Path, content: str) -> None:
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(content, encoding="utf-8", newline="\n")
    os.replace(draft, file)
