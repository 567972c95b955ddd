"""Putting files into a folder so that there is either all of a run in it or nothing."""

import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from c2sim.errors import C2simError, RefusalError
from c2sim.files.atomic_file import DRAFT, umask
from c2sim.files.json_record import read_record

MANIFEST = "manifest.json"
PROGRAM = "c2sim"

_EXPECTED = "a new, an empty or an earlier output folder"


def refuse_unusable(folder: Path, names: Collection[str]) -> None:
    """Refuse a place in which a run cannot be put, or in which it would replace what is not ours.

    Raises:
        C2simError: for a file, a folder with other things in it, or one that cannot be written to.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise C2simError(f"{folder}: found a file, expected {_EXPECTED}")
        present = names_in(folder) if folder.exists() else []
        probe(folder)
    except OSError as error:
        raise unwritable(folder, error) from None
    foreign = [name for name in present if name not in names]
    if present and (foreign or not _is_ours(folder)):
        found = (foreign or present)[0]
        raise C2simError(f"{folder}: found a folder with other things in it ({found}), expected {_EXPECTED}")


def names_in(folder: Path) -> list[str]:
    """What is in a folder, without what somebody who was stopped had not finished.

    Raises:
        OSError: when the system refuses.
    """
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith(DRAFT))


def unwritable(folder: Path, error: OSError) -> C2simError:
    """The message for a folder that the system does not let us write to."""
    reason = error.strerror or type(error).__name__
    return C2simError(f"{folder}: found a place that cannot be written to ({reason}), expected a folder")


def fill(folder: Path, write: Callable[[Path], None], last: str = MANIFEST) -> None:
    """Let `write` fill a temporary folder, and put that into place only when all is well.

    A new folder appears whole. Into one that exists, files are moved one by one, and the file called `last`,
    without which the others are no result, goes first and comes last.

    Raises:
        C2simError: when the system refuses.
    """
    try:
        home = folder if folder.exists() else folder.parent
        home.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=home))
        try:
            write(draft)
            _put(draft, folder, last)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise unwritable(folder, error) from None


def _put(draft: Path, folder: Path, last: str) -> None:
    if not folder.exists():
        draft.chmod(0o777 & ~umask())
        draft.rename(folder)
        return
    (folder / last).unlink(missing_ok=True)
    files = [one for one in draft.rglob("*") if not one.is_dir()]
    for file in sorted(files, key=lambda one: one.name == last):
        place = folder / file.relative_to(draft)
        place.parent.mkdir(exist_ok=True)
        file.replace(place)


def probe(folder: Path) -> None:
    """Make and remove a file in the nearest folder that exists.

    Raises:
        OSError: when the system refuses.
    """
    home = folder
    while not home.exists():
        home = home.parent
    with tempfile.TemporaryFile(dir=home):
        pass


def _is_ours(folder: Path) -> bool:
    try:
        return read_record(folder / MANIFEST, "a manifest").get("program") == PROGRAM
    except RefusalError:
        return False
