"""What compiled phases take for granted: every array of a state has the type that `state.py` states.

They go straight to the memory of the arrays, so an array of another type has to be refused before.
"""

from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

import numpy as np

from c2sim.state import State


@cache
def _stated(record: type) -> dict[str, np.dtype[Any]]:
    """Type of the numbers in each array of a record, as its annotation says."""
    found: dict[str, np.dtype[Any]] = {}
    for name, hint in get_type_hints(record).items():
        inner = (*get_args(hint), *(one for part in get_args(hint) for one in get_args(part)))
        numbers = [one for one in inner if isinstance(one, type) and issubclass(one, np.generic)]
        if numbers:
            found[name] = np.dtype(numbers[0])
    return found


def refuse_other_layouts(state: State) -> None:
    """Raise `TypeError` for an array whose numbers are of another type, or not one after the other."""
    records = [state, *(getattr(state, field.name) for field in fields(state))]
    for record in records:
        if record is state or hasattr(record, "_fields"):
            for name, stated in _stated(type(record)).items():
                _refuse(f"{type(record).__name__}.{name}", getattr(record, name), stated)


def _refuse(name: str, array: Any, stated: np.dtype[Any]) -> None:
    if not isinstance(array, np.ndarray) or array.dtype != stated or not array.flags.c_contiguous:
        raise TypeError(f"{name}: expected an array of {stated} in the order of its memory")
