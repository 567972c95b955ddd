"""Parquet files that are there whole or not at all: written aside, synced, and renamed."""

# pyright: standard

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from c2sim.errors import C2simError, plain


class BrokenPartError(C2simError):
    """A part that is not whole."""


_DRAFT = ".draft"


def write_part(table: pa.Table, file: Path) -> None:
    """Write a table to a file that does not exist before all of it is on the disk.

    Raises:
        OSError: when the system refuses; then no file is left.
    """
    draft = file.with_name(f".{file.name}{_DRAFT}")
    try:
        pq.write_table(table, draft, compression="zstd", write_page_checksum=True)
        sync(draft)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync(file.parent)


def read_part(file: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a part, or some of its columns, and see that it is whole.

    Raises:
        BrokenPartError: when it is not.
    """
    try:
        return pq.read_table(file, columns=columns, page_checksum_verification=True)
    except (pa.ArrowException, OSError, EOFError) as error:
        raise BrokenPartError(
            f"{file}: found a part that cannot be read ({plain(str(error))}), expected a whole one; move it "
            "away, and the same sweep makes its runs again"
        ) from None


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():  # some file systems cannot sync a folder
            raise
    finally:
        os.close(handle)


def parts(folder: Path) -> list[Path]:
    """The parts in a folder, in the order in which they were begun."""
    return sorted(one for one in folder.glob("*.parquet") if not one.name.startswith("."))


def remove_drafts(folder: Path) -> None:
    """Remove what a coordinator that was killed had not finished."""
    for draft in folder.glob(f".*{_DRAFT}"):
        draft.unlink(missing_ok=True)
