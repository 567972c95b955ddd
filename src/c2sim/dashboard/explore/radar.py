"""The five dimensions in the week that is shown, as a radar: the plan against its twin."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.echarts import Option, figure
from c2sim.dashboard.parts.html import tag, twin
from c2sim.dashboard.parts.lines import COLOURS, drawn
from c2sim.dashboard.parts.words import label, number
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import use_session
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.simulation.run import Run

GREY = "#7d8894"
"""The colour of what happens without a programme."""


@solara.component
def Radar(pair: Pair) -> Element:
    """Five axes from 0 to 1."""
    session = use_session()
    curtain, dark = session.curtain.value, session.dark.value
    last = pair.plan.scenario.weeks if curtain < 0 else curtain
    week = min(session.week.value, last)
    option = solara.use_memo(lambda: Option(option_of(pair, week, dark)), [pair, week, dark])
    words = in_words(pair, week)
    head = tag("h3", f"All five, week {week}", "c2-figure-title")
    return tag("div", [head, figure(option, words, 190), twin(words)], "c2-figure")


def option_of(pair: Pair, week: int, dark: bool) -> dict[str, Any]:
    """What ECharts is to draw."""
    ink, rule = ("#a9b4c0", "#46525f") if dark else ("#5b6775", "#c8cdd3")
    shown = (
        ("without", pair.without.run, GREY, "dashed", 0.0),
        ("with the plan", pair.chosen.run, drawn(COLOURS[0], dark), "solid", 0.15),
    )
    return {
        "animation": False,
        "radar": {
            "indicator": [{"name": label(one), "min": 0, "max": 1} for one in DIMENSIONS],
            "radius": "72%",
            "center": ["50%", "55%"],
            "splitNumber": 2,
            "axisName": {"color": ink, "fontSize": 14},
            "splitArea": {"show": False},
            "splitLine": {"lineStyle": {"color": rule}},
            "axisLine": {"lineStyle": {"color": rule}},
        },
        "series": [
            {
                "type": "radar",
                "symbol": "none",
                "data": [
                    {
                        "name": name,
                        "value": [round(one, 4) for one in values(run, week)],
                        "lineStyle": {"color": colour, "type": dashes, "width": 3 if shade else 2},
                        "areaStyle": {"color": colour, "opacity": shade},
                    }
                    for name, run, colour, dashes, shade in shown
                ],
            }
        ],
    }


def in_words(pair: Pair, week: int) -> str:
    """What the radar shows."""
    ends = zip(DIMENSIONS, values(pair.chosen.run, week), values(pair.without.run, week), strict=True)
    told = "; ".join(
        f"{label(name)} {number(now)} with the plan, {number(without)} without" for name, now, without in ends
    )
    return f"Week {week}. {told}."


def values(run: Run, week: int) -> list[float]:
    """The five dimensions of a run in a week."""
    return [float(run.weekly[one].iloc[week]) for one in DIMENSIONS]
