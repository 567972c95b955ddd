# pyright: standard
"""A figure as a PNG file."""

import logging
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from c2sim.errors import C2simError
from c2sim.output.style import STYLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def save_png(draw: "Callable[[], Figure]", file: Path, dpi: int, style: dict[Any, Any] = STYLE) -> None:
    """Draw a figure into a PNG file; a letter that the font lacks is a box and no warning."""
    from matplotlib import rc_context  # not at the top: a refusal draws nothing

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with warnings.catch_warnings(), rc_context(style):
        warnings.filterwarnings("ignore", message="Glyph")
        draw().savefig(file, dpi=dpi, format="png")


def refuse_figure(file: Path) -> None:
    """Refuse, before anything is run, a file into which no figure can be put."""
    if file.suffix.lower() != ".png":
        raise C2simError(f"{file}: found a name that does not end in .png, expected the name of a PNG file")
    if file.is_dir():
        raise C2simError(f"{file}: found a folder, expected the name of a PNG file")
    if not file.parent.is_dir():
        raise C2simError(f"{file}: found no folder {file.parent}, expected one that exists")
    if not os.access(file.parent, os.W_OK):
        raise C2simError(f"{file}: found a folder that cannot be written to, expected one that can")
