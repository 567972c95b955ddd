"""numba's side of a kernel: its dispatchers, which compile it for the types it is called with.

Importing numba takes a second of CPU; `compiling.py` imports this file when a kernel is first needed.
"""

from collections.abc import Callable
from typing import Any

import numba
from numba.core import types

import c2sim.engine.code_type  # noqa: F401  # pyright: ignore[reportUnusedImport] (numba is told of codes)
from c2sim.engine.pipeline import KernelCompiler, PartCompiler
from c2sim.engine.record_type import types_of

# The stubs of numba do not know all of its options.
_njit: Any = numba.njit
_OPTIONS: dict[str, Any] = {
    "error_model": "numpy",
    "_nrt": False,
    "forceinline": True,
    "no_cfunc_wrapper": True,
}
_NARROW = (types.int8, types.int16, types.int32)


def kernel_of(function: Callable[..., Any]) -> Any:
    """The dispatcher of a kernel that Python calls; with NUMBA_DISABLE_JIT=1 the plain function."""
    return _njit(**_OPTIONS, pipeline_class=KernelCompiler)(function)


def part_of(function: Callable[..., Any]) -> Any:
    """The dispatcher of a part that kernels take in; nobody else can call it."""
    part = _njit(**_OPTIONS, pipeline_class=PartCompiler, no_cpython_wrapper=True)(function)
    _take_wide_numbers(part)
    return part


def entry_point(dispatcher: Any, arguments: tuple[Any, ...]) -> Callable[..., Any]:
    """Machine code of a dispatcher for the types of these arguments: compiled, or what is kept."""
    return dispatcher.compile(types_of(arguments))


def _take_wide_numbers(kernel: Any) -> None:
    """Let kernels call this one with whole numbers of 64 bits only: compiled once and not for each width."""
    template = kernel.get_call_template

    def of_wide_numbers(arguments: tuple[Any, ...], named: Any) -> Any:
        return template(tuple(map(_wide, arguments)), named)

    kernel.get_call_template = of_wide_numbers


def _wide(kind: Any) -> Any:
    """The 64-bit type of a whole number, and of a literal what it is one of; others as they are."""
    if kind in _NARROW or isinstance(kind, types.IntegerLiteral):
        return types.int64
    return types.boolean if isinstance(kind, types.BooleanLiteral) else kind
