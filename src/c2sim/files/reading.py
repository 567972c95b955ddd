"""Reading what may be anything: a directory, a picture, 100 MB, or the file that was meant."""

import stat
from pathlib import Path

from c2sim.errors import RefusalError


def read_bytes(path: Path, kind: str, largest: int) -> bytes:
    """The content of a file.

    Args:
        path: where it is.
        kind: what was expected there, for the message.
        largest: bytes that it may have.

    Raises:
        RefusalError: when it is not there, not a file, too large or unreadable.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RefusalError("a directory", kind)
        if not stat.S_ISREG(status.st_mode):
            raise RefusalError("something that is not a file", kind)
        if status.st_size > largest:
            raise RefusalError(f"{status.st_size:,} bytes", kind)
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise RefusalError("no such file", kind) from None
    except OSError as error:
        raise RefusalError(
            f"a file that cannot be read ({error.strerror or 'unknown reason'})", kind
        ) from None
    if len(data) > largest:
        raise RefusalError("a file that keeps growing", kind)
    return data


def decoded(data: bytes, kind: str) -> str:
    """The text of a file, without a byte order mark.

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
