"""Compilation by numba of rules, which are plain functions, and of the kernels that call them.

Machine code is kept on disk, one process at a time and never a stale piece. numba's own cache looks only at
the file a function stands in: when a rule changes in another file, a cached week would go on running the old
rule. Hence a cache is for one digest of all source that takes part in a compiled week, one set of libraries
and one Python, which the name of its folder says.
"""

import hashlib
import platform
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

import numba
from numba.core import types
from numba.core.caching import CompileResultCacheImpl, FunctionCache, UserProvidedCacheLocator

from c2sim.engine.cache_folder import cache_base
from c2sim.engine.digest import source_files
from c2sim.engine.pipeline import KernelCompiler, PartCompiler
from c2sim.engine.version import KERNELS, kernel_version, library_versions

_PACKAGE = Path(__file__).resolve().parents[1]
_PATIENCE = 60.0  # seconds for the lock of a process that keeps what it has compiled


@cache
def cache_folder() -> Path:
    """Folder for what is made with this source of the kernels, these libraries and this Python.

    Raises:
        C2simError: when the folder that was chosen cannot be trusted.
    """
    libraries = hashlib.blake2b(repr(library_versions()).encode(), digest_size=4).hexdigest()
    return cache_base() / f"py{platform.python_version()}-{libraries}-{kernel_version()}"


@cache
def _files_of_the_digest() -> frozenset[Path]:
    return frozenset(source_files(_PACKAGE, KERNELS))


class _Locator(UserProvidedCacheLocator):
    """Finds the file of a kernel by its path in the package: clones with the same source share it."""

    def __init__(self, py_func: Any, py_file: str) -> None:
        self._py_file = py_file
        self._lineno = py_func.__code__.co_firstlineno
        file = Path(py_file).resolve()
        self._in_digest = file in _files_of_the_digest()
        if self._in_digest:
            folder = ".".join(file.relative_to(_PACKAGE).with_suffix("").parts)
        else:
            folder = self.get_suitable_cache_subpath(py_file)
        self._cache_path = str(cache_folder() / "kernels" / folder)

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> "_Locator":
        """Make it; a file need not exist, and whether the folder can be written to is seen when it is."""
        return cls(py_func, py_file)

    def get_source_stamp(self) -> Any:
        """Nothing for files of the digest, which the name of the folder stands for."""
        return "" if self._in_digest else super().get_source_stamp()

    def get_disambiguator(self) -> str:
        """Nothing for functions of the digest: a longer docstring above one makes no other of it."""
        return "" if self._in_digest else super().get_disambiguator()


class _Form(CompileResultCacheImpl):
    _locator_classes = [_Locator]  # noqa: RUF012 (numba's own form)


class KernelCache(FunctionCache):
    """Keeps the machine code of one kernel."""

    _impl_class = _Form

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """What is kept; nothing if that cannot be read: then it is compiled and kept anew."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # a damaged pickle raises anything
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep machine code while no other process does: two at once could give one file to two versions.

        Where no lock can be had, or nothing can be written, it is not kept.
        """
        from filelock import FileLock

        folder = cache_folder()
        with suppress(OSError):  # TimeoutError is one
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / "keeping.lock", timeout=_PATIENCE):
                super().save_overload(sig, data)


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
    follow. Another kernel takes it in as a part, and not what Python calls.
    """
    kernel = _adapted(_njit(**_OPTIONS, pipeline_class=KernelCompiler)(function))
    if kernel is not function:
        part: Any = inlined(function)
        kernel.get_call_template = part.get_call_template
        kernel.get_overload = part.get_overload
        kernel._cache = KernelCache(function)
    return cast("Callable[..., R]", kernel)


def inlined[R](function: Callable[..., R]) -> Callable[..., R]:
    """Compile a part that only kernels call: without a way in from Python or machine code of its own."""
    part = _njit(**_OPTIONS, no_cpython_wrapper=True, pipeline_class=PartCompiler)(function)
    return cast("Callable[..., R]", _adapted(part))


_NARROW = (types.int8, types.int16, types.int32)


def _adapted(kernel: Any) -> Any:
    """A kernel as other kernels need it; without compiling the plain function."""
    if hasattr(kernel, "get_call_template"):
        _take_wide_numbers(kernel)
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
