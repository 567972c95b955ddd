# pyright: standard
"""A figure as a PNG file."""

import logging
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from c2sim.output.style import STYLE


def save_png(draw: Callable[[], Figure], file: Path, dpi: int, style: dict[Any, Any] = STYLE) -> None:
    """Draw a figure into a PNG file; a letter that the font lacks is a box and no warning."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with warnings.catch_warnings(), rc_context(style):
        warnings.filterwarnings("ignore", message="Glyph")
        draw().savefig(file, dpi=dpi, format="png")
