"""Reading what may be anything: a directory, a picture, 100 MB, a pipe, or the file that was meant."""

import errno
import os
import stat
from pathlib import Path

from c2sim.errors import RefusalError

_TOO_LONG = "a path that is too long for the system"
_NO_PATH = "no name of a file"


def read_bytes(path: Path, kind: str, largest: int) -> bytes:
    """The content of a file; never waits for somebody to write it.

    Args:
        path: where it is.
        kind: what was expected there, for the message.
        largest: bytes that it may have.

    Raises:
        RefusalError: when it is not there, not a file, too large or unreadable.
    """
    try:
        _refuse_kind(path.stat(), kind, largest)  # before it is opened: some devices act on that
        with open(path, "rb", opener=_without_waiting) as file:
            _refuse_kind(os.fstat(file.fileno()), kind, largest)  # another may stand there by now
            data = file.read(largest + 1) or b""  # nothing is there yet, in some of the system's own
    except RefusalError:
        raise
    except FileNotFoundError:
        raise RefusalError("no such file", kind) from None
    except OSError as error:
        raise RefusalError(_unreadable(error), kind) from None
    except ValueError:  # a name with a null or with half a sign
        raise RefusalError(_NO_PATH, kind) from None
    if len(data) > largest:
        raise RefusalError("a file that keeps growing", kind)
    return data


def decoded(data: bytes, kind: str) -> str:
    """The text of a file, without a byte order mark. Nothing from outside is decoded anywhere else.

    Raises:
        RefusalError: for what is not UTF-8 text; the place is a line.
    """
    if b"\0" in data:
        raise RefusalError("a binary file", kind)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusalError("bytes that are not UTF-8 text", kind, place=(f"line {line}",)) from None


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; so is a pipe or a device that took its place since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _refuse_kind(status: os.stat_result, kind: str, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusalError("a directory", kind)
    if not stat.S_ISREG(status.st_mode):
        raise RefusalError("something that is not a file", kind)
    if status.st_size > largest:
        raise RefusalError(f"{status.st_size:,} bytes", kind)


def _unreadable(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return _TOO_LONG
    return f"a file that cannot be read ({error.strerror or 'unknown reason'})"
