"""Why did it move: what the plan changed, by cause, stacked week by week; it adds up to the difference."""

# pyright: standard, reportPrivateImportUsage=false

import math
from typing import Any

import numpy as np
import pandas as pd
import solara
from reacton.core import Element

from c2sim.dashboard.inputs import choose
from c2sim.dashboard.parts.echarts import Option, figure
from c2sim.dashboard.parts.html import card, table, tag, twin
from c2sim.dashboard.parts.lines import MANY_COLOURS, drawn
from c2sim.dashboard.parts.words import label, signed
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import use_session
from c2sim.model.measures.causes import PARTS, meaning_of
from c2sim.simulation.run import Run

ASKED = ("hope", "trust_services", "stress", "confidence", "influence", "trust_neighbours")
_MOST = 7
_BARS = 104
OTHERS = "other causes"


def stacked(pair: Pair, measure: str) -> pd.DataFrame:
    """What the plan changed by cause, against its twin: a row a week, a column a cause, largest first.

    The columns add up to the difference of the measure. What is small is put together as "other causes".
    """
    sums = sums_of(pair.chosen.run, measure).sub(sums_of(pair.without.run, measure), fill_value=0.0)
    names = list(sums.abs().max().sort_values(ascending=False).index)
    main = sums.loc[:, names[:_MOST]]
    return main.assign(**{OTHERS: sums.loc[:, names[_MOST:]].sum(axis=1)}) if len(names) > _MOST else main


def sums_of(run: Run, measure: str) -> pd.DataFrame:
    """The change of a measure since week 0, by cause."""
    levels, causes = PARTS[measure], run.causes
    meant = causes.loc[causes["level"].isin(levels)]
    codes, names = pd.factorize(meant["cause"])
    weekly = np.zeros((run.scenario.weeks + 1, len(names)))
    np.add.at(weekly, (meant["week"].to_numpy(), codes), meant["change"].to_numpy())
    return pd.DataFrame(weekly.cumsum(axis=0) / len(levels), columns=[str(name) for name in names])


@solara.component
def WhyCard(pair: Pair) -> Element:
    """Pick a measure; see what pushed it up and what pulled it down."""
    session = use_session()
    measure, set_measure = solara.use_state("hope")
    labels = {label(name): name for name in ASKED}
    pick = choose("Measure", labels, label(measure), set_measure)
    frame = solara.use_memo(lambda: stacked(pair, measure), [pair, measure])
    dark, until = session.dark.value, session.curtain.value
    option = solara.use_memo(lambda: Option(_option(frame, dark, until)), [frame, dark, until])
    picture = figure(option, f"Causes of {label(measure)}", 300)
    week = len(frame) - 1 if until < 0 else min(until, len(frame) - 1)
    return card(
        "Why did it move?",
        [
            tag(
                "p",
                "What pushed it up and what pulled it down, against the twin without a programme.",
                "c2-muted",
            ),
            pick,
            tag("div", [picture, tag("div", css="c2-playhead")], "c2-figure c2-tall"),
            Shares(frame, measure, week),
        ],
    )


@solara.component
def Shares(frame: pd.DataFrame, measure: str, week: int) -> Element:
    """What each cause had brought by a week, and what it means."""
    row = frame.loc[week].sort_values(key=lambda values: -values.abs())
    meant = list(zip(map(str, row.index), map(float, row.tolist()), strict=True))
    rows = [
        (name, signed(change), "" if name == OTHERS else meaning_of(measure, name).text)
        for name, change in meant
    ]
    change = signed(sum(change for _, change in meant))
    total = f"In week {week} {label(measure).lower()} is {change} against none."
    said = [f"{name} {signed(change)}" for name, change in meant]
    return tag(
        "div",
        [
            twin(f"{total} {'; '.join(said)}."),
            tag(
                "details",
                [tag("summary", "As a table"), table(("cause", "change", "what it means"), rows, total)],
                "c2-twin",
            ),
        ],
    )


def _option(frame: pd.DataFrame, dark: bool, until: int) -> dict[str, Any]:
    ink, rule = ("#a9b4c0", "#323c47") if dark else ("#5b6775", "#dfe2e6")
    shown = frame.loc[:: max(1, len(frame) // _BARS)]
    hidden = shown.index > until if until >= 0 else shown.index < 0
    bars = [
        {
            "type": "bar",
            "name": str(name),
            "stack": "causes",
            "barCategoryGap": "0%",
            "color": drawn(MANY_COLOURS[index % len(MANY_COLOURS)], dark),
            "data": _points(shown[name].mask(hidden)),
        }
        for index, name in enumerate(shown.columns)
    ]
    difference = {
        "type": "line",
        "name": "difference",
        "showSymbol": False,
        "color": "#eef1f4" if dark else "#1d2733",
        "lineStyle": {"width": 2.5},
        "data": _points(shown.sum(axis=1).mask(hidden)),
        "z": 5,
    }
    return {
        "animation": False,
        "grid": {"left": 52, "right": 16, "top": 62, "bottom": 28},
        "legend": {"top": 0, "textStyle": {"color": ink, "fontSize": 14}, "itemWidth": 14, "itemHeight": 9},
        "tooltip": {"trigger": "axis", "confine": True},
        "xAxis": {
            "type": "category",
            "data": [int(week) for week in shown.index],
            "axisLabel": {"color": ink, "fontSize": 14, "interval": max(1, len(shown) // 8)},
            "axisTick": {"show": False},
            "axisLine": {"onZero": False, "lineStyle": {"color": rule}},
        },
        "yAxis": {
            "type": "value",
            "axisLabel": {"color": ink, "fontSize": 14},
            "splitLine": {"lineStyle": {"color": rule}},
        },
        "series": [*bars, difference],
    }


def _points(values: Any) -> list[float | None]:
    return [None if math.isnan(value) else round(float(value), 4) for value in values]
