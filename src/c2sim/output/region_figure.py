# pyright: standard
"""A region at a glance: hope in each neighbourhood, and a strip of pathway steps and of who saw whom when."""

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from c2sim.output.png import save_png
from c2sim.output.style import FAINT, GREY, INK, LINE, REACHED, STYLE
from c2sim.region import RegionRun
from c2sim.region.meetings import camps, visits, visits_to_nobody, weeks_of
from c2sim.results.seed_band import BAND

MOST = 12
"""Neighbourhoods that are drawn; of every kind one before a second."""

_MEASURE = "hope"
_LEAST_SPAN = 0.2  # so that mere noise does not look like a change
_DPI = 150
_WIDTH, _HEAD, _GAP, _ROW, _FOOT = 12.5, 1.2, 0.7, 0.52, 0.5  # inches
_PANEL, _TITLE, _PLOT = 2.15, 0.48, 1.32  # inches: a panel, of which its title and its lines
_COLUMNS = 4
_LANES, _MEETING = (0.28, 0.02), -0.26  # of a row: where steps stand, and visits below them
_YEAR = 52
_OTHERS = "#BDBDBD"
_MARKS = {
    "return_visit": ("v", "a return visit"),
    "knowledge_hub": ("h", "a Knowledge Hub opens"),
}
_SIGNS = (
    "grey: in the other neighbourhoods; dotted line: week 0; marks at the foot: a visit or a camp together"
)


def region_figure(runs: Sequence[RegionRun]) -> Figure:
    """Draw the runs of one region: medians of the seeds; visits and camps as in the first seed."""
    names = drawn(runs[0])
    columns = min(_COLUMNS, len(names))
    rows = math.ceil(len(names) / columns)
    height = _HEAD + rows * _PANEL + _GAP + len(names) * _ROW + _FOOT
    with rc_context(STYLE):
        figure = Figure(figsize=(_WIDTH, height))
        _headings(figure, runs, len(names), height)
        values = {name: _values(runs, name) for name in runs[0].runs}
        limits = _limits([values[name] for name in names])
        width = 0.92 / columns
        for index, name in enumerate(names):
            row, column = divmod(index, columns)
            low = 1.0 - (_HEAD + row * _PANEL + _TITLE + _PLOT) / height
            axes = figure.add_axes((0.05 + column * width, low, width - 0.035, _PLOT / height))
            _panel(axes, runs[0], name, values)
            axes.set_ylim(limits)
        strip = figure.add_axes((0.16, _FOOT / height, 0.69, len(names) * _ROW / height))
        _strip(strip, runs, names)
    return figure


def save_region_figure(runs: Sequence[RegionRun], file: Path) -> None:
    """Draw the runs of one region into a PNG file."""
    save_png(lambda: region_figure(runs), file, _DPI)


def drawn(run: RegionRun) -> list[str]:
    """Names of the neighbourhoods that are drawn, in the order of the file."""
    order = sorted(run.region.neighbours, key=lambda one: one.number)[
        :MOST
    ]  # sorting keeps the order of kinds
    chosen = {one.name for one in order}
    return [name for name in run.runs if name in chosen]


def _headings(figure: Figure, runs: Sequence[RegionRun], shown: int, height: float) -> None:
    region, first = runs[0].region, runs[0]
    seeds = f"seed {first.seed}"
    if len(runs) > 1:
        seeds = f"{len(runs)} seeds: median, and the band from the {BAND[0]}th to the {BAND[1]}th percentile"
    number = f"{len(first.runs)} neighbourhoods"
    if shown < len(first.runs):
        number += f" ({shown} of them are drawn)"
    size = f"{region.weeks:,} weeks, {number}, {seeds}"
    figure.text(0.05, 1.0 - 0.3 / height, region.name, fontsize=16, fontweight="bold", va="center")
    summary = textwrap.shorten(region.summary, 150, placeholder=" ...")
    figure.text(0.05, 1.0 - 0.57 / height, summary, fontsize=10, va="center")
    for inches, text in ((0.8, size), (1.0, f"blue: {_MEASURE} here; {_SIGNS}")):
        figure.text(0.05, 1.0 - inches / height, text, fontsize=9, color=GREY, va="center")


def _values(runs: Sequence[RegionRun], name: str) -> pd.DataFrame:
    """The measure of one neighbourhood, a column a seed."""
    return pd.concat([run.runs[name].weekly[_MEASURE] for run in runs], axis=1)


def _limits(values: Sequence[pd.DataFrame]) -> tuple[float, float]:
    """One scale for all panels, so that places can be held against each other."""
    low = min(float(np.nanmin(one)) for one in values)
    high = max(float(np.nanmax(one)) for one in values)
    missing = max(0.0, _LEAST_SPAN - (high - low)) / 2
    margin = 0.05 * (high - low + 2 * missing)
    return low - missing - margin, high + missing + margin


def _panel(axes: Axes, run: RegionRun, name: str, values: dict[str, pd.DataFrame]) -> None:
    own, plan = values[name], run.runs[name].scenario
    middle = own.median(axis=1)
    others = [values[other].median(axis=1) for other in values if other != name]
    lines = [np.column_stack([one.index, one]) for one in others]
    axes.add_collection(LineCollection(lines, colors=_OTHERS, linewidths=0.7))
    if own.shape[1] > 1:
        low, high = (own.quantile(edge / 100, axis=1) for edge in BAND)
        axes.fill_between(own.index, low, high, color=LINE, alpha=0.22, linewidth=0)
    axes.axhline(middle.iloc[0], color=GREY, linewidth=0.8, linestyle=(0, (2, 3)))
    axes.plot(middle.index, middle, color=LINE, linewidth=1.6)
    axes.set_title(_short(name, 20), fontweight="bold", pad=17)
    what = _short(plan.name, 34)
    size = f"{what}, {plan.neighbourhood.residents:,} residents"
    axes.text(0, 1.05, size, transform=axes.transAxes, color=GREY, fontsize=8)
    axes.set_title(
        f"{middle.iloc[0]:.2f} to {middle.iloc[-1]:.2f}", loc="right", color=LINE, fontsize=8.5, pad=17
    )
    axes.yaxis.set_major_locator(MaxNLocator(4))
    met = [week for week, *pair in (*visits(run), *camps(run)) if name in pair]
    axes.vlines(met, 0, 0.07, transform=axes.get_xaxis_transform(), color=INK, linewidth=0.9)
    _weeks(axes, run.region.weeks)


def _weeks(axes: Axes, weeks: int) -> None:
    years = max(1, round(weeks / _YEAR / 6))
    step = _YEAR * years if weeks >= 2 * _YEAR else max(1, weeks // 4)
    axes.set_xlim(0, weeks)
    axes.set_xticks(range(0, weeks + 1, step))
    axes.tick_params(length=2)


def _strip(axes: Axes, runs: Sequence[RegionRun], names: Sequence[str]) -> None:
    """A row a neighbourhood: steps reached, visits from row to row, who moved in and out."""
    first, weeks = runs[0], runs[0].region.weeks
    rows = {name: len(names) - 1 - index for index, name in enumerate(names)}
    axes.hlines(np.arange(-0.5, len(names)), 0, weeks, color=FAINT, linewidth=0.6)
    legend = _met(axes, first, rows)
    for name, y in rows.items():
        legend |= _happened(axes, first, name, y)
        _steps(axes, [run.pathway[name] for run in runs], y, weeks)
        _moved(axes, runs, name, y)
        _label(axes, first, name, y)
    axes.set_yticks([])
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_xlabel("week")
    _weeks(axes, weeks)
    _legend(axes, list(legend.values()), len(runs) > 1)


def _met(axes: Axes, run: RegionRun, rows: dict[str, int]) -> dict[str, Line2D]:
    """Visits as arrows from guest to host, camps as lines between those who were there together."""
    legend: dict[str, Line2D] = {}
    for week, guest, host in visits(run):
        if guest in rows and host in rows:
            arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0}
            tail, head = rows[guest] + _MEETING, rows[host] + _MEETING
            axes.annotate("", xy=(week, head), xytext=(week, tail), arrowprops=arrow)
            axes.plot(week, tail, "o", color=INK, markersize=3.5)
            legend["visit"] = _sign("^", INK, "people go and see (arrow)")
    for week, guest in visits_to_nobody(run):
        if guest in rows:
            axes.plot(week, rows[guest] + _MEETING, "o", color=INK, markerfacecolor="white", markersize=4.5)
            legend["nobody"] = _sign("o", INK, "nobody receives them")
            legend["nobody"].set_markerfacecolor("white")
    for week, one, other in camps(run):
        if one in rows and other in rows:
            ends = [rows[one] + _MEETING, rows[other] + _MEETING]
            axes.plot([week, week], ends, "s-", color=GREY, markersize=4, linewidth=0.9)
            legend["camp"] = _sign("s", GREY, "at one camp")
    return legend


def _happened(axes: Axes, run: RegionRun, name: str, y: int) -> dict[str, Line2D]:
    """What else lets a neighbourhood see those to which it has a link."""
    legend: dict[str, Line2D] = {}
    for kind, (sign, words) in _MARKS.items() if run.region.seen_from(name) else ():
        weeks = weeks_of(kind, run, name)
        weeks = weeks if kind == "return_visit" else weeks[:1]
        if weeks:
            axes.plot(weeks, [y + _MEETING] * len(weeks), sign, color=GREY, markersize=5)
            legend[kind] = _sign(sign, GREY, words)
    return legend


def _steps(axes: Axes, found: Sequence[dict[int, int | None]], y: int, weeks: int) -> None:
    """A numbered diamond where a step was first reached; open if it was in less than half of the seeds."""
    places: list[tuple[float, int, float]] = []
    for number in found[0]:
        known = [week for one in found if (week := one[number]) is not None]
        if known:
            places.append((float(np.median(known)), number, len(known) / len(found)))
    last, level = -math.inf, 0
    for week, number, share in sorted(places):
        level = (level + 1) % len(_LANES) if week - last < 0.02 * weeks else 0
        at, last = y + _LANES[level], week
        face, ink = (REACHED, "white") if share >= 0.5 else ("white", REACHED)
        axes.plot(week, at, "D", color=face, markeredgecolor=REACHED, markersize=9, clip_on=False, zorder=4)
        axes.text(
            week, at - 0.01, str(number), color=ink, fontsize=7, ha="center", va="center_baseline", zorder=5
        )


def _moved(axes: Axes, runs: Sequence[RegionRun], name: str, y: int) -> None:
    if runs[0].region.stay_in_region == 0.0:
        return
    moved = [(which, people / len(runs)) for run in runs for which, people in run.moved.items()]
    here = sum(people for (_, to), people in moved if to == name)
    away = sum(people for (origin, _), people in moved if origin == name)
    words = f"{here:,.0f} moved in, {away:,.0f} out"
    axes.text(1.01, y, words, transform=axes.get_yaxis_transform(), fontsize=8, color=INK, va="center")


def _label(axes: Axes, run: RegionRun, name: str, y: int) -> None:
    seen = run.region.seen_from(name)
    place = {"transform": axes.get_yaxis_transform(), "ha": "right"}
    short = _short(name, 22)
    axes.text(-0.012, y + (0.2 if seen else 0.0), short, fontsize=9, va="center", **place)
    if seen:
        more = f" and {len(seen) - 1} more" if len(seen) > 1 else ""
        looks = f"looks to {_short(seen[0], 16)}{more}"
        axes.text(-0.012, y - 0.2, looks, fontsize=7.5, color=GREY, va="center", **place)


def _short(text: str, most: int) -> str:
    """A name that fits, with its end, which tells those of one kind apart."""
    return text if len(text) <= most else f"{text[: most - 6]}...{text[-3:]}"


def _sign(marker: str, color: str, words: str) -> Line2D:
    return Line2D([], [], color=color, marker=marker, markersize=6, linestyle="", label=words)


def _legend(axes: Axes, met: Sequence[Line2D], several: bool) -> None:
    axes.set_title("Visits, and pathway steps", fontweight="bold", pad=10, x=-0.16)
    half = " (open: in under half of seeds)" if several else ""
    steps = _sign("D", REACHED, f"step first reached{half}")
    axes.legend(
        handles=[*met, steps],
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=3,
        frameon=False,
        fontsize=8.5,
        handletextpad=0.2,
        borderaxespad=0.3,
    )
