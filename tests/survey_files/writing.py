"""Questions as a file: columns beside them, rows above, between and below, in the form of some program."""

from dataclasses import dataclass
from random import Random
from typing import Any

from c2sim.place.survey.codebook import row_numbers
from place.survey_exports import lines, sav, workbook
from survey_files.drawing import Asked, questions

FOREIGN = ("id", "Timestamp", "Comment", "age", "Zoë's column", "", "respondent", "_uuid", "Name; first")
SEPARATORS = ((",", "comma"), (",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar"))
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@dataclass
class Written:
    """A file that was made up, the codebook with which it is read, and what is right."""

    name: str
    data: bytes
    asked: list[Asked]
    codebook: dict[str, Any]
    says_all: bool
    """Whether the codebook says all there is to say."""
    is_ragged: bool
    """Whether a row lacks a cell."""


def written(luck: Random) -> Written:
    """A survey file with its codebook: all of it, a part, or nothing."""
    asked = questions(luck)
    form = luck.choice(("text",) * 6 + ("xlsx", "sav"))
    table = _table(luck, asked)
    rows, skipped = (table, []) if form == "sav" else _with_rows(luck, table)
    said: dict[str, Any] = {"skip_rows": ", ".join(map(str, skipped))} if skipped else {}
    name, data, ragged = {"text": _text, "xlsx": _workbook, "sav": _sav}[form](luck, rows, said, asked)
    said |= {
        one.question: {"column": one.head, "scale": str(one.scale), "missing": one.codes} for one in asked
    }
    part = luck.choice((0.0, 0.0, 0.5, 1.0, 1.0))
    _forget_empty_rows(rows, skipped, asked)
    return Written(name, data, asked, _part_of(luck, said, part), part == 1.0, ragged)


def _part_of(luck: Random, said: dict[str, Any], part: float) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in said.items():
        if isinstance(value, dict):
            value = _part_of(luck, value, part)
        if luck.random() < part and value != {}:
            kept[key] = value
    return kept


def _table(luck: Random, asked: list[Asked]) -> list[list[str]]:
    columns = [[one.head, *one.cells] for one in asked]
    for head in luck.sample(FOREIGN, luck.randint(0, 3)):
        columns.insert(
            luck.randint(0, len(columns)),
            [head, *(_filling(luck, at) for at, _ in enumerate(asked[0].cells))],
        )
    return [list(row) for row in zip(*columns, strict=True)]


def _filling(luck: Random, at: int) -> str:
    return luck.choice((str(at), "anonymous", 'said "no", twice', "two\nlines", "a;b", "3/1/2024", ""))


def _with_rows(luck: Random, table: list[list[str]]) -> tuple[list[list[str]], list[int]]:
    """The table with rows that are none of a respondent, and their numbers."""
    head, *body = table
    rest = [""] * (len(head) - 1)
    above = [["Survey of the street, spring", *rest]] if luck.random() < 0.1 else []
    heads = [[f"Q{at}" for at, _ in enumerate(head)]] if luck.random() < 0.15 else []
    below = [[luck.choice(("Mean", "Total")), *("5" for _ in rest)]] if luck.random() < 0.1 else []
    rows = [*above, head, *heads, *body, *below]
    return rows, [at for at, row in enumerate(rows, 1) if any(row is one for one in (*above, *heads, *below))]


def _text(
    luck: Random, rows: list[list[str]], said: dict[str, Any], _: list[Asked]
) -> tuple[str, bytes, bool]:
    separator, said["separator"] = luck.choice(SEPARATORS)
    marked = luck.random() < 0.3
    cells = [[_marked(cell, separator, marked) for cell in row] for row in rows]
    ragged = (
        len(cells[-1]) > 1
        and luck.random() < 0.05
        and len(rows) not in row_numbers(said.get("skip_rows", ""))
    )
    if ragged:
        del cells[-1][0]
        cells[-1][-1] = cells[-1][-1] or "0"
    text = lines(cells, separator, luck.choice(("\n", "\r\n")))
    text = f"sep={separator}\n{text}" if luck.random() < 0.1 else text
    for encoding in luck.sample(ENCODINGS, len(ENCODINGS)):
        try:
            return luck.choice(("place.csv", "place.txt")), text.encode(encoding), ragged
        except UnicodeEncodeError:
            continue
    raise AssertionError("no text is beyond UTF-8")


def _marked(cell: str, separator: str, always: bool) -> str:
    if always or set(cell) & {separator, '"', "\n", ","}:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _workbook(
    luck: Random, rows: list[list[str]], said: dict[str, Any], _: list[Asked]
) -> tuple[str, bytes, bool]:
    sheets: dict[str, Any] = {"Data": [[_typed(cell) for cell in row] for row in rows]}
    if luck.random() < 0.2:
        sheets["Notes"], said["sheet"] = [["by hand"]], "Data"
    return "place.xlsx", workbook(**sheets), False


def _sav(_: Random, rows: list[list[str]], __: dict[str, Any], asked: list[Asked]) -> tuple[str, bytes, bool]:
    names = [_variable(head, at) for at, head in enumerate(rows[0])]
    for one in asked:
        one.head = names[rows[0].index(one.head)]
    columns = {name: _values([row[at] for row in rows[1:]]) for at, name in enumerate(names)}
    return "place.sav", sav(columns), False


def _variable(head: str, at: int) -> str:
    name = "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in head)[:50].strip("_")
    return name if name[:1].isalpha() else f"v{at}_{name}".rstrip("_")


def _values(cells: list[str]) -> list[Any]:
    """Numbers where all that is there is a number, else text."""
    typed = [_typed(cell) for cell in cells]
    if all(isinstance(one, float) or not one for one in typed) and any(typed):
        return [one if isinstance(one, float) else float("nan") for one in typed]
    return list(cells)


def _typed(cell: str) -> Any:
    plain = cell.removeprefix("-").replace(".", "", 1)
    return float(cell) if plain.isdigit() and cell.isascii() else cell


def _forget_empty_rows(rows: list[list[str]], skipped: list[int], asked: list[Asked]) -> None:
    """A row without any cell is no respondent."""
    body = [row for at, row in enumerate(rows, 1) if at not in skipped][1:]
    for one in asked:
        one.said = [said for said, row in zip(one.said, body, strict=True) if any(row)]
