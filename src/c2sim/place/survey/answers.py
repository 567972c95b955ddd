"""The answers to one question: which cells are answers, which count as missing, and which are neither."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.place.survey.codebook import Codebook
from c2sim.place.survey.raw_table import RawTable
from c2sim.place.survey.scale import USUAL, Scale, folded, number_of

MISSING = ("", "NA", "N/A", "#N/A", "<NA>", "NaN", "NULL", "None", ".", "-", "\u2013", "\u2014")
"""Cells that count as missing without a word, unless a scale of words has them."""

_MISSING = frozenset(map(folded, MISSING))
WIDE_GAP = 3.0
"""Between two answers, from which on those beyond it may be no answers of one scale with the others."""
_BELOW, _ABOVE = 1.0, 7.0


@dataclass(frozen=True)
class Column:
    """The answers in one column, in the order of the file's rows."""

    question: str
    head: str
    cells: tuple[tuple[int, str], ...]
    """Each with the number of its row."""
    stated: bool
    """Whether its scale was stated."""
    scale: Scale | None
    """None where it was not stated and answers do not show it."""
    values: Floats
    """Numbers, or steps of a scale of words; NaN where missing or no answer."""
    missing: Counter[str]
    """Cells that count as missing."""
    foreign: Counter[str]
    """Cells that are neither an answer nor missing."""

    @property
    def known(self) -> Floats:
        """Answers that are not missing."""
        return self.values[~np.isnan(self.values)]

    @property
    def levels(self) -> Floats:
        """Answers from none (0) to the most (1)."""
        scale = self.scale or USUAL
        return (self.values - scale.none) / (scale.most - scale.none)


def column_of(question: str, head: str, table: RawTable, codebook: Codebook) -> Column:
    """The answers to a question in the column with this head."""
    cells = table.cells(head)
    stated = codebook.scale_of(question)
    codes = codebook.question(question).missing
    codes = [*(codebook.missing if codes is None else codes), *table.missing.get(head, ())]
    missing = Counter(cell for _, cell in cells if _is_missing(cell, codes, stated))
    numbers = [number_of(cell) for _, cell in cells if cell not in missing]
    scale = stated or (USUAL if _look_usual(numbers) else None)
    values = [np.nan if cell in missing else _value(cell, scale) for _, cell in cells]
    foreign = Counter(
        cell
        for (_, cell), value in zip(cells, values, strict=True)
        if np.isnan(value) and cell not in missing
    )
    return Column(
        question, head, tuple(cells), stated is not None, scale, np.array(values, float), missing, foreign
    )


def _value(cell: str, scale: Scale | None) -> float:
    return number_of(cell) if scale is None else scale.answer(cell)


def _is_missing(cell: str, codes: Collection[str], scale: Scale | None) -> bool:
    if any(is_code(cell, code) for code in codes):
        return True
    return folded(cell) in _MISSING and not (scale and scale.words and not np.isnan(scale.answer(cell)))


def is_code(cell: str, code: str) -> bool:
    """Whether a cell is this missing code: the same word, or the same number however it is written."""
    return folded(cell) == folded(code) or number_of(cell) == number_of(code)


def _look_usual(numbers: Collection[float]) -> bool:
    """Whether answers can hardly be of another scale than 0 to 10.

    They reach below 1 and above 7, and leave no gap: answers from 1 to 5 or from 1 to 10 may be all of
    another scale, and a 9 above answers up to 5 may be a code for "no answer".
    """
    found = np.unique(np.array(list(numbers), float))
    if not len(found) or np.isnan(found).any() or found[0] < USUAL.none or found[-1] > USUAL.most:
        return False
    return bool(found[0] < _BELOW and found[-1] > _ABOVE and np.diff(found).max() < WIDE_GAP)
