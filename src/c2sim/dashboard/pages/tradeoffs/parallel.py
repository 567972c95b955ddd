"""Parallel coordinates: an axis for each objective, each with its own scale, and a line for each plan."""

# pyright: standard, reportPrivateImportUsage=false

import math
from collections.abc import Callable
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.pages.tradeoffs.result import HOURS, Point, heading
from c2sim.dashboard.parts.echarts import Option, figure
from c2sim.dashboard.parts.html import tag
from c2sim.dashboard.parts.lines import COLOURS, drawn

COLOUR_OF = {"search": COLOURS[0], "random": COLOURS[1], "reference": COLOURS[2]}
_DASHES = {"search": "solid", "random": "dashed", "reference": "dotted"}


@solara.component
def Parallel(
    shown: list[Point],
    objectives: tuple[str, ...],
    picked: str,
    words: str,
    dark: bool,
    pick: Callable[[str], None],
) -> Element:
    """A line for each plan; the picked one is thick; a click on a line picks its plan."""

    def clicked(event: dict[str, Any]) -> None:
        place = event.get("seriesIndex")
        if isinstance(place, int) and 0 <= place < len(shown):
            pick(shown[place].name)

    option = solara.use_memo(
        lambda: Option(option_of(shown, objectives, picked, dark)), [shown, objectives, picked, dark]
    )
    return tag("div", [tag("div", [figure(option, words, 400, clicked)], "c2-parallel")], "c2-scroll")


def option_of(shown: list[Point], objectives: tuple[str, ...], picked: str, dark: bool) -> dict[str, Any]:
    """What ECharts is to draw: up is better on every axis, so person-hours run downwards."""
    ink, rule, card = ("#eef1f4", "#6b7886", "#1a2129") if dark else ("#1d2733", "#8a94a0", "#ffffff")
    return {
        "animation": False,
        "parallel": {"left": 48, "right": 70, "top": 44, "bottom": 24},
        "parallelAxis": [
            {
                "dim": place,
                "name": heading(name),
                "inverse": name == HOURS,
                "nameLocation": "start" if name == HOURS else "end",
                "nameTextStyle": {"color": ink, "fontSize": 15},
                "axisLabel": {"color": ink, "fontSize": 14, "backgroundColor": card, "padding": [1, 3]},
                "axisLine": {"lineStyle": {"color": rule}},
                "axisTick": {"lineStyle": {"color": rule}},
                **_scale([one.values[name] for one in shown]),
            }
            for place, name in enumerate(objectives)
        ],
        "series": [_line(one, objectives, one.name == picked, dark) for one in shown],
    }


def _scale(values: list[float]) -> dict[str, float]:
    """Round ends that hold all values, and a round step between labels.

    Without them ECharts looks at the first line only.
    """
    low, high = min(values), max(values)
    rough = max(high - low, 1e-3) / 4
    unit = 10.0 ** math.floor(math.log10(rough))
    step = unit * next(one for one in (1, 2, 5, 10) if one * unit >= rough)
    ends = {"min": math.floor(low / step) * step, "max": (math.floor(high / step) + 1) * step}
    return {name: round(value, 6) for name, value in {**ends, "interval": step}.items()}


def _line(one: Point, objectives: tuple[str, ...], picked: bool, dark: bool) -> dict[str, Any]:
    style = {
        "color": drawn(COLOUR_OF[one.found_by], dark),
        "width": 6 if picked else 2.5,
        "opacity": 1 if picked or one.found_by == "reference" else 0.7,
        "type": "solid" if picked else _DASHES[one.found_by],
    }
    return {
        "type": "parallel",
        "name": one.title,
        "data": [{"name": one.title, "value": [round(one.values[name], 4) for name in objectives]}],
        "lineStyle": style,
        "z": 5 if picked else 2,
    }
