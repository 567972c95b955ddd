# pyright: standard
"""The pathway at a glance: small multiples of what changes, and a strip of what was done and reached."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from c2sim.model.measures.definitions import MEASURES
from c2sim.model.measures.pathway import STEPS
from c2sim.output.png import save_png
from c2sim.output.style import FAINT, GREY, INK, LINE, REACHED, STYLE
from c2sim.results.happenings import Happening
from c2sim.results.result import Run
from c2sim.results.seed_band import BAND

PANELS = (
    ("stress", "hope", "confidence", "influence"),
    ("trust_neighbours", "trust_services", "connectivity", "linking"),
    ("participation", "groups", "acted_on_52", "antisocial_behaviour"),
)
"""Measures shown, row by row: how people feel, ties and trust, what they do and what comes of it."""

_SIZE = (12.5, 11.0)  # inches
_DPI = 150
_LEAST_SPAN = {"level, 0 to 1": 0.2, "share": 0.2, "0 to 1": 0.2, "ties per resident": 0.6, "weeks": 10.0}
_SIDES = {"up": "higher is better", "down": "lower is better", None: ""}
_YEAR = 52


def pathway_figure(runs: Sequence[Run]) -> Figure:
    """Draw the runs of one scenario: medians, with the band in which nine of ten seeds lie."""
    done = [one for one in runs[0].happenings if one.weeks]
    with rc_context(STYLE):
        figure = Figure(figsize=_SIZE)
        _headings(figure, runs)
        panels = figure.add_gridspec(
            3, 4, hspace=0.62, wspace=0.24, left=0.05, right=0.97, top=0.865, bottom=0.36
        )
        for row, names in enumerate(PANELS):
            for column, name in enumerate(names):
                _panel(figure.add_subplot(panels[row, column]), runs, name, done)
        strip = figure.add_gridspec(1, 1, left=0.235, right=0.86, top=0.275, bottom=0.055)
        _strip(figure.add_subplot(strip[0]), runs, done)
    return figure


def save_figure(runs: Sequence[Run], file: Path) -> None:
    """Draw the runs of one scenario into a PNG file."""
    save_png(lambda: pathway_figure(runs), file, _DPI)


def _headings(figure: Figure, runs: Sequence[Run]) -> None:
    plan = runs[0].scenario
    seeds = f"seed {runs[0].seed}"
    if len(runs) > 1:
        seeds = f"{len(runs)} seeds: median, and the band from the {BAND[0]}th to the {BAND[1]}th percentile"
    size = f"{plan.weeks:,} weeks, {plan.neighbourhood.residents:,} residents, {seeds}"
    summary = textwrap.shorten(plan.summary, 150, placeholder=" ...")
    figure.text(0.05, 0.968, plan.name, fontsize=16, fontweight="bold", va="center")
    figure.text(0.05, 0.943, summary, fontsize=10, va="center")
    figure.text(0.05, 0.922, size, fontsize=9, color=GREY, va="center")
    marks = "dotted line: week 0; marks at the foot: an intervention begins"
    figure.text(0.97, 0.922, marks, fontsize=9, color=GREY, va="center", ha="right")


def _panel(axes: Axes, runs: Sequence[Run], name: str, done: Sequence[Happening]) -> None:
    measure = next(one for one in MEASURES if one.name == name)
    values = pd.concat([run.weekly[name] for run in runs], axis=1)
    middle = values.median(axis=1)
    if len(runs) > 1:
        low, high = values.quantile(BAND[0] / 100, axis=1), values.quantile(BAND[1] / 100, axis=1)
        axes.fill_between(values.index, low, high, color=LINE, alpha=0.22, linewidth=0)
    axes.axhline(middle.iloc[0], color=GREY, linewidth=0.8, linestyle=(0, (2, 3)))
    axes.plot(middle.index, middle, color=LINE, linewidth=1.6)
    _scale(axes, values, _LEAST_SPAN.get(measure.unit, 1.0))
    starts = [one.weeks[0] for one in done]
    axes.vlines(starts, 0, 0.05, transform=axes.get_xaxis_transform(), color=GREY, linewidth=0.8, alpha=0.7)
    axes.set_title(name.replace("_", " "), fontweight="bold", pad=17)
    axes.text(0, 1.05, _unit(measure.unit, measure.better), transform=axes.transAxes, color=GREY, fontsize=8)
    ends = " to ".join(map(_short, middle.iloc[[0, -1]]))
    axes.set_title(ends, loc="right", color=LINE, fontsize=8.5, pad=17)
    _weeks(axes, runs[0].scenario.weeks)


def _short(value: float) -> str:
    return "null" if np.isnan(value) else f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def _unit(unit: str, better: str | None) -> str:
    return f"{unit}; {_SIDES[better]}" if better else unit


def _scale(axes: Axes, values: pd.DataFrame, least: float) -> None:
    """Limits wide enough that mere noise does not look like a change."""
    low, high = float(np.nanmin(values)) if values.notna().any(axis=None) else 0.0, 0.0
    if values.notna().any(axis=None):
        high = float(np.nanmax(values))
    missing = max(0.0, least - (high - low)) / 2
    margin = 0.06 * (high - low + 2 * missing)
    bottom = low - missing - margin
    axes.set_ylim(max(bottom, -margin) if low >= 0 else bottom, high + missing + margin)
    axes.yaxis.set_major_locator(MaxNLocator(4))


def _weeks(axes: Axes, weeks: int) -> None:
    years = max(1, round(weeks / _YEAR / 6))
    step = _YEAR * years if weeks >= 2 * _YEAR else max(1, weeks // 4)
    axes.set_xlim(0, weeks)
    axes.set_xticks(range(0, weeks + 1, step))
    axes.tick_params(length=2)


def _strip(axes: Axes, runs: Sequence[Run], done: Sequence[Happening]) -> None:
    """What was done for each pathway step, and when the step was reached."""
    weeks = runs[0].scenario.weeks
    rows = {step.number: 7 - step.number for step in STEPS}
    other = -1 if any(one.step is None for one in done) else 0
    for one in done:
        y = rows[one.step] if one.step is not None else other
        axes.plot(one.weeks[1:], [y + 0.16] * (len(one.weeks) - 1), "|", color=GREY, markersize=3, alpha=0.6)
        axes.plot(
            one.weeks[0], y + 0.16, "o", color=GREY, markersize=5, markeredgecolor="white", clip_on=False
        )
    for number, y in rows.items():
        _reached(axes, [run.pathway[number] for run in runs], y - 0.18, weeks)
    axes.set_yticks([*rows.values(), *([other] if other else [])])
    axes.set_yticklabels([*(f"{step.number} {step.name}" for step in STEPS), *(["no step"] if other else [])])
    axes.set_ylim(other - 0.6, 6.6)
    axes.hlines(np.arange(other - 0.5, 6.6), 0, weeks, color=FAINT, linewidth=0.6)
    axes.set_xlabel("week")
    _weeks(axes, weeks)
    _legend(axes)


def _legend(axes: Axes) -> None:
    axes.set_title(
        "What was done for each step, and when the step was reached", fontweight="bold", pad=10, x=-0.29
    )
    dot = Line2D([], [], color=GREY, marker="o", markersize=4, linestyle="", label="intervention begins")
    tick = Line2D([], [], color=GREY, marker="|", markersize=4, linestyle="", label="happens again")
    diamond = Line2D(
        [],
        [],
        color=REACHED,
        marker="D",
        markersize=5,
        linestyle="",
        label="conditions of the step first met",
    )
    axes.legend(
        handles=[dot, tick, diamond],
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=3,
        frameon=False,
        fontsize=8.5,
        handletextpad=0.2,
        borderaxespad=0.3,
    )


def _reached(axes: Axes, weeks: Sequence[int | None], y: float, end: int) -> None:
    known = [week for week in weeks if week is not None]
    if not known:
        axes.text(end * 1.005, y, "not reached", color=GREY, va="center", fontsize=8)
        return
    low, middle, high = np.percentile(known, (BAND[0], 50, BAND[1]))
    axes.plot([low, high], [y, y], color=REACHED, linewidth=3, alpha=0.4, solid_capstyle="butt")
    axes.plot(middle, y, "D", color=REACHED, markersize=6, clip_on=False)
    share = f" ({len(known) / len(weeks):.0%} of seeds)" if len(weeks) > 1 else ""
    axes.text(end * 1.005, y, f"week {middle:.0f}{share}", color=INK, va="center", fontsize=8)
