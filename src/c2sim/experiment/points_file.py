"""A table of points as a CSV file: a column for each factor, a line for each point, empty for no change."""

import csv
import io
import math
from pathlib import Path

from c2sim.errors import RefusalError
from c2sim.experiment.factor import Value
from c2sim.files.reading import decoded, read_bytes

LARGEST = 20_000_000
"""Bytes."""

_KIND = "a table of points (CSV text of at most 20 MB)"


def read_points(path: Path) -> list[dict[str, Value]]:
    """Read the points.

    Raises:
        RefusalError: when the file cannot be read or is no such table; the place is a line.
    """
    text = decoded(read_bytes(path, _KIND, LARGEST), _KIND)
    try:
        return _points(list(csv.reader(io.StringIO(text, newline=""))))
    except csv.Error:
        raise RefusalError("a file that is not CSV text", _KIND) from None


def _points(lines: list[list[str]]) -> list[dict[str, Value]]:
    if len(lines) < 2:
        raise RefusalError("no points", "a line of names and a line for each point")
    names = [cell.strip() for cell in lines[0]]
    if len(set(names)) < len(names) or "" in names:
        raise RefusalError("names that are empty or repeated", "one name a column", place=("line 1",))
    points: list[dict[str, Value]] = []
    for number, cells in enumerate(lines[1:], 2):
        if not cells:
            continue
        if len(cells) != len(names):
            raise RefusalError(f"{len(cells)} cells", f"{len(names)}", place=(f"line {number}",))
        values = [_value(cell.strip()) for cell in cells]
        points.append({key: value for key, value in zip(names, values, strict=True) if value is not None})
    return points


def _value(cell: str) -> Value | None:
    if cell in ("true", "false"):
        return cell == "true"
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return number if math.isfinite(number) else cell
