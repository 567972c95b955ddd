"""The answers in a survey file: CSV, one row a respondent, every answer from 0 to 10.

Columns in any order, any subset: connectivity, hope, aspiration, stress, trust_neighbours,
trust_services, and `respondent` (ignored). Separated by commas, semicolons or tabs, with a decimal point
or a decimal comma. A missing answer is empty, NA, n/a or -.
"""

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence

import numpy as np

from c2sim.errors import RefusalError, nearest, plain
from c2sim.files.reading import decoded
from c2sim.model.arrays import Floats

COLUMNS = ("connectivity", "hope", "aspiration", "stress", "trust_neighbours", "trust_services")
IGNORED = "respondent"
LARGEST_ANSWER = 10.0
KIND = "a survey file (CSV text of at most 5 MB)"

_MISSING = frozenset(("", "na", "n/a", "-"))
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)


def answers(data: bytes) -> dict[str, Floats]:
    """The answers of each column of the file, NaN where one is missing, from 0 to 10.

    Raises:
        RefusalError: for whatever is wrong, with row and column (row 1 is the head).
    """
    text = decoded(data, KIND)
    if not text.strip():
        raise RefusalError("an empty file", "a head of columns and a row for each respondent")
    rows = _rows(text)
    head = _head(next(rows)[1])
    table: list[list[float]] = []
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            table.append(_answered(number, head, cells))
    found = np.array(table, float).reshape(len(table), len(head))
    _refuse_wrong_scale(found)
    return {name: found[:, place] for place, name in enumerate(head) if name != IGNORED}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of cells with their numbers."""
    first = text.partition("\n")[0]
    delimiter = next((sign for sign in ";\t" if sign in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise RefusalError(
            f"a row that cannot be read ({plain(str(error))})", "CSV", place=(f"row {reader.line_num}",)
        ) from None


def _head(cells: Sequence[str]) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    for place, name in enumerate(names):
        if name not in (*COLUMNS, IGNORED):
            raise RefusalError(
                f'a column "{plain(name)}"',
                "a column of a survey",
                nearest(name, (*COLUMNS, IGNORED)),
                ("row 1",),
            )
        if name in names[:place]:
            raise RefusalError(f'a second column "{name}"', "each column once", place=("row 1",))
    if set(names) <= {IGNORED}:
        raise RefusalError("no column of answers", f"at least one of {', '.join(COLUMNS)}", place=("row 1",))
    return names


def _answered(row: int, head: Sequence[str], cells: Sequence[str]) -> list[float]:
    if len(cells) != len(head):
        raise RefusalError(f"{len(cells)} cells", f"{len(head)}, one a column", place=(f"row {row}",))
    return [
        math.nan if name == IGNORED else _answer(cell.strip(), row, name)
        for name, cell in zip(head, cells, strict=True)
    ]


def _answer(cell: str, row: int, column: str) -> float:
    if cell.lower() in _MISSING:
        return math.nan
    value = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else math.nan
    if not 0.0 <= value <= LARGEST_ANSWER:
        raise RefusalError(
            f'"{plain(cell)}"', "a number from 0 to 10, or nothing", place=(f"row {row}, column {column}",)
        )
    return value


def _refuse_wrong_scale(found: Floats) -> None:
    """Answers from 0 to 1 would pass for those of people without any hope or trust."""
    known = found[~np.isnan(found)]
    if known.size and known.max() <= 1.0:
        raise RefusalError(f"no answer above {known.max():g}", "answers on a scale from 0 to 10")
