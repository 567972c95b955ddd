"""A factor: something that varies between the points of an experiment, and over what."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from pydantic import Field, field_validator, model_validator

from c2sim.engine.record import Record
from c2sim.errors import RefusalError
from c2sim.model.parameters import numbers

type Value = bool | int | float | str

_LARGEST = 10**300  # beyond 10^308 there is no float

MOST_STEPS = 10_000


def refuse_endless(value: Value) -> None:
    """Refuse a whole number that is too large to be counted with."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        digits = round(value.bit_length() * 0.30103)
        raise RefusalError(f"a whole number of about {digits} digits", "a number of at most 300 digits")


class Factor(Record, frozen=True):
    """A parameter, a field of the neighbourhood or a field of an intervention, and its values.

    Either `values`, or a range from `low` to `high`; a parameter without either has its plausible range.
    """

    name: str = Field(
        pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$",
        max_length=200,
        description="What varies: section.parameter, neighbourhood.field, or intervention id.field",
    )
    values: tuple[Value, ...] | None = Field(
        default=None, min_length=1, max_length=MOST_STEPS, strict=False, description="Values, one by one"
    )
    low: float | None = Field(default=None, description="Lower end of the range")
    high: float | None = Field(default=None, description="Upper end of the range")
    steps: int | None = Field(
        default=None, ge=2, le=MOST_STEPS, description="So many values, evenly from low to high"
    )

    @field_validator("values")
    @classmethod
    def _values_are_numbers(cls, values: tuple[Value, ...] | None) -> tuple[Value, ...] | None:
        for one in values or ():
            refuse_endless(one)
        return values

    @model_validator(mode="after")
    def _values_or_range(self) -> Self:
        ends = [end for end in (self.low, self.high) if end is not None]
        if self.values is not None and (ends or self.steps is not None):
            raise RefusalError("values and a range", "either values, or low and high")
        if len(ends) == 1:
            raise RefusalError("one end of a range", "both low and high")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise RefusalError(f"low {self.low:g} and high {self.high:g}", "a low below its high")
        if self.values is None and not ends and self._plausible() is None:
            raise RefusalError(
                "no values", "values, or low and high (only a parameter has a range of its own)"
            )
        return self

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The range that is given, or else the plausible range of the parameter; None for listed values."""
        if self.values is not None:
            return None
        if self.low is not None and self.high is not None:
            return self.low, self.high
        return self._plausible()

    def listed(self) -> Sequence[Value]:
        """The values one by one: those given, or so many steps of the range (without `steps`, its ends)."""
        if self.values is not None:
            return self.values
        low, high = self.bounds or (0.0, 1.0)
        return np.linspace(low, high, self.steps or 2).tolist()

    def _plausible(self) -> tuple[float, float] | None:
        section, _, name = self.name.partition(".")
        number = numbers().get((section, name))
        return None if number is None else (number.low, number.high)
