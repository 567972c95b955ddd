"""The base of records from outside: frozen, checked, and with whole numbers of any library."""

from numbers import Integral
from typing import cast

from pydantic import BaseModel, model_validator


class Record(BaseModel, frozen=True, extra="forbid", strict=True, allow_inf_nan=False):
    """A record that takes no unknown key and converts nothing but whole numbers, NumPy's among them."""

    @model_validator(mode="before")
    @classmethod
    def _whole_numbers(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {key: with_whole_numbers(value) for key, value in cast(dict[object, object], given).items()}


def with_whole_numbers(value: object) -> object:
    """A value whose whole numbers of another library are Python's own; within lists and tables too."""
    if isinstance(value, int | float | str):  # most of them; NumPy's floats are Python's as well
        return value
    if isinstance(value, Integral):
        return int(value)
    if type(value) is tuple or type(value) is list:
        inner = cast(tuple[object, ...] | list[object], value)
        return type(inner)(map(with_whole_numbers, inner))
    if type(value) is dict:
        table = cast(dict[object, object], value)
        return {key: with_whole_numbers(one) for key, one in table.items()}
    return value
