"""How numba sees a block: as the address of its words, of which it reads those of fields that are used."""

import hashlib
from functools import cache
from typing import Any

import numba
from llvmlite import ir
from numba.core import types
from numba.core.datamodel import models
from numba.core.extending import NativeValue, register_model, unbox
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.core.typing.typeof import typeof_impl
from numba.np.arrayobj import populate_array

from c2sim.engine.blocks import ArrayKind, Block, Kind, Layout

_WORD = 8  # bytes


class Record(types.Type):
    """Type of a record in kernels."""

    def __init__(self, layout: Layout) -> None:
        self._key = hashlib.blake2b(repr(layout).encode()).hexdigest()
        super().__init__(name=layout.name)
        self.layout = layout

    @property
    def key(self) -> str:
        """What makes two record types the same: a digest, since numba asks for it many thousand times."""
        return self._key


def types_of(arguments: tuple[Any, ...]) -> tuple[types.Type, ...]:
    """Types of what a kernel is called with, a block among it."""
    return tuple(numba.typeof(one) for one in arguments)


@cache
def _type_of(kind: Kind) -> types.Type:
    """Type of a field in kernels."""
    if isinstance(kind, Layout):
        return Record(kind)
    if isinstance(kind, ArrayKind):
        return types.Array(numba.from_dtype(kind.dtype), kind.axes, "C")
    return numba.from_dtype(kind)


register_model(Record)(models.OpaqueModel)


@typeof_impl.register(Block)
def _type_of_block(block: Block, _context: Any) -> types.Type:
    return _type_of(block.type)


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
        places = record.layout.places
        return _type_of(places[field][1]) if field in places else None


@lower_getattr_generic(Record)
def _read_field(context: Any, builder: Any, record: Record, address: Any, field: str) -> Any:
    place, stated = record.layout.places[field]
    kind = _type_of(stated)

    def at(word: int, of: Any) -> Any:
        moved = builder.gep(address, [ir.Constant(ir.IntType(64), _WORD * (place + word))])
        return builder.bitcast(moved, of.as_pointer())

    def read(word: int, of: Any) -> Any:
        value = builder.load(at(word, of))
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    if record.layout.whole:
        own = builder.load(builder.bitcast(address, address.type.as_pointer()))
        size = ir.Constant(ir.IntType(64), _WORD * record.layout.words)
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
