"""The scale of a question: which answer means none, which the most, and where between them an answer lies.

Written as two numbers, from the answer that means none to the one that means the most (`1-5`, `5-1`,
`-2 to 2`), or as words in steps of one size, from the least to the most (`Never < Sometimes < Always`).
"""

import math
import re
from dataclasses import dataclass
from typing import Self

from c2sim.errors import RefusalError, plain

EXPECTED = 'two numbers as in "1-5", or words from the least to the most as in "Never < Sometimes < Always"'

_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_ENDS = re.compile(rf"\s*({_NUMBER.pattern})\s*(?:-|\u2013|to|\.\.)\s*({_NUMBER.pattern})\s*", re.ASCII)
_LARGEST = 100.0


def number_of(cell: str) -> float:
    """The number in a cell, with a decimal point or comma; NaN for what is none."""
    text = cell.replace("\u2212", "-")
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.nan


def folded(word: str) -> str:
    """A word as it is compared: blanks and capitals do not matter."""
    return " ".join(word.split()).casefold()


@dataclass(frozen=True, slots=True)
class Scale:
    """Two ends, or words with as many steps between them."""

    none: float
    most: float
    words: tuple[str, ...] = ()
    """From the least to the most; none where answers are numbers."""

    @classmethod
    def read(cls, text: str) -> Self:
        """The scale that is written so.

        Raises:
            RefusalError: for text that is none.
        """
        if "<" in text:
            return cls._of_words([word.strip() for word in text.split("<")])
        ends = _ENDS.fullmatch(text)
        if not ends:
            raise RefusalError(f'"{plain(text)}"', EXPECTED)
        none, most = number_of(ends[1]), number_of(ends[4])
        if none == most or max(abs(none), abs(most)) > _LARGEST:
            raise RefusalError(f'"{plain(text)}"', f"two ends that differ, each from -100 to {_LARGEST:.0f}")
        return cls(none, most)

    @classmethod
    def _of_words(cls, words: list[str]) -> Self:
        if len({folded(word) for word in words}) < len(words) or not all(words):
            raise RefusalError(f'"{plain(" < ".join(words))}"', "words that differ, with one < between two")
        return cls(0.0, len(words) - 1.0, tuple(words))

    def __str__(self) -> str:
        """As it is written in a scenario."""
        if self.words:
            return " < ".join(self.words)
        dash = "-" if self.none >= 0 and self.most >= 0 else " to "
        return f"{self.none:g}{dash}{self.most:g}"

    def answer(self, cell: str) -> float:
        """The answer in a cell: a number, or the step of a word; NaN for one that is off the scale."""
        if self.words:
            steps = {folded(word): float(step) for step, word in enumerate(self.words)}
            return steps.get(folded(cell), math.nan)
        value = number_of(cell)
        low, high = sorted((self.none, self.most))
        return value if low <= value <= high else math.nan

    def level(self, answer: float) -> float:
        """Where an answer lies between none (0) and the most (1)."""
        return (answer - self.none) / (self.most - self.none)


USUAL = Scale(0.0, 10.0)
"""The scale that is taken without a word, where answers leave no doubt."""
