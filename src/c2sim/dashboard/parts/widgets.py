"""What runs in the browser: the stage, the timeline, and a scout that says what only the browser knows."""

# pyright: standard, reportPrivateImportUsage=false

from pathlib import Path
from typing import Any

import anywidget
import reacton.ipywidgets  # noqa: F401 (adds `element` to widgets)
import traitlets
from reacton.core import Element

FRONT = Path(__file__).parents[1] / "front"


def _front(name: str) -> str:
    return (FRONT / name).read_text(encoding="utf-8")


def element(kind: type[anywidget.AnyWidget], **arguments: Any) -> Element:
    """A widget as an element of a page (reacton adds this way of making one to every widget)."""
    return kind.element(**arguments)  # pyright: ignore[reportAttributeAccessIssue]


class Stage(anywidget.AnyWidget):
    """Two networks, the values of the week, and play, step and scrub; see front/stage.js.

    The measures are JSON: as lists, every drawing of the page would go through them number by number.
    """

    _esm = _front("stage.js")
    token = traitlets.Unicode("").tag(sync=True)
    film_without = traitlets.Bytes(b"").tag(sync=True)
    film_chosen = traitlets.Bytes(b"").tag(sync=True)
    measures = traitlets.Unicode("[]").tag(sync=True)
    week = traitlets.Int(0).tag(sync=True)
    curtain = traitlets.Int(-1).tag(sync=True)
    picked = traitlets.Int(-1).tag(sync=True)


class Timeline(anywidget.AnyWidget):
    """Interventions and pathway steps, as JSON, on a line of weeks; see front/timeline.js."""

    _esm = _front("timeline.js")
    rows = traitlets.Unicode("[]").tag(sync=True)
    steps = traitlets.Unicode("[]").tag(sync=True)
    weeks = traitlets.Int(1).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)


class Scout(anywidget.AnyWidget):
    """Says once at which address the page stands and whether the system is dark; see front/visitor.js."""

    _esm = _front("visitor.js")
    address = traitlets.Unicode("").tag(sync=True)
    dark = traitlets.Bool(False).tag(sync=True)
    ready = traitlets.Bool(False).tag(sync=True)


class Upload(anywidget.AnyWidget):
    """A button that takes one small file, by mouse, keyboard or finger; see front/upload.js."""

    _esm = _front("upload.js")
    label = traitlets.Unicode("").tag(sync=True)
    largest = traitlets.Int(0).tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    size = traitlets.Int(0).tag(sync=True)
    content = traitlets.Bytes(b"").tag(sync=True)
    count = traitlets.Int(0).tag(sync=True)
    """How many files were taken; set last."""
