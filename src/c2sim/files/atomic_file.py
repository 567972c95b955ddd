"""One file that is there whole or not at all: written beside its place, then moved there."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

DRAFT = ".c2sim-"
"""How the name begins of whatever is not whole yet."""


def write_whole(file: Path, content: str | bytes) -> None:
    """Put a file into its place, instead of whatever is there; never through a link to another place.

    Raises:
        OSError: when the system refuses; then what was there stays.
    """
    data = content.encode() if isinstance(content, str) else content
    put_whole(file, lambda draft: draft.write_bytes(data))


def put_whole(file: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make a file beside its place, see that it is on the disk, and move it there.

    Raises:
        OSError: when the system refuses; then what was there stays.
    """
    handle, name = tempfile.mkstemp(prefix=DRAFT, suffix=file.suffix, dir=file.parent)
    os.close(handle)
    draft = Path(name)
    try:
        write(draft)
        sync(draft)
        draft.chmod(0o666 & ~umask())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk; a folder only where the system can do that."""
    if path.is_dir():
        with suppress(OSError):  # some file systems cannot, and Windows does not open a folder
            _sync(path, os.O_RDONLY)
    else:
        _sync(path, os.O_RDWR)  # Windows syncs only what may be written


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def umask() -> int:
    """The permissions that new files of this process are not given."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
