"""The row that a worker is at, noted in a file, so that it is known when the worker is dead."""

import os
from pathlib import Path

_handles: list[int] = []


def keep_notes_in(file: str) -> None:
    """Have this process note its rows in a file."""
    _handles[:] = [os.open(file, os.O_WRONLY | os.O_CREAT)]


def note(row: int) -> None:
    """Note a row, if notes are kept."""
    for handle in _handles:
        os.pwrite(handle, f"{row:20d}".encode(), 0)


def noted(file: Path) -> int | None:
    """The row that a worker noted last; None if it noted none."""
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
