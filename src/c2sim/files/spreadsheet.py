"""Text in CSV files meant for spreadsheets, which take some text for a formula and carry it out.

Text that begins as a formula does gets an apostrophe before it, which spreadsheets take for "this is text".
It may begin in the middle of a cell, for a spreadsheet that divides lines at other signs than commas; it
minds no quotation marks then, as they do not stand at the beginning of what it takes for a cell. Numbers keep
their sign. Files that c2sim reads back (ties, residents, providers, points) are data and stay as they are:
there an apostrophe would be part of a name.
"""

# pyright: standard

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_BEGINNINGS = ("=", "+", "-", "\u2212", "@", "\t", "\r", "\n")
_PARTING = re.compile(r"([;|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029])")  # where some begin a cell
_INVISIBLE = "\u115f\u1160\u2800\u3164\uffa0"  # though Unicode counts them as letters or signs


def as_text(cell: object) -> object:
    """A cell as a spreadsheet shows it: text never begins a formula, anything else is left alone."""
    if not isinstance(cell, str):
        return cell
    first, *rest = _PARTING.split(cell)
    if not first.strip(" "):  # what stands before the first sign that can be seen
        first = f"'{first}" if _is_formula(cell) else first
    return _marked(first) + "".join(part if _PARTING.fullmatch(part) else _marked(part) for part in rest)


def _marked(part: str) -> str:
    return f"'{part}" if _is_formula(part) else part


def _is_formula(part: str) -> bool:
    """Whether it begins as a formula, behind blanks, quotation marks and what cannot be seen."""
    if part.lstrip(" ").startswith(_BEGINNINGS):
        return True
    seen = next((sign for sign in part if not _is_blank(sign)), "")
    return unicodedata.normalize("NFKC", seen).startswith(_BEGINNINGS)


def _is_blank(sign: str) -> bool:
    return sign in _INVISIBLE or sign == '"' or unicodedata.category(sign)[0] in "ZCM"


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
