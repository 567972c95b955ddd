"""The lines of Explore: the plan against its twin."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import numpy as np
import solara
from reacton.core import Element

from c2sim.dashboard.explore.movement import moved
from c2sim.dashboard.explore.radar import GREY, Radar
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.lines import Line, LineFigure, plain
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import use_session
from c2sim.model.measures.definitions import DIMENSIONS

DRAWN = ("stress", "hope", "trust_services", "connectivity")


@solara.component
def Lines(pair: Pair) -> Element:
    """Four measures, and the five dimensions, which are never averaged."""
    key = tag(
        "div",
        [
            tag("span", [tag("span", css="c2-solid"), "with this plan"]),
            tag("span", [tag("span", css="c2-dashed"), "without a programme"]),
        ],
        "c2-legend",
    )
    return tag(
        "div",
        [
            card(
                "What moves",
                [key, tag("div", [MeasureLines(pair, name) for name in DRAWN], "c2-grid c2-twos")],
            ),
            card(
                "Five dimensions",
                [
                    tag(
                        "div",
                        [*(MeasureLines(pair, name) for name in DIMENSIONS), Radar(pair)],
                        "c2-grid",
                    )
                ],
            ),
        ],
        "c2-column",
    )


@solara.component
def MeasureLines(pair: Pair, name: str) -> Element:
    """One measure over the weeks, with the plan and without."""
    session = use_session()
    many = session.bands.value
    band = many[1].get(name) if many is not None and many[0] == pair.plan.scenario else None
    lines = solara.use_memo(
        lambda: [
            Line("without", plain(pair.without.run.weekly[name]), GREY, dashed=True),
            Line("with the plan", plain(pair.chosen.run.weekly[name]), band=_edges(band)),
        ],
        [pair, name, id(band)],
    )
    curtain = session.curtain.value
    last = pair.plan.scenario.weeks if curtain < 0 else min(curtain, pair.plan.scenario.weeks)
    words = f"Week {last}: {moved(pair, name, last)}"
    return LineFigure(label(name), lines, words, dark=session.dark.value, until=curtain)


def _edges(band: tuple[Any, Any, Any] | None) -> tuple[list[float], list[float]] | None:
    """Lower and upper edge without gaps: before a measure exists its band has no width."""
    if band is None:
        return None
    low, _, high = band
    return [float(x) for x in np.nan_to_num(low)], [float(x) for x in np.nan_to_num(high)]
