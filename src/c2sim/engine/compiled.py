"""Compilation by numba of rules, which are plain functions, and of the kernels that call them."""

from collections.abc import Callable
from typing import Any, cast

import numba
from numba.core import types

from c2sim.engine.kernel_cache import KernelCache

# The stubs of numba do not know all of its options.
_njit: Any = numba.njit
_OPTIONS: dict[str, Any] = {
    "error_model": "numpy",
    "_nrt": False,
    "forceinline": True,
    "no_cfunc_wrapper": True,
}


def compiled[R](function: Callable[..., R]) -> Callable[..., R]:
    """Compile a scalar rule or a kernel; with NUMBA_DISABLE_JIT=1 it stays the plain function.

    A kernel allocates nothing (`_nrt=False`: numba refuses to compile one that does): room to work in
    is handed to it. This spares allocating, and counting references to every array of every record at
    every call. What a kernel calls is inlined: handing over records of many arrays costs more than most
    rules do. The parameters are left open: numba takes what an array yields, which type checkers cannot
    follow.
    """
    return cast("Callable[..., R]", _adapted(_njit(**_OPTIONS)(function)))


def inlined[R](function: Callable[..., R]) -> Callable[..., R]:
    """Compile a part that only kernels call: without a way in from Python, which is much of the compiling."""
    return cast("Callable[..., R]", _adapted(_njit(**_OPTIONS, no_cpython_wrapper=True)(function)))


_NARROW = (types.int8, types.int16, types.int32)


def _adapted(kernel: Any) -> Any:
    """A kernel as it is needed here; without compiling the plain function."""
    if hasattr(kernel, "get_call_template"):
        _take_wide_numbers(kernel)
        kernel._cache = KernelCache(kernel.py_func)
    return kernel


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


class Entry[**P, R]:
    """A kernel that Python calls with the same types every time.

    numba looks at every argument of every call to find the machine code that fits it, which for the records
    of a state takes longer than a week of 300 residents. This looks once and then goes straight there.
    """

    __slots__ = ("_call", "_kernel")

    def __init__(self, function: Callable[P, R]) -> None:
        self._kernel: Any = compiled(function)
        self._call: Callable[..., R] = function if self._kernel is function else self._first_call

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Run it."""
        return self._call(*arguments, **named)

    def compile(self, *arguments: Any) -> None:
        """Compile it, or take what is kept, for the types of these arguments."""
        if hasattr(self._kernel, "compile"):
            self._call = self._kernel.compile(tuple(numba.typeof(one) for one in arguments))

    def _first_call(self, *arguments: Any) -> R:
        self.compile(*arguments)
        return self._call(*arguments)


def entry[**P, R](function: Callable[P, R]) -> Entry[P, R]:
    """Compile a function as one that Python calls with the same types every time."""
    return Entry(function)
