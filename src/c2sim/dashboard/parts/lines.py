"""A figure of lines over weeks, with a band where there are many seeds, and the week that is shown."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import solara
from reacton.core import Element

from c2sim.dashboard.parts.echarts import Option, figure
from c2sim.dashboard.parts.html import tag, twin

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
"""Okabe and Ito's: told apart with any kind of colour sight; also by dashes and by name."""
MANY_COLOURS = (*COLOURS, "#e69f00", "#56b4e9", "#8c6d1f", "#8b949e")
"""For up to eight things; the first four are the same."""
_ON_DARK = {COLOURS[0]: "#6fbdf0", MANY_COLOURS[5]: "#f0e442"}
"""The first would be too dim on a dark page, and the sixth like the first."""
_IN_STYLES = {COLOURS[0]: "var(--c2-first)", MANY_COLOURS[5]: "var(--c2-sixth)"}


@dataclass(frozen=True)
class Line:
    """One line: a value a week, None where there is none."""

    name: str
    values: Sequence[float | None]
    colour: str = COLOURS[0]
    dashed: bool = False
    band: tuple[Sequence[float], Sequence[float]] | None = None
    """Lower and upper edge, week by week."""


def drawn(colour: str, dark: bool) -> str:
    """A colour as a figure draws it on a light or on a dark page."""
    return _ON_DARK.get(colour, colour) if dark else colour


def styled(colour: str) -> str:
    """A colour in a style, where it follows the page by itself; front/style.css has those that change."""
    return _IN_STYLES.get(colour, colour)


def plain(values: Any) -> list[float | None]:
    """Numbers (of a column, say) as JSON can hold them, to four digits."""
    numbers = np.asarray(values, dtype=float)
    found: list[float | None] = numbers.round(4).tolist()
    for place in np.flatnonzero(np.isnan(numbers)).tolist():
        found[place] = None
    return found


@solara.component
def LineFigure(
    title: str,
    lines: list[Line],
    words: str,
    dark: bool = False,
    until: int = -1,
    height: int = 190,
    playhead: bool = True,
) -> Element:
    """Lines over weeks.

    Args:
        title: what is drawn, with its unit.
        lines: at least one.
        words: what the figure shows, as text: its twin.
        dark: whether the page is dark.
        until: nothing after this week is drawn (nor sent to the browser); -1 for everything.
        height: in pixels.
        playhead: whether the week of the stage is marked.
    """
    option = solara.use_memo(lambda: Option(_option(lines, dark, until)), [lines, dark, until])
    picture = figure(option, f"{title}. {words}", height)
    mark = [tag("div", css="c2-playhead")] if playhead else []
    return tag("div", [tag("h3", title, "c2-figure-title"), picture, *mark, twin(words)], "c2-figure")


def _option(lines: list[Line], dark: bool, until: int) -> dict[str, Any]:
    ink, rule = ("#a9b4c0", "#323c47") if dark else ("#5b6775", "#dfe2e6")
    weeks = max(len(line.values) for line in lines) - 1
    series: list[dict[str, Any]] = []
    for line in lines:
        shown = replace(line, colour=drawn(line.colour, dark))
        series += _band(shown, until)
        series.append(_series(shown, until))
    return {
        "animation": False,
        "grid": {"left": 52, "right": 16, "top": 10, "bottom": 28},
        "tooltip": {"trigger": "axis", "confine": True, "order": "valueDesc"},
        "xAxis": {
            "type": "category",
            "data": list(range(weeks + 1)),
            "boundaryGap": False,
            "axisTick": {"show": False},
            "axisLabel": {"color": ink, "fontSize": 14, "interval": max(1, round(weeks / 6 / 10) * 10) - 1},
            "axisLine": {"onZero": False, "lineStyle": {"color": rule}},
            "splitLine": {"show": False},
        },
        "yAxis": {
            "type": "value",
            "scale": True,
            "axisLabel": {"color": ink, "fontSize": 14},
            "splitLine": {"lineStyle": {"color": rule}},
            "splitNumber": 3,
        },
        "series": series,
    }


def _points(values: Sequence[float | None], until: int) -> list[float | None]:
    return list(values if until < 0 else values[: until + 1])


def _series(line: Line, until: int) -> dict[str, Any]:
    return {
        "name": line.name,
        "type": "line",
        "showSymbol": False,
        "data": _points(line.values, until),
        "color": line.colour,
        "lineStyle": {"width": 2 if line.dashed else 3, "type": "dashed" if line.dashed else "solid"},
        "emphasis": {"disabled": True},
        "z": 3,
    }


def _band(line: Line, until: int) -> list[dict[str, Any]]:
    """Two stacked areas: an invisible one up to the lower edge, and a pale one up to the upper edge."""
    if line.band is None:
        return []
    low = list(line.band[0])
    widths = [high - below for below, high in zip(low, line.band[1], strict=True)]
    common = {
        "type": "line",
        "stack": f"band of {line.name}",
        "showSymbol": False,
        "silent": True,
        "lineStyle": {"opacity": 0},
        "tooltip": {"show": False},
        "emphasis": {"disabled": True},
        "color": line.colour,
    }
    return [
        {**common, "name": f"{line.name}, low", "data": _points(low, until), "areaStyle": {"opacity": 0}},
        {
            **common,
            "name": f"{line.name}, band",
            "data": _points(widths, until),
            "areaStyle": {"opacity": 0.18},
        },
    ]
