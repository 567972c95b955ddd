"""A default value that knows its unit, plausible range, tag, source and meaning."""

from typing import Literal, Self

Tag = Literal["evidence", "assumption"]


class Number(float):
    """A default value that knows its unit, plausible range, tag, source and meaning."""

    unit: str
    low: float
    high: float
    tag: Tag
    source: str
    meaning: str

    def __new__(  # noqa: PLR0913 (a row of the table of numbers)
        cls, value: float, unit: str, low: float, high: float, tag: Tag, source: str, meaning: str
    ) -> Self:
        """Make the number; the value has to lie in its own range."""
        if not low <= value <= high:
            raise ValueError(f"{value} is outside {low}..{high}: {meaning}")
        number = super().__new__(cls, value)
        number.unit, number.low, number.high = unit, low, high
        number.tag, number.source, number.meaning = tag, source, meaning
        return number


def given(value: float, unit: str, low: float, high: float, source: str, meaning: str) -> float:
    """A number whose size is fixed by evidence."""
    return Number(value, unit, low, high, "evidence", source, meaning)


def assumed(
    value: float, unit: str, low: float, high: float, meaning: str, source: str = "no source"
) -> float:
    """A number of which only the sign, or nothing, is known."""
    return Number(value, unit, low, high, "assumption", source, meaning)
