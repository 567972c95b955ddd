"""Parts that cannot be believed are moved into a folder beside the others, where nobody reads them."""

import os
from collections.abc import Callable, Sequence
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from c2sim.errors import C2simError, called
from c2sim.files.folder import unwritable

if TYPE_CHECKING:
    from c2sim.sweeping.folder.parts import BrokenPartError

ASIDE = "set_aside"
"""Folder of what was set aside."""
_LONGEST = 240  # bytes of a name, with room for a number


def set_aside(folder: Path, wrong: "Sequence[BrokenPartError]", say: Callable[[str], object]) -> None:
    """Move parts away, and say in one line how many, why the first of them, and where they are.

    Raises:
        C2simError: when the system refuses.
    """
    if not wrong:
        return
    if (folder / ASIDE).is_symlink():
        raise C2simError(f"{called(str(folder / ASIDE))}: found a link, expected a folder of our own")
    try:
        (folder / ASIDE).mkdir(exist_ok=True)
        for one in wrong:
            name = f"{one.file.parent.name}-{one.file.name}"
            fits = len(os.fsencode(name)) < _LONGEST
            one.file.rename(_free(folder / ASIDE / (name if fits else name[: _LONGEST // 4])))
    except OSError as error:
        raise unwritable(folder / ASIDE, error) from None
    first = wrong[0]
    more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
    said = f"{folder}: found {first.found} ({first.name}{more})"
    say(f"{said}; set aside in {ASIDE}, and runs that are not there are made")


def _free(place: Path) -> Path:
    """The place, or one beside it where something is there already."""
    number, free = 1, place
    while lexists(free):
        number, free = number + 1, place.with_name(f"{place.name}.{number + 1}")
    return free
