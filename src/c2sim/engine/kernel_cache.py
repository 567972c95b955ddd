"""Machine code is kept on disk, one process at a time and never a stale piece.

numba's own cache looks only at the file a function stands in: when a rule changes in another file, a cached
week would go on running the old rule. Hence a cache is for one digest of all source that takes part in a
compiled week, one set of libraries and one Python, which the name of its folder says.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from numba.core.caching import CompileResultCacheImpl, FunctionCache, UserProvidedCacheLocator

from c2sim.engine.digest import source_files
from c2sim.engine.version import KERNELS, cache_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_PATIENCE = 60.0  # seconds for the lock of a process that keeps what it has compiled


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


def keep(dispatcher: Any) -> None:
    """Have the machine code of a dispatcher kept, and taken from what is kept."""
    dispatcher._cache = KernelCache(dispatcher.py_func)
