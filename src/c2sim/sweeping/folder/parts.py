"""Parquet files that are there whole or not at all: written aside, synced, and renamed.

The name of a part ends with the digest of its bytes, so whoever reads it knows that they are those that were
written.
"""

# pyright: standard

import hashlib
import os
import re
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from c2sim.errors import C2simError, plain, printable
from c2sim.files.atomic_file import sync

_DRAFT = ".draft"
_BYTES = 16
_LONGEST = 100  # signs of a name that are shown
_NAME = re.compile(rf".+-([0-9a-f]{{{2 * _BYTES}}})\.parquet")
_LOOK = 1 << 20  # bytes that are digested at a time


class BrokenPartError(C2simError):
    """A part that cannot be believed."""

    def __init__(self, file: Path, found: str) -> None:
        """Say which, and what was found."""
        self.file = file
        self.found = found
        self.name = f"{file.parent.name}/{printable(file.name[:_LONGEST])}"
        super().__init__(
            f"{plain(str(file.parent.parent))}: found {found} ({self.name}), "
            "expected parts of this experiment as they were written; the same sweep sets it aside and makes "
            "its runs again"
        )


def write_part(table: pa.Table, file: Path) -> Path:
    """Write a table to a file that does not exist before all of it is on the disk; the file.

    Its name is the one that is given, with the digest of its bytes.

    Raises:
        OSError: when the system refuses; then no file is left.
    """
    draft = file.with_name(f".{file.name}{_DRAFT}")
    try:
        pq.write_table(table, draft, compression="zstd", write_page_checksum=True)
        sync(draft)
        with draft.open("rb") as written:
            part = file.with_name(f"{file.stem}-{_digest(written)}{file.suffix}")
        draft.replace(part)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync(file.parent)
    return part


@contextmanager
def opened(part: Path) -> Generator[pq.ParquetFile]:
    """A part, once its bytes are known to be those that were written.

    Raises:
        BrokenPartError: when they are not, or it is no file, or no Parquet.
        C2simError: when the system does not let us read it, which says nothing about the part.
    """
    name = _NAME.fullmatch(part.name)
    if name is None:
        raise BrokenPartError(part, "a part without the digest of its bytes in its name")
    with _file(part) as file:
        if _digest(file) != name[1]:
            raise BrokenPartError(part, "a part that is not whole: its bytes are not those that were written")
        try:
            with pq.ParquetFile(pa.PythonFile(file, "r"), page_checksum_verification=True) as parquet:
                yield parquet
        except (C2simError, MemoryError):
            raise
        except (pa.ArrowException, OSError, EOFError, ValueError) as error:
            reason = plain(str(error) or type(error).__name__)
            raise BrokenPartError(part, f"a part that cannot be read ({reason})") from None


@contextmanager
def _file(part: Path) -> Generator[BinaryIO]:
    """A part that is a file of its own; what is none (a pipe, a link, a folder) is not opened."""
    try:
        if not stat.S_ISREG(part.lstat().st_mode):
            raise BrokenPartError(part, "something that is not a file")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(part, flags), "rb") as file:
            yield file
    except OSError as error:
        raise C2simError(
            f"{plain(str(part))}: found a part that cannot be read ({error.strerror}), expected permission, "
            "and nobody else at work on it"
        ) from None


def _digest(file: BinaryIO) -> str:
    digest = hashlib.blake2b(digest_size=_BYTES)
    while data := file.read(_LOOK):
        digest.update(data)
    file.seek(0)
    return digest.hexdigest()


def parts(folder: Path) -> list[Path]:
    """The parts in a folder, in the order in which they were begun; none if there is no such folder.

    Raises:
        C2simError: when it is no folder of its own, or cannot be read.
    """
    if folder.is_symlink():
        raise C2simError(
            f"{plain(str(folder))}: found a link, expected a folder (only all of the results may be linked)"
        )
    try:
        names = [one.name for one in os.scandir(folder)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise C2simError(
            f"{plain(str(folder))}: found a place that cannot be read ({error.strerror}), expected a folder"
        ) from None
    return [folder / one for one in sorted(names) if one.endswith(".parquet") and not one.startswith(".")]


def remove_drafts(folder: Path) -> None:
    """Remove what a coordinator that was killed had not finished."""
    for draft in folder.glob(f".*{_DRAFT}"):
        if not draft.is_dir():
            draft.unlink(missing_ok=True)
