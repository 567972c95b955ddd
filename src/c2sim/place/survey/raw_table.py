"""The file of a survey as a table of text, whatever program wrote it; what a file is, its first bytes say."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from c2sim.errors import RefusalError
from c2sim.files.text_table import SEPARATORS, TextTable, text_table
from c2sim.files.workbook import sheet_of
from c2sim.place.survey.codebook import Codebook, row_numbers
from c2sim.place.survey.spss_file import is_spss, spss_table

KIND = "a survey file (CSV, .xlsx or .sav of at most 5 MB)"

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class RawTable:
    """Heads, and below them a row for each respondent; all of it text."""

    heads: tuple[str, ...]
    """Names of columns; one without a name, or whose name others have too, is called `column C`."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Rows with their numbers, as many cells in each as there are heads."""
    twice: tuple[tuple[int, str], ...]
    """Places of columns whose names others have too, with these names."""
    note: str
    """How the file was read."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """What the answers of a column mean, where the file says so."""
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    """What was asked in a column, where the file says so beside its name."""
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Answers of a column that count as missing, where the file says so."""

    def cells(self, head: str) -> list[tuple[int, str]]:
        """The cells of a column with the numbers of their rows."""
        place = self.heads.index(head)
        return [(number, cells[place]) for number, cells in self.rows]


def raw_table(data: bytes, codebook: Codebook) -> RawTable:
    """The table in the bytes of a file, without the rows that the codebook leaves out.

    Raises:
        RefusalError: for what is no table, or has no head and no row below it.
    """
    if data.startswith(_OLD_OFFICE):
        raise RefusalError("an old file of Excel (.xls)", f"{KIND}; save it as .xlsx or as CSV UTF-8")
    if is_spss(data):
        return _of_spss(data, codebook)
    return _of_workbook(data, codebook) if data.startswith(_ZIP) else _of_text(data, codebook)


def _of_text(data: bytes, codebook: Codebook) -> RawTable:
    separator = SEPARATORS.get(codebook.separator, "")
    table = text_table(data, KIND, separator, row_numbers(codebook.skip_rows))
    number, first = _head(table.rows())
    rows = list(table.rows())[1:]
    wide = max((len(cells) for _, cells in rows), default=0)
    if len(first) < wide <= table.width:  # a column without a name at the end
        for at in table.short_rows()[:1]:
            raise RefusalError(
                "fewer cells than the head has", f"{table.width}, one a column", place=(f"row {at}",)
            )
        _widen([first, *(cells for _, cells in rows)], len(first), wide)
    for at, cells in rows:
        if len(cells) != len(first):
            raise RefusalError(
                f"{len(cells)} cell{'s' * (len(cells) != 1)}",
                f"{len(first)}, as many as the head in row {number} has",
                place=(f"row {at}",),
            )
    return _table(first, tuple((at, tuple(cells)) for at, cells in rows), _said(table))


def _widen(rows: Sequence[list[str]], narrow: int, wide: int) -> None:
    """Put back the empty cells at the end of rows that are as wide as the head has names."""
    for cells in rows:
        if narrow <= len(cells) < wide:
            cells += [""] * (wide - len(cells))


def _said(table: TextTable) -> str:
    parted = "one column" if table.separator_name == "none" else f"{table.separator_name} between cells"
    return f"{table.encoding} text, {parted}"


def _of_workbook(data: bytes, codebook: Codebook) -> RawTable:
    sheet = sheet_of(data, codebook.sheet)
    skipped = row_numbers(codebook.skip_rows)
    rows = [(at, cells) for at, cells in sheet.rows if at not in skipped]
    width = max((at + 1 for _, cells in rows for at, cell in enumerate(cells) if cell), default=0)
    _head(iter(rows))
    hidden = f"; {sheet.hidden} of its rows are hidden there and were read too" if sheet.hidden else ""
    below = tuple((at, cells[:width]) for at, cells in rows[1:])
    return _table(rows[0][1][:width], below, f"sheet {sheet.name} of a workbook{hidden}")


def _of_spss(data: bytes, codebook: Codebook) -> RawTable:
    found = spss_table(data)
    skipped = row_numbers(codebook.skip_rows)
    cases = enumerate(zip(*found.columns.values(), strict=True), 1)
    rows = tuple((at, cells) for at, cells in cases if at not in skipped and any(cells))
    table = _table(list(found.columns), rows, "SPSS file")
    return replace(table, labels=found.labels, texts=found.texts, missing=found.missing)


def _head(rows: Iterator[tuple[int, Sequence[str]]]) -> tuple[int, list[str]]:
    """The first row, of which there must be one."""
    for number, cells in rows:
        return number, list(cells)
    raise RefusalError("an empty file", "a head of columns and a row for each respondent")


def _table(heads: Sequence[str], rows: tuple[tuple[int, tuple[str, ...]], ...], note: str) -> RawTable:
    """The table of a file, its columns called by names that differ."""
    names = list(map(_cleaned, heads))
    often = Counter(name.casefold() for name in names)
    twice = tuple((at, name) for at, name in enumerate(names) if name and often[name.casefold()] > 1)
    alone = [name and often[name.casefold()] == 1 for name in names]
    called = tuple(name if alone[at] else letters_of(at) for at, name in enumerate(names))
    return RawTable(called, rows, twice, note)


def _cleaned(head: str) -> str:
    """A head without blanks and invisible signs too many."""
    return " ".join("".join(sign for sign in head if unicodedata.category(sign) != "Cf").split())


def letters_of(place: int) -> str:
    """How a column is called by its place, with the letters of a spreadsheet: A to Z, then AA."""
    letters, place = "", place + 1
    while place:
        place, last = divmod(place - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"column {letters}"
