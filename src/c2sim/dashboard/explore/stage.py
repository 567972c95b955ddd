"""The stage: two networks and the values of the week, played in the browser."""

# pyright: standard, reportPrivateImportUsage=false

import json
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.explore.movement import moved
from c2sim.dashboard.parts.html import tag, twin
from c2sim.dashboard.parts.lines import plain
from c2sim.dashboard.parts.widgets import Stage, element
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import use_session
from c2sim.model.measures.definitions import MEASURES

SHOWN = ("stress", "hope", "trust_services", "connectivity", "participation", "influence")
"""The measures of the strip, in its order."""
_BETTER = {one.name: one.better for one in MEASURES}


@solara.component
def StageOf(pair: Pair) -> Element:
    """The pair's films side by side, with play, step and scrub."""
    session = use_session()
    measures = solara.use_memo(lambda: json.dumps([_measure(pair, name) for name in SHOWN]), [pair])
    stage = element(
        Stage,
        film_without=pair.without.film,
        film_chosen=pair.chosen.film,
        measures=measures,
        token=pair.token,
        week=session.week.value,
        on_week=session.look_at,
        curtain=session.curtain.value,
        picked=session.picked.value,
        on_picked=session.pick,
    )
    legend = tag(
        "div",
        [
            tag("span", ["stress: calm", tag("span", css="c2-ramp"), "strained"]),
            tag("span", "bigger: more hope"),
            tag("span", "outlined: takes part"),
            tag("span", "a ring of homes is a street; lines are ties, blue ones across streets and groups"),
            tag("span", "click on somebody for their story", "c2-noprint"),
        ],
        "c2-legend",
    )
    curtain = session.curtain.value
    hidden = f"What comes after week {curtain} is hidden; Reveal, under Predict, shows it."
    note = tag("p", hidden, "c2-help", role="status") if curtain >= 0 else None
    return tag("div", [stage, note, legend, WordsOf(pair)], "c2-column")


@solara.component
def WordsOf(pair: Pair) -> Element:
    """The week of the stage in words."""
    week = min(use_session().week.value, pair.plan.scenario.weeks)
    sentences = [moved(pair, name, week) for name in SHOWN]
    return twin(f"Week {week}. {' '.join(sentences)}")


def _measure(pair: Pair, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label(name),
        "digits": 2,
        "better": _BETTER[name],
        "chosen": plain(pair.chosen.run.weekly[name]),
        "without": plain(pair.without.run.weekly[name]),
    }
