# pyright: standard
"""A figure for each kind of answer, drawn from its record alone, plain enough for a paper."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib import colormaps, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from c2sim.model.measures.definitions import spoken
from c2sim.output.style import FAINT, GREY, INK, LINE, REACHED, STYLE

_MOST_BARS = 15
_ROW = 0.28  # inches


def figure_of(record: Mapping[str, Any]) -> Figure:
    """Draw an answer."""
    with rc_context(STYLE):
        return _DRAWN[record["kind"]](record)


def _tradeoffs(record: Mapping[str, Any]) -> Figure:
    figure = Figure(figsize=(12.0, 4.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(2.4, 1.0))
    _parallel(left, record)
    counts = [one["plans"] for one in record["course"]]
    for name, colour in (("search", LINE), ("random", GREY)):
        right.plot(counts, [one[name] for one in record["course"]], color=colour, linewidth=1.6, label=name)
    right.set_title("Search against luck", fontweight="bold", loc="left", fontsize=9)
    right.set_xlabel("plans tried")
    right.set_ylabel("hypervolume")
    right.set_ylim(bottom=0.0)
    right.legend(frameon=False)
    return figure


def _parallel(axes: Axes, record: Mapping[str, Any]) -> None:
    """Each plan a line; every axis from the worst of all shown to the best, which is up."""
    objectives = record["objectives"]
    names = [one["name"] for one in objectives]
    best = [one for one in record["plans"] if one["on_front"]]
    values = np.array([[one["values"][name] for name in names] for one in (*best, *record["references"])])
    down = np.array([one["better"] == "down" for one in objectives])
    low, high = values.min(axis=0), values.max(axis=0)
    heights = (values - low) / np.where(high > low, high - low, 1.0)
    heights[:, down] = 1.0 - heights[:, down]
    places = range(len(names))
    colours, spent = colormaps["cividis"], values[:, names.index("person_hours")]
    for row in range(len(best)):
        share = spent[row] / record["budget"]["person_hours"]
        axes.plot(places, heights[row], color=colours(min(1.0, share)), linewidth=1.0, alpha=0.8)
    for number, one in enumerate(record["references"]):
        line, colour = (("--", INK), ("-", REACHED))[number % 2]
        label = one["name"].replace("_", " ")
        axes.plot(places, heights[len(best) + number], line, color=colour, linewidth=2.0, label=label)
    worst_to_best = np.where(down, (high, low), (low, high))
    for place, (bottom, top) in enumerate(worst_to_best.T):
        digits = "{:,.0f}" if names[place] == "person_hours" else "{:.2f}"
        axes.text(place, 1.03, digits.format(top), ha="center", fontsize=8, color=GREY)
        axes.text(place, -0.03, digits.format(bottom), ha="center", va="top", fontsize=8, color=GREY)
    axes.set_xticks(places, [spoken(name) for name in names])
    axes.tick_params(axis="x", length=0, pad=14)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set_title(
        "Plans that no other one beats (fresh seeds; best is up, dark lines are cheap)",
        fontweight="bold",
        loc="left",
        fontsize=9,
        pad=44,
    )
    axes.set_ylim(-0.02, 1.02)
    axes.vlines(places, 0, 1, color=FAINT, linewidth=0.8, zorder=0)
    axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(-0.02, 1.06), ncols=2)


def _sensitivity(record: Mapping[str, Any]) -> Figure:
    outcomes = record["outcomes"]
    bars = max(min(_MOST_BARS, len(one["indices"])) for one in outcomes)
    rows = -(-len(outcomes) // 2)
    figure = Figure(figsize=(11.0, rows * (1.0 + _ROW * bars)), layout="constrained")
    panels = figure.subplots(rows, 2 if len(outcomes) > 1 else 1, squeeze=False).ravel()
    for axes in panels[len(outcomes) :]:
        axes.set_visible(False)
    for axes, one in zip(panels, outcomes, strict=False):
        _bars(axes, one, record["question"]["method"])
    return figure


def _bars(axes: Axes, outcome: Mapping[str, Any], method: str) -> None:
    main = "mu_star" if method == "morris" else "total"
    top = outcome["indices"][:_MOST_BARS][::-1]
    places = np.arange(len(top))
    axes.barh(
        places,
        [one[main] for one in top],
        xerr=[one[f"{main}_half"] for one in top],
        color=LINE,
        ecolor=GREY,
        height=0.6,
    )
    if method == "sobol":
        axes.plot(
            [one["first"] for one in top], places, "D", color=REACHED, markersize=4, label="first order"
        )
        axes.legend(frameon=False, loc="lower right")
    axes.set_yticks(places, [one["parameter"] for one in top])
    axes.set_xlim(left=min(0.0, *(one[main] for one in top)))
    axes.set_title(outcome["name"], fontweight="bold", loc="left")
    axes.set_xlabel("mean size of the effect over the range (mu*)" if method == "morris" else "total index")


def _discover(record: Mapping[str, Any]) -> Figure:
    boxes = record["boxes"]
    limits = [(number, one) for number, box in enumerate(boxes, 1) for one in box["limits"]]
    figure = Figure(figsize=(9.0, 0.8 + 0.4 * max(1, len(limits))), layout="constrained")
    axes = figure.subplots()
    for place, (_, one) in enumerate(reversed(limits)):
        low, high = one["range"]
        axes.plot([0, 1], [place, place], color=FAINT, linewidth=6, solid_capstyle="butt")
        ends = [(one[end] - low) / (high - low) for end in ("low", "high")]
        axes.plot(ends, [place, place], color=REACHED, linewidth=6, solid_capstyle="butt")
        axes.text(1.02, place, f"{one['low']:.3g} to {one['high']:.3g}", va="center", fontsize=8, color=GREY)
    axes.set_yticks(
        range(len(limits)), [f"box {number}: {one['parameter']}" for number, one in reversed(limits)]
    )
    axes.set_ylim(-0.6, max(1, len(limits)) - 0.4)
    axes.set_xticks([0, 1], ["lowest tried", "highest tried"])
    axes.set_title(f"Where runs fail: {record['question']['failed']}", fontweight="bold", loc="left")
    return figure


def _calibrate(record: Mapping[str, Any]) -> Figure:
    figure = Figure(figsize=(10.0, 1.7), layout="constrained")
    panels = figure.subplots(1, len(record["rates"]))
    for axes, (name, one) in zip(panels, record["rates"].items(), strict=True):
        axes.plot(
            [one["low"], one["high"]], [0, 0], color=LINE, linewidth=5, alpha=0.4, solid_capstyle="butt"
        )
        axes.plot(one["median"], 0, "o", color=LINE, label="fitted, 95 %")
        axes.plot(one["default"], 0, "D", color=REACHED, markersize=5, label="default")
        axes.set_xlim(*one["range"])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_title(name, fontweight="bold", fontsize=9)
    figure.legend(*panels[0].get_legend_handles_labels(), frameon=False, loc="outside lower center", ncols=2)
    return figure


_DRAWN: dict[str, Callable[[Mapping[str, Any]], Figure]] = {
    "tradeoffs": _tradeoffs,
    "sensitivity": _sensitivity,
    "discover": _discover,
    "calibrate": _calibrate,
}
