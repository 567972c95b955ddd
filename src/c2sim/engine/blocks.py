"""How compiled phases see a state: by the address of a block of words, and not array by array.

A state has some two hundred arrays and numbers. Handed over as values they are a thousand arguments of
every function that takes the state, which is what most of the compiling was spent on. A block holds, word
by word, where each array stands and how long it is, and each number; a record of a state is a place in
the block. A kernel reads a word when it uses that field, and may take it that the words stand still while
it runs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, cast, get_args, get_type_hints

import numpy as np

_FRACTION = np.dtype(np.float64)
_NUMBERS = {float: _FRACTION, int: np.dtype(np.int64), np.uint64: np.dtype(np.uint64)}


class ArrayKind(NamedTuple):
    """Kind of an array: its numbers, and how many axes it has."""

    dtype: np.dtype[Any]
    axes: int


type Kind = Layout | ArrayKind | np.dtype[Any]
"""Kind of a field: a record, an array or a number."""


@dataclass(frozen=True)
class Layout:
    """Where the words of a record stand: its fields in order, each with its kind and its first word.

    The first word of a whole block is its own address. Read from there, the compiler knows that all of
    the block may be read at any time, and so reads what a loop needs once, before it.
    """

    name: str
    fields: tuple[tuple[str, Kind], ...]
    whole: bool = False

    @cached_property
    def places(self) -> dict[str, tuple[int, Kind]]:
        """First word and kind of each field."""
        found: dict[str, tuple[int, Kind]] = {}
        word = 1 if self.whole else 0
        for field, kind in self.fields:
            found[field] = (word, kind)
            word += _words(kind)
        return found

    @cached_property
    def words(self) -> int:
        """How many words it takes."""
        return sum((_words(kind) for _, kind in self.fields), 1 if self.whole else 0)


def _words(kind: Kind) -> int:
    if isinstance(kind, Layout):
        return kind.words
    return 1 + kind.axes if isinstance(kind, ArrayKind) else 1


class Block:
    """The words of a state, kept in step with its fields.

    Args:
        name: name of the type in kernels.
        hints: the state's fields, with the type of each as annotated.
        values: the fields as they are, in the same order.

    Raises:
        TypeError: for an array whose numbers are of another type than stated, or not one after the other.
    """

    __slots__ = ("_words", "address", "type")

    def __init__(self, name: str, hints: dict[str, Any], values: Sequence[Any]) -> None:
        shape = tuple(map(_shape, values))
        if (name, shape) not in _types:
            given = zip(hints.items(), values, strict=True)
            kinds = ((field, _kind(field, value, hint)) for (field, hint), value in given)
            _types[name, shape] = Layout(name, tuple(kinds), whole=True)
        self.type = _types[name, shape]
        self._words = np.zeros(self.type.words, np.uint64)
        self.address = self._words.ctypes.data
        self._words[0] = self.address
        self.renew(zip(hints, values, strict=True))

    def __reduce__(self) -> Any:
        """Leave nothing behind in a copy: the addresses hold for one state in one process."""
        return type(None), ()

    def renew(self, changed: Iterable[tuple[str, Any]]) -> None:
        """Write the words of fields that have become other objects."""
        for field, value in changed:
            place, kind = self.type.places[field]
            self._write(field, place, kind, value)

    def _write(self, name: str, place: int, kind: Kind, value: Any) -> None:
        _refuse_another(name, kind, value)
        if isinstance(kind, Layout):
            for (field, (at, inner)), one in zip(kind.places.items(), value, strict=True):
                self._write(f"{name}.{field}", place + at, inner, one)
        elif isinstance(kind, ArrayKind):
            self._words[place] = value.__array_interface__["data"][0]
            for axis, length in enumerate(value.shape, place + 1):
                self._words[axis] = length
        elif kind is _FRACTION:
            self._words.view(np.float64)[place] = value
        else:
            self._words[place] = int(value) % 2**64


def _refuse_another(name: str, kind: Kind, value: Any) -> None:
    """Refuse what is not of the type that kernels were compiled for."""
    if isinstance(kind, Layout):
        if type(value).__name__ != kind.name:
            raise TypeError(f"{name}: found {type(value).__name__}, expected {kind.name}")
    elif isinstance(kind, ArrayKind):
        if not _fits(value, kind):
            raise TypeError(_refusal(name, kind.dtype))
    elif kind is not _FRACTION and isinstance(value, float):
        raise TypeError(f"{name}: found {value}, expected a whole number")


_types: dict[tuple[str, Any], Layout] = {}
"""Types of blocks by name and shape: states of the same records are of one type, which is made once."""


def _shape(value: Any) -> Any:
    """What decides the type beside the annotations: the kinds of records and numbers, the axes of arrays."""
    if isinstance(value, tuple):
        return type(value), *map(_shape, value)
    return value.ndim if isinstance(value, np.ndarray) else type(value)


def _fits(value: Any, kind: ArrayKind) -> bool:
    """Whether this is an array of that type, in the order of its memory."""
    there = isinstance(value, np.ndarray) and value.ndim == kind.axes and value.flags.c_contiguous
    return there and value.dtype == kind.dtype


def _refusal(name: str, numbers: Any) -> str:
    return f"{name}: expected an array of {numbers} in the order of its memory"


@cache
def _hints(record: type) -> dict[str, Any]:
    """Type of each field of a record as annotated, read once: every new state has the same records."""
    return get_type_hints(record)


@cache
def _stated(hint: Any) -> np.dtype[Any] | None:
    """Type of the numbers of an array, as its annotation says."""
    inner = (*get_args(hint), *(one for part in get_args(hint) for one in get_args(part)))
    numbers = [one for one in inner if isinstance(one, type) and issubclass(one, np.generic)]
    return np.dtype(numbers[0]) if numbers else None


def _kind(name: str, value: Any, hint: Any) -> Kind:
    """Type of a field in kernels."""
    if isinstance(value, tuple):
        hints = _hints(type(value))
        named = zip(value._fields, value, strict=True)  # pyright: ignore[reportAttributeAccessIssue]
        inner = tuple((field, _kind(f"{name}.{field}", one, hints[field])) for field, one in named)
        return Layout(type(value).__name__, inner)
    if isinstance(value, np.ndarray) or _stated(hint):
        stated = cast("Any", _stated(hint))
        kind = ArrayKind(stated, getattr(value, "ndim", 1))
        if not _fits(value, kind):
            raise TypeError(_refusal(name, stated))
        return kind
    number = _NUMBERS.get(type(value))
    if number is None:
        raise TypeError(f"{name}: found {type(value).__name__}, expected a record, an array or a number")
    return number
