"""Where the seeds of several plans end, on one scale: a bar that holds nine of ten, and the median."""

# pyright: standard, reportPrivateImportUsage=false

import math
from collections.abc import Sequence
from typing import NamedTuple

from reacton.core import Element

from c2sim.dashboard.parts.html import tag
from c2sim.dashboard.parts.lines import COLOURS, styled

_NEAR = 1e-9  # a value on a tenth is its own end


class Spread(NamedTuple):
    """A plan's values of one measure over seeds; None where there are none."""

    name: str
    low: float | None
    median: float | None
    high: float | None


def strips(title: str, spreads: Sequence[Spread]) -> Element:
    """One row a plan on a common scale, whose ends are written below, each with its numbers."""
    least, most = ends_of(spreads)
    rows = [
        _row(one, styled(COLOURS[place % len(COLOURS)]), least, most) for place, one in enumerate(spreads)
    ]
    words = "; ".join(f"{one.name}: {spoken(one)}" for one in spreads)
    ends = tag("span", [tag("span", f"{least:.1f}"), tag("span", f"{most:.1f}")], "c2-strip-ends")
    scale = tag("div", [tag("span"), ends, tag("span")], "c2-strip-scale")
    return tag(
        "div", [tag("h3", title, "c2-figure-title"), *rows, scale], role="img", aria_label=f"{title}. {words}"
    )


def ends_of(spreads: Sequence[Spread]) -> tuple[float, float]:
    """Tenths between which all values lie; from 0 to 1 where there are none."""
    values = [one for spread in spreads for one in (spread.low, spread.high) if one is not None]
    if not values:
        return 0.0, 1.0
    least, most = math.floor(10 * min(values) + _NEAR), math.ceil(10 * max(values) - _NEAR)
    return least / 10, max(most, least + 1) / 10


def spoken(one: Spread, digits: int = 2) -> str:
    """Median and spread as they are read out."""
    if one.low is None or one.median is None or one.high is None:
        return "none"
    return f"{one.median:,.{digits}f} ({one.low:,.{digits}f} to {one.high:,.{digits}f})"


def _row(one: Spread, colour: str, least: float, most: float) -> Element:
    track = tag("span", _marks(one, colour, least, most), "c2-strip-track")
    return tag("div", [tag("span", one.name, "c2-strip-name"), track, tag("span", spoken(one))], "c2-strip")


def _marks(one: Spread, colour: str, least: float, most: float) -> list[Element]:
    if one.low is None or one.median is None or one.high is None:
        return []
    at = {
        which: 100 * (value - least) / (most - least)
        for which, value in one._asdict().items()
        if which != "name"
    }
    bar = f"left: {at['low']:.2f}%; width: {max(0.6, at['high'] - at['low']):.2f}%; background: {colour}"
    dot = f"left: calc({at['median']:.2f}% - 7px); background: {colour}"
    return [tag("span", css="c2-strip-bar", style=bar), tag("span", css="c2-strip-dot", style=dot)]
