"""A figure drawn by ECharts from an option that is handed to the browser as it is."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reacton.ipywidgets  # noqa: F401 (adds `element` to widgets)
import traitlets
from reacton.core import Element
from solara.components.echarts import EchartsWidget


@dataclass(frozen=True, eq=False)
class Option:
    """What ECharts is to draw, in one piece.

    Each drawing of the page goes through every list and dictionary of every element. A figure of 300 weeks is
    thousands of numbers, which took longer than the run itself; an object is passed by.
    """

    table: dict[str, Any]


class Drawing(EchartsWidget):
    """Solara's widget, told of an `Option`."""

    option = traitlets.Instance(Option, allow_none=True).tag(
        sync=True, to_json=lambda held, _widget: held.table if held else {}
    )


def figure(
    option: Option, words: str, height: int, on_click: Callable[[dict[str, Any]], None] | None = None
) -> Element:
    """The figure, as wide as its place.

    Args:
        option: made with `solara.use_memo`, so that it is sent again only when it changed.
        words: what it shows, for whoever does not see it.
        height: in pixels.
        on_click: is told the series and the point that were clicked on, as the browser says.
    """
    attributes = {"style": f"height: {height}px; width: 100%", "role": "img", "aria-label": words}
    return Drawing.element(  # pyright: ignore[reportAttributeAccessIssue]
        option=option, on_click=on_click, attributes=attributes, responsive=True
    )
