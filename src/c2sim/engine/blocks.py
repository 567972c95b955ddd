"""How compiled phases see a state: by the address of a block of words, and not array by array.

A state has some two hundred arrays and numbers. Handed over as values they are a thousand arguments of
every function that takes the state, which is what most of the compiling was spent on. A block holds, word
by word, where each array stands and how long it is, and each number; a record of a state is a place in
the block. A kernel reads a word when it uses that field, and may take it that the words stand still while
it runs.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, cast, get_args, get_type_hints

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.core.datamodel import models
from numba.core.extending import NativeValue, register_model, unbox
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.core.typing.typeof import typeof_impl
from numba.np.arrayobj import populate_array
from numba.np.numpy_support import as_dtype

_WORD = 8  # bytes
_NUMBERS = {float: types.float64, int: types.int64, np.uint64: types.uint64}


class Record(types.Type):
    """Type of a record in kernels: its fields in order, each with its type and its first word.

    The first word of a whole block is its own address. Read from there, the compiler knows that all of
    the block may be read at any time, and so reads what a loop needs once, before it.
    """

    def __init__(self, name: str, fields: tuple[tuple[str, types.Type], ...], whole: bool = False) -> None:
        parts = [(field, one.key if isinstance(one, Record) else one.name) for field, one in fields]
        self._key = hashlib.blake2b(repr((name, parts, whole)).encode()).hexdigest()
        super().__init__(name=name)
        self.fields = fields
        self.whole = whole
        self.places: dict[str, tuple[int, types.Type]] = {}
        self.words = 1 if whole else 0
        for field, kind in fields:
            self.places[field] = (self.words, kind)
            self.words += _words(kind)

    @property
    def key(self) -> str:
        """What makes two record types the same: a digest, since numba asks for it many thousand times."""
        return self._key


def _words(kind: types.Type) -> int:
    if isinstance(kind, Record):
        return kind.words
    return 1 + kind.ndim if isinstance(kind, types.Array) else 1


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
            _types[name, shape] = Record(name, tuple(kinds), whole=True)
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

    def _write(self, name: str, place: int, kind: types.Type, value: Any) -> None:
        _refuse_another(name, kind, value)
        if isinstance(kind, Record):
            for (field, (at, inner)), one in zip(kind.places.items(), value, strict=True):
                self._write(f"{name}.{field}", place + at, inner, one)
        elif isinstance(kind, types.Array):
            self._words[place] = value.__array_interface__["data"][0]
            for axis, length in enumerate(value.shape, place + 1):
                self._words[axis] = length
        elif kind is types.float64:
            self._words.view(np.float64)[place] = value
        else:
            self._words[place] = int(value) % 2**64


def _refuse_another(name: str, kind: types.Type, value: Any) -> None:
    """Refuse what is not of the type that kernels were compiled for."""
    if isinstance(kind, Record):
        if type(value).__name__ != kind.name:
            raise TypeError(f"{name}: found {type(value).__name__}, expected {kind.name}")
    elif isinstance(kind, types.Array):
        if not _fits(value, kind):
            raise TypeError(_refusal(name, kind.dtype))
    elif kind is not types.float64 and isinstance(value, float):
        raise TypeError(f"{name}: found {value}, expected a whole number")


_types: dict[tuple[str, Any], Record] = {}
"""Types of blocks by name and shape: states of the same records are of one type, which is made once."""


def _shape(value: Any) -> Any:
    """What decides the type beside the annotations: the kinds of records and numbers, the axes of arrays."""
    if isinstance(value, tuple):
        return type(value), *map(_shape, value)
    return value.ndim if isinstance(value, np.ndarray) else type(value)


def _fits(value: Any, kind: types.Array) -> bool:
    """Whether this is an array of that type, in the order of its memory."""
    there = isinstance(value, np.ndarray) and value.ndim == kind.ndim and value.flags.c_contiguous
    return there and value.dtype == _dtype(kind.dtype)


_dtype = cache(as_dtype)


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


def _kind(name: str, value: Any, hint: Any) -> types.Type:
    """Type of a field in kernels."""
    if isinstance(value, tuple):
        hints = _hints(type(value))
        named = zip(value._fields, value, strict=True)  # pyright: ignore[reportAttributeAccessIssue]
        inner = tuple((field, _kind(f"{name}.{field}", one, hints[field])) for field, one in named)
        return Record(type(value).__name__, inner)
    if isinstance(value, np.ndarray) or _stated(hint):
        stated = cast("Any", _stated(hint))
        kind = types.Array(numba.from_dtype(stated), getattr(value, "ndim", 1), "C")
        if not _fits(value, kind):
            raise TypeError(_refusal(name, stated))
        return kind
    number = _NUMBERS.get(type(value))
    if number is None:
        raise TypeError(f"{name}: found {type(value).__name__}, expected a record, an array or a number")
    return number


register_model(Record)(models.OpaqueModel)


@typeof_impl.register(Block)
def _type_of_block(block: Block, _context: Any) -> types.Type:
    return block.type


@unbox(Record)
def _address_of_block(_kind: Record, block: Any, c: Any) -> NativeValue:
    number = c.pyapi.object_getattr_string(block, "address")
    address = c.pyapi.long_as_voidptr(number)
    c.pyapi.decref(number)
    return NativeValue(address)


@infer_getattr
class _Fields(AttributeTemplate):
    key = Record

    def generic_resolve(self, record: Record, field: str) -> types.Type | None:
        return record.places[field][1] if field in record.places else None


@lower_getattr_generic(Record)
def _read_field(context: Any, builder: Any, record: Record, address: Any, field: str) -> Any:
    place, kind = record.places[field]

    def at(word: int, of: Any) -> Any:
        moved = builder.gep(address, [ir.Constant(ir.IntType(64), _WORD * (place + word))])
        return builder.bitcast(moved, of.as_pointer())

    def read(word: int, of: Any) -> Any:
        value = builder.load(at(word, of))
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    if record.whole:
        own = builder.load(builder.bitcast(address, address.type.as_pointer()))
        size = ir.Constant(ir.IntType(64), _WORD * record.words)
        own.set_metadata("invariant.load", builder.module.add_metadata([]))
        own.set_metadata("dereferenceable", builder.module.add_metadata([size]))
        address = own
    if isinstance(kind, Record):
        return at(0, ir.IntType(8))
    if not isinstance(kind, types.Array):
        return read(0, context.get_value_type(kind))
    size = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    length = context.get_value_type(types.intp)
    shape = [read(1 + axis, length) for axis in range(kind.ndim)]
    strides = [ir.Constant(length, size)]
    for long in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], long))
    array = context.make_array(kind)(context, builder)
    populate_array(
        array,
        data=read(0, context.get_data_type(kind.dtype).as_pointer()),
        shape=shape,
        strides=strides,
        itemsize=ir.Constant(length, size),
        meminfo=None,
    )
    return impl_ret_borrowed(context, builder, kind, array._getvalue())
