"""A table of text from outside: rows of cells as spreadsheets, forms and statistics programs save them.

Its letters are UTF-8, UTF-16 (Excel's "Unicode text") or Windows-1252 (Excel's "CSV" in the west). What
stands between its cells is found in its first row, or stated. Rows are counted as a spreadsheet counts them:
one that goes over several lines is one row, blank ones count, a line `sep=;` for Excel does not.
"""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from c2sim.errors import RefusalError, plain

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
"""What may stand between cells, by name."""

UTF_8, UTF_16, WINDOWS = "UTF-8", "UTF-16", "Windows-1252"

_NOTHING = "\x1f"  # parts the cells of a table of one column: no such sign is in any
_DECLARED = re.compile(r"sep=(.)(?:\r\n|\r|\n|\Z)")
_SAMPLE = 1_000


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table that was decoded, with what stands between its cells."""

    text: str
    encoding: str
    separator: str
    """A sign of `SEPARATORS`, or another one where the table has a single column."""
    skipped: frozenset[int] = frozenset()
    """Numbers of rows that are left out."""

    @property
    def separator_name(self) -> str:
        """How to speak of what stands between the cells."""
        return _named(self.separator)

    @property
    def width(self) -> int:
        """Cells of the first row as it is written, those without a name at its end counted."""
        cells = (cells for number, cells in _cells(self.text, self.separator) if number not in self.skipped)
        return next((len(one) for one in cells if any(one)), 0)

    def short_rows(self) -> list[int]:
        """Numbers of rows that are written with fewer cells than the first one."""
        width = self.width
        rows = ((at, cells) for at, cells in _cells(self.text, self.separator) if at not in self.skipped)
        return [at for at, cells in rows if any(cells) and len(cells) < width]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows with their numbers, from 1: the head, then every row that is not blank.

        Cells are stripped. Empty ones at the end of a row, beyond the last name of the head, are cut.

        Raises:
            RefusalError: for a row with a quotation mark that is not closed; the place is the row.
        """
        width = 0
        for number, cells in _cells(self.text, self.separator):
            if number in self.skipped or not any(cells):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            yield number, cells


def text_table(
    data: bytes,
    kind: str,
    separator: str = "",
    skipped: Collection[int] = (),
    separators: Collection[str] = tuple(SEPARATORS.values()),
) -> TextTable:
    """The table in the bytes of a file.

    Args:
        data: the content of the file.
        kind: what was expected there, for messages.
        separator: the sign between its cells; without one it is found.
        skipped: numbers of rows that are left out, such as titles above the head.
        separators: signs among which it is found.

    Raises:
        RefusalError: when it is no text, or empty, or may be divided in several ways.
    """
    text, encoding = text_and_encoding(data, kind)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    if not text.strip():
        raise RefusalError("an empty file", kind)
    separator = separator or (declared[1] if declared else "")
    return TextTable(
        text, encoding, separator or _found(text, frozenset(skipped), separators), frozenset(skipped)
    )


def text_and_encoding(data: bytes, kind: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding, without a byte order mark.

    Raises:
        RefusalError: for what is no text, or in another encoding.
    """
    encoding = _encoding(data, kind)
    try:
        text = data.decode({UTF_8: "utf-8-sig", WINDOWS: "cp1252"}.get(encoding, encoding))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusalError(
            f"bytes that are neither {UTF_8} nor {UTF_16} nor {WINDOWS} text",
            f"{kind}; save it as CSV UTF-8",
            place=(f"line {line}",),
        ) from None
    if "\0" in text:
        raise RefusalError("a binary file", kind)
    return text, UTF_16 if encoding.startswith(UTF_16) else encoding


def _encoding(data: bytes, kind: str) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise RefusalError("UTF-32 text", f"{kind}; save it as CSV UTF-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    if b"\0" in data:
        return _unmarked_utf_16(data, kind)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return WINDOWS
    return UTF_8


def _unmarked_utf_16(data: bytes, kind: str) -> str:
    """The order of bytes in text without a mark of it: of most letters one half is empty."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) * 4 < len(data) or min(first, second) * 4 > max(first, second):
        raise RefusalError("a binary file", kind)
    return f"{UTF_16}-{'BE' if first > second else 'LE'}"


def _found(text: str, skipped: frozenset[int], separators: Collection[str]) -> str:
    """The sign that divides the first row and as many rows as any other into as many cells."""
    fits = {sign: _fit(text, sign, skipped) for sign in separators if sign in text}
    best = max(fits.values(), default=0)
    signs = [sign for sign, fit in fits.items() if fit == best and fit]
    if not signs:
        return _NOTHING
    if len(signs) > 1:
        raise RefusalError(
            f"{' and '.join(_named(sign) for sign in signs)}, each of which may part its cells",
            "one separator",
        )
    return signs[0]


def _fit(text: str, sign: str, skipped: frozenset[int]) -> int:
    """How many rows have as many cells as the first one, which has more than one; 0 if that has one."""
    table = TextTable(text, "", sign, skipped)
    try:
        widths = [len(cells) for _, cells in islice(table.rows(), _SAMPLE)]
    except RefusalError:
        return 0
    return widths.count(widths[0]) if widths and widths[0] > 1 else 0


def _cells(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RefusalError(
            f"a row that cannot be read ({plain(str(error))})",
            "rows of cells, each quotation mark closed",
            place=(f"row {number + 1}",),
        ) from None


def _named(sign: str) -> str:
    return next((name for name, one in SEPARATORS.items() if one == sign), "none")
