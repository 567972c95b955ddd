"""numba's side of a kernel: its dispatcher, which compiles it for the types it is called with.

Importing numba takes a second of CPU; `compiling.py` imports this file when a kernel is first needed.
"""

from collections.abc import Callable
from typing import Any

import numba
from numba.core import types

import c2sim.engine.code_type  # noqa: F401  # pyright: ignore[reportUnusedImport] (numba is told of codes)
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


def dispatcher_of(function: Callable[..., Any], from_python: bool) -> Any:
    """The dispatcher of a function; with NUMBA_DISABLE_JIT=1 the plain function.

    Args:
        function: a rule or a kernel.
        from_python: whether Python calls it, and not only kernels; the way in is much of the compiling.
    """
    kernel = _njit(**_OPTIONS, no_cpython_wrapper=not from_python)(function)
    if kernel is not function:
        _take_wide_numbers(kernel)
    return kernel


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
