"""Compilation of rules by numba, with a disk cache that can never be stale.

numba's own cache looks only at the file a function stands in: when a rule changes in another
file, a cached week would go on running the old rule. Hence the cache folder is named by a digest
of every source file that takes part in a compiled week, and of the versions of what compiles it.
This has to happen before anything is decorated, so every kernel imports `compiled` from here.
"""

import getpass
import hashlib
import os
import platform
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import numba
import platformdirs
from numba.core import config, types

_PACKAGE = Path(__file__).parent
_COMPILED_SOURCES = (
    "compiled.py",
    "chance.py",
    "number.py",
    "ordering.py",
    "parameters.py",
    "records.py",
    "state.py",
    "summing.py",
    "rules",
    "measures",
)
_MODEL_SOURCES = (
    *_COMPILED_SOURCES,
    "neighbourhood.py",
    "real_place.py",
    "files",
    "survey",
    "network",
    "imported_ties.py",
    "holding_ties.py",
    "mixing.py",
    "rates.py",
    "holding.py",
    "calibration.py",
    "free_terms.py",
    "streets.py",
    "first_ties.py",
    "burn_in.py",
    "empty_records.py",
    "population.py",
    "interventions",
    "scenario",
    "bundled.py",
    "errors.py",
    "model.py",
    "run.py",
    "region",
)


@cache
def _digest(names: tuple[str, ...]) -> str:
    """Digest of the named source files and folders (in the order of their paths) and of the libraries."""
    digest = hashlib.blake2b(digest_size=10)
    for name in names:
        place = _PACKAGE / name
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        for file in files:
            if file.exists():
                digest.update(str(file.relative_to(_PACKAGE)).encode() + b"\0" + file.read_bytes())
    for library in ("numpy", "numba", "llvmlite"):
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


def model_version() -> str:
    """Digest of every source file from the parameters up to the run, and of numpy and numba."""
    return _digest(_MODEL_SOURCES)


def cache_folder() -> Path:
    """Folder of this user in which compiled kernels and solved baselines of this source are kept."""
    base = Path(platformdirs.user_cache_dir("c2sim"))
    try:
        base.mkdir(parents=True, exist_ok=True)
        writable = os.access(base, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        base = Path(tempfile.gettempdir()) / f"c2sim-{getpass.getuser()}"
    return base / f"py{platform.python_version()}-{_digest(_COMPILED_SOURCES)}"


# numba makes its settings at run time, so a type checker cannot know this one.
config.CACHE_DIR = str(cache_folder() / "kernels")  # pyright: ignore[reportAttributeAccessIssue]


# The stubs of numba do not know all of its options.
_njit: Any = numba.njit
_OPTIONS: dict[str, Any] = {
    "cache": True,
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


_PATIENCE = 60.0  # seconds for the lock of a process that keeps what it has compiled
_NARROW = (types.int8, types.int16, types.int32)


def _adapted(kernel: Any) -> Any:
    """A kernel as it is needed here; without compiling the plain function."""
    if hasattr(kernel, "get_call_template"):
        _take_wide_numbers(kernel)
        _keep_in_turn(kernel)
    return kernel


def _take_wide_numbers(kernel: Any) -> None:
    """Let kernels call this one with whole numbers of 64 bits only: compiled once and not for each width."""
    template = kernel.get_call_template

    def of_wide_numbers(arguments: tuple[Any, ...], named: Any) -> Any:
        return template(tuple(map(_wide, arguments)), named)

    kernel.get_call_template = of_wide_numbers


def _keep_in_turn(kernel: Any) -> None:
    """Let one process at a time keep machine code: two at once could give one file to two versions.

    Where no lock can be had it is not kept.
    """
    cache = kernel._cache
    save = cache.save_overload

    def in_turn(signature: Any, compiled: Any) -> None:
        from filelock import FileLock

        folder = cache_folder()
        with suppress(OSError):  # TimeoutError is one
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / "keeping.lock", timeout=_PATIENCE):
                save(signature, compiled)

    cache.save_overload = in_turn


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
