"""One coordinator at a time in a results folder; the system lets go of the lock when a process dies."""

import contextlib
from collections.abc import Generator
from pathlib import Path

from filelock import FileLock, Timeout

from c2sim.errors import C2simError


@contextlib.contextmanager
def locked(folder: Path) -> Generator[None]:
    """Have a folder for oneself.

    Raises:
        C2simError: when another process is at work in it, or what should be its lock is something else.
        OSError: when it cannot be written to.
    """
    file = folder / ".lock"
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise C2simError(f"{file}: found something that is not a file, expected none or the lock of c2sim")
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise C2simError(
            f"{folder}: found another c2sim at work in this folder, expected one at a time"
        ) from None
    try:
        yield
    finally:
        lock.release()
