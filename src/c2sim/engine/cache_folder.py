"""The folder in which compiled kernels and solved baselines are kept: one that nobody else can write to.

What numba keeps are pickles, and loading one runs what stands in it. So a folder is used only if its path,
with links followed, is owned by this user and cannot be written to by others. Where the usual folder is not
such a one (another's home, no home, a read-only one), one command gets a fresh private folder, which its
workers inherit and which goes with it.
"""

import atexit
import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import NamedTuple

from c2sim.errors import C2simError, plain

CHOSEN = "C2SIM_CACHE_DIR"
"""Environment variable with the folder to use."""
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class _Base(NamedTuple):
    folder: Path
    problem: str | None
    """Why it is not the usual one; None if it is, or if it was chosen."""


def cache_base() -> Path:
    """The private folder below which everything is kept.

    Raises:
        C2simError: when a folder was chosen that others can write to or that cannot be used.
    """
    return _base().folder


def why_not_kept() -> str | None:
    """Why nothing is kept for the next command, with the way out; None if it is."""
    problem = _base().problem
    if problem is None:
        return None
    return f"{plain(str(usual_folder()))}, {problem}; {CHOSEN} names a folder of your own"


@cache
def _base() -> _Base:
    chosen = os.environ.get(CHOSEN)
    if not chosen:
        usual = usual_folder()
        problem = what_is_wrong(usual)
        return _Base(_fresh() if problem else usual.resolve(), problem)
    problem = what_is_wrong(Path(chosen))
    if problem:
        raise C2simError(
            f"{CHOSEN}: found {plain(chosen)}, {problem}, expected a folder of your own that nobody else can "
            "write to (chmod 700)"
        )
    return _Base(Path(chosen).resolve(), None)


def usual_folder() -> Path:
    """Where this user's caches are by the custom of the system; below "~" if nobody knows their home."""
    import platformdirs

    try:
        return Path(platformdirs.user_cache_dir("c2sim"))
    except RuntimeError:
        return Path("~", ".cache", "c2sim")


def what_is_wrong(folder: Path) -> str | None:
    """Why a folder, which is made if it is not there, cannot be trusted or used; None if it can."""
    if not folder.is_absolute():
        return "which is no absolute path"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        real = folder.resolve(strict=True)
        if not os.access(real, os.W_OK | os.X_OK):
            return "which cannot be written to"
        return _what_others_can_do(real) if hasattr(os, "geteuid") else None
    except (OSError, RuntimeError) as error:
        return f"which cannot be used ({getattr(error, 'strerror', None) or type(error).__name__})"


def _what_others_can_do(real: Path) -> str | None:
    """Why others could put files into a folder, or another folder into its place; None if they cannot."""
    own, status = os.geteuid(), real.stat()
    if status.st_uid != own:
        return "which belongs to somebody else"
    if status.st_mode & _OTHERS:
        return "which others can write to"
    for above in real.parents:
        status = above.stat()
        if status.st_uid not in {own, 0}:
            return f"which lies in a folder of somebody else ({plain(str(above))})"
        if _others_can_write(status) and not status.st_mode & stat.S_ISVTX:
            return f"which lies in a folder that others can write to ({plain(str(above))})"
    return None


def _others_can_write(status: os.stat_result) -> bool:
    """Whether a folder above is open to others; a group of one's own, as many systems give it, is none."""
    own_group = status.st_gid in {os.getegid(), 0}
    return bool(status.st_mode & (stat.S_IWOTH if own_group else _OTHERS))


def _fresh() -> Path:
    """A folder for this command and the processes that it starts; it goes when the command ends."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="c2sim-")).resolve()
    except OSError as error:
        raise _nowhere(error.strerror or str(error)) from None
    problem = what_is_wrong(folder)
    if problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise _nowhere(f"{plain(str(folder))}, {problem}")
    os.environ[CHOSEN] = str(folder)
    atexit.register(_remove, folder, os.getpid())
    if threading.current_thread() is threading.main_thread():
        _end_in_order_on_sigterm()
    return folder


def _nowhere(reason: str) -> C2simError:
    return C2simError(
        f"{CHOSEN}: found no folder in which to keep what is compiled ({reason}), expected one of your own"
    )


def _remove(folder: Path, maker: int) -> None:
    """Remove the folder if this process made it; twice: a thread may still be putting a file into it."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _end_in_order_on_sigterm() -> None:
    """Have the process end as after an error when it is told to end, where nothing else listens for that."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
