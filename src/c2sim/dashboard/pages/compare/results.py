"""What many seeds of several plans gave: lines with bands, where they end, harm, person-hours, steps."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Sequence

import numpy as np
import solara
from reacton.core import Element

from c2sim.dashboard.pages.compare.who import WhoIsChanged
from c2sim.dashboard.parts.html import card, table, tag, whole
from c2sim.dashboard.parts.lines import COLOURS, Line, LineFigure, plain, styled
from c2sim.dashboard.parts.strips import Spread, spoken, strips
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.session import use_session
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.results.comparison import BETTER, Comparison
from c2sim.results.result import Run
from c2sim.results.seed_band import BAND, band

DRAWN = ("stress", "hope", "trust_services", "connectivity", "participation", "effort_gini")
OFTEN = 50.0
"""Harm in so many per cent of the seeds or more stands out."""
_DASHED = (False, True, False, True)


@solara.component
def Results(found: Comparison) -> Element:
    """Everything that was found."""
    seeds = len(found.runs[found.first])
    note = (
        f"Lines are medians of {seeds} seeds; nine of ten seeds lie in the band. All plans have the "
        f"same seeds."
    )
    names = [
        tag("span", [tag("span", css="c2-swatch", style=f"background: {styled(colour)}"), name])
        for name, colour in zip(found.runs, COLOURS, strict=False)
    ]
    figures = tag("div", [MeasureOf(found, one) for one in DRAWN], "c2-grid c2-thirds")
    ends = [strips(label(one), spreads(found, one)) for one in DIMENSIONS]
    return tag(
        "div",
        [
            card("Over the weeks", [tag("div", names, "c2-legend"), tag("p", note, "c2-muted"), figures]),
            card("Five dimensions in the last week", [tag("div", ends, "c2-strips")]),
            WhoIsChanged(found),
            card("Side by side", [_Table(found)]),
        ],
        "c2-column",
    )


@solara.component
def MeasureOf(found: Comparison, measure: str) -> Element:
    """One measure of all plans."""
    session = use_session()
    lines = solara.use_memo(lambda: lines_of(found, measure), [found, measure])
    words = (
        "In the last week " + "; ".join(f"{one.name} {spoken(one)}" for one in spreads(found, measure)) + "."
    )
    return LineFigure(label(measure), lines, words, dark=session.dark.value, playhead=False)


def lines_of(found: Comparison, measure: str) -> list[Line]:
    """The median and the band of each plan, week by week."""
    lines: list[Line] = []
    for place, (name, runs) in enumerate(found.runs.items()):
        values = np.stack([run.weekly[measure].to_numpy() for run in runs])
        low, middle, high = np.nanpercentile(values, (BAND[0], 50, BAND[1]), axis=0)
        edges = ([float(one) for one in low], [float(one) for one in high])
        lines.append(Line(name, plain(middle), COLOURS[place], _DASHED[place], edges))
    return lines


def spreads(found: Comparison, measure: str) -> list[Spread]:
    """Where each plan's seeds end."""
    return [
        _spread(name, [float(run.weekly[measure].iloc[-1]) for run in runs])
        for name, runs in found.runs.items()
    ]


def _spread(name: str, values: Sequence[float]) -> Spread:
    of = band(values)
    return Spread(name, of["low"], of["median"], of["high"])


@solara.component
def _Table(found: Comparison) -> Element:
    rows = solara.use_memo(lambda: rows_of(found), [found])
    caption = (
        "In the last week: the median, and in brackets where nine of ten seeds lie; then the median "
        f"difference to {found.first} within a seed, and harm, the share of seeds that end worse than it."
    )
    return table(("", *found.runs), [(row[0], *map(_lines_of_cell, row[1:])) for row in rows], caption)


def _lines_of_cell(cell: str) -> Element:
    """The value, and on a line below it the difference and harm; harm of half the seeds stands out."""
    value, *rest = cell.split("; ")
    harm = rest[-1] if rest and rest[-1].startswith("harm") else ""
    often = harm != "" and float(harm.removeprefix("harm ").removesuffix(" %")) >= OFTEN
    below = [tag("span", one, "c2-often" if often and one == harm else "c2-muted") for one in rest]
    median, bracket, spread = value.partition(" (")
    shown = f"{median}{bracket[:1]}{whole(bracket[1:] + spread)}"  # a line breaks before the bracket only
    return tag("div", [tag("span", shown), tag("div", below, "c2-below") if below else None])


def rows_of(found: Comparison) -> list[tuple[str, ...]]:
    """A row for each measure, for person-hours and for the pathway."""
    against = found.to_dict()["paired"]
    rows = [_measure(found, against, one) for one in (*DRAWN, *DIMENSIONS)]
    hours = [_spread(name, [sum(run.cost.values()) for run in runs]) for name, runs in found.runs.items()]
    rows.append(("Person-hours", *(spoken(one, digits=0) for one in hours)))
    rows += [
        (f"Step {step} reached", *(_reached(runs, step) for runs in found.runs.values()))
        for step in found.runs[found.first][0].pathway
    ]
    return rows


def _measure(
    found: Comparison, against: dict[str, dict[str, dict[str, float | None]]], measure: str
) -> tuple[str, ...]:
    side = {"up": "more is better", "down": "less is better", None: "neither side is better"}[BETTER[measure]]
    cells = [_cell(one, against.get(one.name, {}).get(measure)) for one in spreads(found, measure)]
    return (f"{label(measure)} ({side})", *cells)


def _cell(one: Spread, paired: dict[str, float | None] | None) -> str:
    if paired is None or paired["median"] is None:
        return spoken(one)
    harm = paired.get("harm")
    ending = "" if harm is None else f"; harm {100 * harm:.0f} %"
    return f"{spoken(one)}; {paired['median']:+.3f}{ending}".replace("-", "−")


def _reached(runs: Sequence[Run], step: int) -> str:
    count = sum(run.pathway[step] is not None for run in runs)
    return f"{count} of {len(runs)} seeds"
