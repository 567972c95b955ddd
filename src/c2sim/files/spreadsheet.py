"""Text in CSV files meant for spreadsheets, which take some text for a formula and carry it out.

A cell of text that begins as a formula does gets an apostrophe before it, which spreadsheets take for "this
is text". Numbers keep their sign. Files that c2sim reads back (ties, residents, providers, points) are data
and stay as they are: there an apostrophe would be part of a name.
"""

# pyright: standard

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_text(cell: object) -> object:
    """A cell as a spreadsheet shows it: text never begins a formula, anything else is left alone."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_BEGINNINGS):
        return f"'{cell}"
    return cell


def csv_of_rows(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV text for a spreadsheet."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_of_table(table: "pd.DataFrame") -> str:
    """A table as CSV text for a spreadsheet, without its index."""
    safe = table.rename(columns=as_text)
    words = [name for name, kind in safe.dtypes.items() if kind.kind not in "biufcmM"]
    return safe.assign(**{name: safe[name].map(as_text) for name in words}).to_csv(
        index=False, lineterminator="\n"
    )
