"""A workbook of Excel (.xlsx) as rows of text, as a spreadsheet shows them; nothing in it is carried out."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from c2sim.errors import RefusalError, listed, nearest, plain
from c2sim.files.extra import survey_library

SAVE_AS = "a workbook (.xlsx); save it as .xlsx or as CSV UTF-8"

_LARGEST = 50_000_000  # bytes, unpacked
_MOST_CELLS = 2_000_000
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[ >/]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Rows that are not blank, each with its number."""
    hidden: int
    """How many of them are hidden, by a filter or by hand; they are read like the others."""


def sheet_of(data: bytes, name: str = "") -> Sheet:
    """The sheet of this name in the bytes of a workbook, or the only one that is not empty.

    Raises:
        RefusalError: for what is no workbook, for another name, when several sheets may be meant, or for a
            formula whose value was not saved with it.
    """
    parts = _parts(data)
    book = _loaded(data, values=True)
    sheet = _chosen(book, name)
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise RefusalError(f"a sheet of more than {_MOST_CELLS:,} cells", SAVE_AS)
    if any(_FORMULA.search(part) for part in parts):
        _refuse_unsaved(sheet, _loaded(data, values=False)[sheet.title])
    rows = [
        (number, tuple(map(_text, cells)))
        for number, cells in enumerate(sheet.iter_rows(values_only=True), sheet.min_row)
    ]
    filled = tuple((number, cells) for number, cells in rows if any(cells))
    hidden = sum(sheet.row_dimensions[number].hidden for number, _ in filled)
    return Sheet(sheet.title, filled, hidden)


def _parts(data: bytes) -> list[bytes]:
    """The sheets as XML; nothing that unpacks to more than was bargained for, or declares an entity."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "xl/workbook.xml" not in packed.namelist():
                raise RefusalError("a file of another program", SAVE_AS)
            if sum(one.file_size for one in packed.infolist()) > _LARGEST:
                raise RefusalError(f"more than {_LARGEST // 1_000_000} MB when unpacked", SAVE_AS)
            texts = {
                name: packed.read(name) for name in packed.namelist() if name.endswith((".xml", ".rels"))
            }
    except RefusalError:
        raise
    except Exception as error:  # a damaged archive raises almost anything
        raise _unreadable(error) from None
    if any(_DECLARES.search(text) for text in texts.values()):
        raise RefusalError("a declaration of a document type or an entity", SAVE_AS)
    return [text for name, text in texts.items() if name.startswith("xl/worksheets/")]


def _loaded(data: bytes, values: bool) -> Any:
    openpyxl = survey_library("openpyxl")
    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except Exception as error:  # openpyxl raises almost anything for a damaged file
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> RefusalError:
    reason = plain(str(error) or type(error).__name__)
    return RefusalError(f"a workbook that cannot be read ({reason})", SAVE_AS)


def _chosen(book: Any, name: str) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name:
        if name not in sheets:
            raise RefusalError(f'no sheet "{plain(name)}"', "a sheet of the workbook", nearest(name, sheets))
        return sheets[name]
    filled = {title: sheet for title, sheet in sheets.items() if _is_filled(sheet)}
    if not filled:
        raise RefusalError(
            "an empty workbook", "a sheet with a head of columns and a row for each respondent"
        )
    if len(filled) > 1:
        raise RefusalError(
            f"{len(filled)} sheets ({listed(filled)})",
            f"the name of one: --sheet {_shell(next(iter(filled)))}, or sheet under [survey] in a scenario",
        )
    return next(iter(filled.values()))


def _shell(name: str) -> str:
    return f'"{plain(name)}"' if " " in name else plain(name)


def _is_filled(sheet: Any) -> bool:
    return any(value not in (None, "") for row in sheet.iter_rows(values_only=True) for value in row)


def _refuse_unsaved(values: Any, formulas: Any) -> None:
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and values[cell.coordinate].value is None:
                raise RefusalError(
                    "a formula whose value was not saved",
                    "values; open the file in a spreadsheet and save it again",
                    place=(f"cell {cell.coordinate}",),
                )


def _text(value: object) -> str:
    """A value as text; a whole number without the point that Excel does not show either."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
