"""What cannot be told from the file of a survey alone: each doubt ends with the option that settles it."""

import math
import shlex
from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from c2sim.errors import RefusalError, plain
from c2sim.model.arrays import Floats
from c2sim.place.survey.answers import MISSING, WIDE_GAP, Column, is_code
from c2sim.place.survey.codebook import Codebook
from c2sim.place.survey.raw_table import RawTable
from c2sim.place.survey.scale import USUAL, folded, number_of

_MOST_SHOWN = 10
_FEWEST_NUMBERS = 0.5  # share of cells from which on what is no number stands among numbers
_MOST_HEADS = 5
_WIDE_SHARE = 0.25  # of the distance from the lowest answer to the highest
_LAST = (4, 5, 6, 7, 10, 100)  # ends of scales that forms have
_HARDLY_CHANCE = 3.5  # standard errors
_FEWEST_PAIRS = 10
_SUMS = frozenset(("average", "avg", "mean", "median", "sd", "std", "sum", "total", "totals"))


def refuse_doubts(columns: Sequence[Column], table: RawTable, codebook: Codebook) -> None:
    """Refuse the first thing that may be read in two ways.

    Raises:
        RefusalError: with the option that says which.
    """
    doubts = (
        *(_of_cells(column, table) for column in columns),
        *(_of_codes(column, codebook) for column in columns),
        _of_scales(columns, table),
        _of_sums(columns, table),
        _of_signs(columns),
    )
    for doubt in doubts:
        if doubt is not None:
            raise doubt


def _of_cells(column: Column, table: RawTable) -> RefusalError | None:
    """Cells that are no answers and do not count as missing."""
    if not column.foreign:
        return None
    heads = _further_heads(column)
    found = f"{_shown(column.foreign.most_common())} in {_called(column)}"
    if heads and not set(column.foreign) - {cell for _, cell in column.cells[: len(heads)]}:
        rows = f"rows {heads[0]}-{heads[-1]} are" if len(heads) > 1 else f"row {heads[0]} is"
        skip = _option("skip-rows", rows.split()[1])
        code = f"; if it means missing: {_option('missing', next(iter(column.foreign)))}"
        return RefusalError(
            found,
            f"answers below the head; if {rows} no respondent: {skip}{code if len(heads) == 1 else ''}",
        )
    first = column.foreign.most_common(1)[0][0]
    if column.scale is None and len(column.known) < _FEWEST_NUMBERS * sum(column.foreign.values()):
        return RefusalError(
            found,
            f"numbers, or the order of these words: {_option('scale', 'LEAST < ... < MOST')} for all, "
            f"{_scale(column, 'LEAST < ... < MOST')} for this question",
        )
    on = f"answers on the scale {column.scale}" if column.scale else "numbers"
    label = table.labels.get(column.head, {}).get(first, "")
    meant = f" ({plain(label)})" if label else ""
    return RefusalError(
        found,
        f"{on}, or {', '.join(one for one in MISSING if one)} or nothing where one is missing; "
        f"if {plain(first)}{meant} means missing: {_option('missing', first)}",
    )


def _further_heads(column: Column) -> list[int]:
    """Rows right below the head in which no answer stands, as Qualtrics and SurveyMonkey write them."""
    heads = takewhile(lambda one: one[1] in column.foreign and np.isnan(number_of(one[1])), column.cells)
    rows = [row for row, _ in heads]
    return rows if len(rows) <= _MOST_HEADS else []


def _of_codes(column: Column, codebook: Codebook) -> RefusalError | None:
    """A code that counts as missing everywhere, and is an answer on the scale of this question."""
    if codebook.question(column.question).missing is not None or column.scale is None:
        return None
    for cell in column.missing:
        if np.isfinite(column.scale.answer(cell)) and any(is_code(cell, code) for code in codebook.missing):
            return RefusalError(
                f'"{plain(cell)}" in {_called(column)}, a missing code and an answer on {column.scale}',
                f"which it is: {_option('missing', f'{column.question}={cell}')} if it is missing, "
                f"{_option('missing', f'{column.question}=')} if it is an answer",
            )
    return None


def _of_scales(columns: Sequence[Column], table: RawTable) -> RefusalError | None:
    """Answers that may be of several scales, and labels whose order only a person can tell."""
    for column in columns:
        labels = _labels(column, table)
        if labels and not column.stated:
            low, *_, high = (f"{number_of(value):g}" for value in (*labels, list(labels)[-1]))
            said = ", ".join(
                f'{value} "{plain(label)}"' for value, label in list(labels.items())[:_MOST_SHOWN]
            )
            return RefusalError(
                f"answers with the labels {said} in {_called(column)}",
                _scales(f"{column.question}=", low, high),
            )
    return _of_ranges([column for column in columns if column.scale is None and len(column.known)])


def _of_ranges(columns: Sequence[Column]) -> RefusalError | None:
    """Answers whose lowest and highest do not show the scale."""
    if not columns:
        return None
    first = columns[0]
    found = ", ".join(f"{' and '.join(_runs(one))} in {_called(one)}" for one in columns[:_MOST_SHOWN])
    alike = len(columns) > 1 and all(_runs(one) == _runs(first) for one in columns)
    codes = _codes(first)
    missing = "".join(f"; if {code:g} means missing: {_option('missing', f'{code:g}')}" for code in codes)
    answers = first.known[~np.isin(first.known, codes)]
    low, high = _likely_ends(float(answers.min()), float(answers.max()))
    return RefusalError(
        f"answers {found}", _scales("" if alike else f"{first.question}=", low, high) + missing
    )


def _runs(column: Column) -> list[str]:
    """The answers of a column as ranges, parted where there is a wide gap: 1 to 5, 99."""
    values = np.unique(column.known)
    parts = np.split(values, np.flatnonzero(np.diff(values) >= _wide(values)) + 1)
    return [f"{part[0]:g} to {part[-1]:g}" if len(part) > 1 else f"{part[0]:g}" for part in parts]


def _codes(column: Column) -> list[float]:
    """Answers apart from all others, at either end, that may be codes."""
    values = np.unique(column.known)
    if len(values) < 4:
        return []
    below = (
        [float(values[0])] if values[1] - values[0] >= _wide(values) or values[0] < 0.0 <= values[1] else []
    )
    return below + ([float(values[-1])] if values[-1] - values[-2] >= _wide(values) else [])


def _wide(values: Floats) -> float:
    """A gap that parts answers from codes; wider where answers are scattered, as those up to 100 are."""
    return max(WIDE_GAP, _WIDE_SHARE * float(values[-1] - values[0]))


def _likely_ends(low: float, high: float) -> tuple[str, str]:
    """The ends of a scale as forms have them, that answers from low to high may be of."""
    first = math.floor(low) if low < 0.0 else float(low >= 1.0)
    last = (
        -first
        if low < 0.0 and high <= -first
        else next((end for end in _LAST if end >= high), math.ceil(high))
    )
    return f"{first:g}", f"{last:g}"


def _labels(column: Column, table: RawTable) -> dict[str, str]:
    """Labels of what are answers, by value."""
    found = table.labels.get(column.head, {})
    kept = {
        value: label
        for value, label in found.items()
        if value not in table.missing.get(column.head, ()) and not np.isnan(number_of(value))
    }
    return dict(sorted(kept.items(), key=lambda one: number_of(one[0])))


def _scales(question: str, low: str, high: str) -> str:
    """The way out: the scale that the answers show, the usual one, or the first one turned round."""
    dash = " to " if low.startswith("-") else "-"
    either = dict.fromkeys((f"{low}{dash}{high}", str(USUAL)))
    table = f"survey.{question.rstrip('=')}" if question else "survey"
    options = " or ".join(_option("scale", question + one) for one in either)
    return (
        f"their scale, from none to the most: {options} "
        f"({high}{dash}{low} if {low} means the most), or scale under [{table}] in a scenario"
    )


def _of_sums(columns: Sequence[Column], table: RawTable) -> RefusalError | None:
    """A row of means or sums below the answers."""
    for number, cells in table.rows[-_MOST_HEADS:]:
        word = next(filter(None, cells), "")
        if folded(word).rstrip(":.") in _SUMS:
            return RefusalError(
                f'"{plain(word)}" in row {number}',
                f"a respondent in every row; if that one is none: {_option('skip-rows', str(number))}",
            )
    number = table.rows[-1][0] if table.rows else 0
    if columns and all(_ends_in_mean(column) for column in columns):
        return RefusalError(
            f"the means of all rows above in row {number}",
            f"a respondent in every row; if that one is none: {_option('skip-rows', str(number))}",
        )
    return None


def _ends_in_mean(column: Column) -> bool:
    """Whether the last answer is the mean of those above it, which are whole numbers as it is not."""
    values = column.values
    if len(values) < 3 or np.isnan(values[-1]) or values[-1] == round(values[-1]):
        return False
    above = values[:-1][~np.isnan(values[:-1])]
    return bool(len(above) and (above == above.round()).all() and abs(above.mean() - values[-1]) <= 0.051)


def _of_signs(columns: Sequence[Column]) -> RefusalError | None:
    """A column that falls as the others rise: its item-rest correlation is far below 0."""
    if len(columns) < 2 or all(column.stated for column in columns):
        return None
    levels = np.array([one.levels if one.question != "stress" else 1.0 - one.levels for one in columns])
    found = [_item_rest(levels, place) for place in range(len(columns))]
    least = int(np.argmin(found))
    column = columns[least]
    if found[least] >= 0.0 or column.stated:
        return None
    return RefusalError(
        f"answers in {_called(column)} that go against those in the other columns",
        f"answers that go with them; {_scale(column, '10-0')} if 0 means the most, "
        f"{_scale(column, str(USUAL))} if it means none",
    )


def _item_rest(levels: Floats, place: int) -> float:
    """Correlation of one column with the mean of the others where chance alone hardly gives it, else 0."""
    item, others = levels[place], np.delete(levels, place, axis=0)
    both = ~np.isnan(item) & ~np.isnan(others).all(axis=0)
    if both.sum() < _FEWEST_PAIRS:
        return 0.0
    rest = np.nanmean(others[:, both], axis=0)
    if not item[both].std() or not rest.std():
        return 0.0
    found = float(np.corrcoef(item[both], rest)[0, 1])
    return found if abs(found) * np.sqrt(both.sum() - 1) > _HARDLY_CHANCE else 0.0


def _called(column: Column) -> str:
    """A column as its file names it, and what it is taken for."""
    same = folded(column.head).replace(" ", "_") == column.question
    return f"column {column.head}" if same else f'column "{plain(column.head)}" ({column.question})'


def _shown(cells: Sequence[tuple[str, int]]) -> str:
    shown = [
        f'"{plain(cell)}"{f" ({number} times)" if number > 1 else ""}' for cell, number in cells[:_MOST_SHOWN]
    ]
    more = f" and {len(cells) - _MOST_SHOWN:,} more" if len(cells) > _MOST_SHOWN else ""
    return f"{', '.join(shown)}{more}"


def _scale(column: Column, ends: str) -> str:
    return _option("scale", f"{column.question}={ends}")


def _option(name: str, value: str) -> str:
    """An option as it is typed, in marks where it needs them."""
    if all(sign.isalnum() or sign in "-_.=" for sign in value):
        return f"--{name} {value}"
    return (
        f'--{name} "{plain(value)}"'
        if not set(value) & set('"$`\\!')
        else f"--{name} {shlex.quote(plain(value))}"
    )
