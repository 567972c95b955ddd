"""The last line of defence: what nobody foresaw ends in one line, and its traceback in a private file."""

import errno
import os
import tempfile
import traceback
from pathlib import Path

from c2sim.errors import plain

_TOO_LONG = "a path that is longer than this system takes, expected a shorter one"
_WORDS = {
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.ENOSPC: "no room left on the device, expected some",
    errno.EDQUOT: "that your share of the disk is used up, expected room",
    errno.EACCES: "that it may not be read or written, expected permission",
    errno.EPERM: "that it may not be read or written, expected permission",
    errno.EROFS: "a place that can only be read, expected one that can be written to",
    errno.ELOOP: "links that lead round in a circle, expected a file or folder",
    errno.EIO: "a device that fails, expected one that works",
    errno.EMFILE: "too many files open at once, expected a higher limit (ulimit -n)",
    errno.ENFILE: "too many files open at once, expected a higher limit",
}
"""What the system may refuse at any moment and a person can put right."""


def sentence_of(error: BaseException, *, of_output: bool) -> str | None:
    """A sentence for what a person can put right; None for everything else."""
    if _without_folder():  # whatever was tried, numpy among others fails in its own way then
        return "current folder: found none that can be read, expected one; go to another folder (cd)"
    if not isinstance(error, OSError) or error.errno not in _WORDS:
        return None
    place = plain(error.filename) if isinstance(error.filename, str) else "a file"
    return f"{'standard output' if of_output else place}: found {_WORDS[error.errno]}"


def confession_of(error: BaseException) -> str:
    """One line for what nobody foresaw; the traceback is in a file that it names."""
    what = "something that nobody foresaw"
    if isinstance(error, MemoryError):
        what = "there is too little memory for this"
    elif isinstance(error, RecursionError):
        what = "something is nested too deeply, which no check refused"
    kind = f"{type(error).__name__}: {_first_line(error)}".removesuffix(": ")
    file = _keep(error)
    where = "its traceback could not be kept" if file is None else f"its traceback is in {file}"
    return f"{what} ({kind}); {where}; please report it"


def _keep(error: BaseException) -> Path | None:
    """Put the traceback into a new folder that only its owner can open; None where that is impossible."""
    try:
        text = "".join(traceback.format_exception(error, limit=-100))
        folder = Path(tempfile.mkdtemp(prefix="c2sim-traceback-"))
        file = folder / "traceback.txt"
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as kept:
            kept.write(text)
    except Exception:  # this is the last line: whatever happens here, one line must come out
        return None
    return file


def _first_line(error: BaseException) -> str:
    try:
        return str(error).strip().partition("\n")[0][:200]
    except Exception:  # an exception may be unable to say what it is
        return ""


def _without_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False
