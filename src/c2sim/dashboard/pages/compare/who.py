"""Who is changed by a plan: bars in SD for each part of those who lived there from the start."""

# pyright: standard, reportPrivateImportUsage=false

import math
from collections.abc import Sequence
from typing import NamedTuple

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import card, tag, twin, whole
from c2sim.dashboard.parts.words import label
from c2sim.results.comparison import Comparison
from c2sim.results.effects import PRIMARY, Effect
from c2sim.results.naive import Naive

CALLED = {"population": "Everybody", "came": "Came", "core": "Core", "never": "Never came"}
"""Parts as the page names them."""
MEANING = (
    "A bar is the twin effect: how far the plan moved these people from themselves without it, with the same "
    "luck. Its unit is the standard deviation (SD) between residents at the start; the line is the 95 % "
    "interval over seeds. A diamond is the naive gap: how far those who came are from those who never came, "
    "which an evaluation without twins would report as the effect. But those who come differed before: what "
    "of the gap lies beyond the bar tells who comes, and not what the plan did."
)
_WHO = (
    "Of those who lived there from the start and still do, how many a seed stands in brackets. Core: held a "
    "seat of the programme, or came 12 times or more. Came: all others who came at least once."
)


class Bar(NamedTuple):
    """One part of the residents in one level: twin effect and naive gap in SD, None where there is none."""

    part: str
    residents: float
    sd: float | None
    low: float | None
    high: float | None
    gap: float | None
    reason: str


@solara.component
def WhoIsChanged(found: Comparison) -> Element:
    """A card for each plan but the first; nothing for runs without cohorts."""
    every = solara.use_memo(lambda: {name: bars_of(found, name) for name in found.effects_by_week}, [found])
    return tag("div", [_plan(name, bars, found.first) for name, bars in every.items() if bars], "c2-column")


def bars_of(found: Comparison, name: str) -> dict[str, list[Bar]]:
    """The bars of one plan in the last week, by primary level."""
    by_week = found.effects_by_week[name]
    if not by_week:
        return {}
    last = max(by_week)
    pairs = zip(by_week[last], found.naive_by_week(name)[last], strict=True)
    bars: dict[str, list[Bar]] = {level: [] for level in PRIMARY}
    for effect, beside in pairs:
        if effect.level in bars:
            bars[effect.level].append(_bar(effect, beside))
    return bars


def _bar(effect: Effect, beside: Naive) -> Bar:
    return Bar(
        part=effect.part,
        residents=effect.residents,
        sd=_known(effect.sd),
        low=_known(effect.low),
        high=_known(effect.high),
        gap=_known(beside.gap[0]),
        reason=effect.reason.partition(": ")[2],  # the row has the name already
    )


def scale_of(bars: Sequence[Bar]) -> tuple[float, float]:
    """Tenths between which all bars, lines, diamonds and 0 lie."""
    values = [one for bar in bars for one in (bar.sd, bar.low, bar.high, bar.gap) if one is not None]
    least, most = math.floor(10 * min(values, default=0.0)), math.ceil(10 * max(values, default=0.0))
    return min(least, -1) / 10, max(most, 1) / 10


def spoken(bar: Bar) -> str:
    """A bar as it is read out."""
    if bar.sd is None:
        return f"{CALLED[bar.part]}: none ({bar.reason})"
    gap = "" if bar.gap is None else f", naive gap {_signed(bar.gap)}"
    return f"{CALLED[bar.part]}: {_numbers(bar)}{gap}"


def _plan(name: str, bars: dict[str, list[Bar]], first: str) -> Element:
    scale = scale_of([bar for of_level in bars.values() for bar in of_level])
    figures = [_figure(level, of_level, scale) for level, of_level in bars.items()]
    return card(
        f"Who is changed: {name}, against {first}",
        [
            tag("p", MEANING),
            tag("div", figures, "c2-strips"),
            tag("p", f"In the last week. {_WHO}", "c2-muted"),
        ],
    )


def _figure(level: str, bars: Sequence[Bar], scale: tuple[float, float]) -> Element:
    words = "; ".join(map(spoken, bars))
    ends = [tag("span", f"{_signed(end, 1)} SD") for end in scale]
    below = tag(
        "div", [tag("span"), tag("span", ends, "c2-strip-ends"), tag("span")], "c2-strip-scale c2-effect"
    )
    drawn = [tag("h3", label(level), "c2-figure-title"), *(_row(bar, scale) for bar in bars), below]
    figure = tag("div", drawn, role="img", aria_label=f"{label(level)}, effect in SD. {words}")
    return tag("div", [figure, twin(f"{words}.")])


def _row(bar: Bar, scale: tuple[float, float]) -> Element:
    name = tag("span", f"{CALLED[bar.part]} ({bar.residents:,.0f})", "c2-strip-name")
    if bar.sd is None:
        return tag("div", [name, tag("span", bar.reason, "c2-muted c2-effect-reason")], "c2-strip c2-effect")
    track = tag("span", _marks(bar, scale), "c2-strip-track c2-effect-track")
    return tag("div", [name, track, tag("span", whole(_numbers(bar)))], "c2-strip c2-effect")


def _marks(bar: Bar, scale: tuple[float, float]) -> list[Element]:
    """The line at 0, the bar, its interval, and the diamond of the naive gap."""
    at = {name: _place(value, scale) for name, value in bar._asdict().items() if name in _DRAWN}
    zero, end = _place(0.0, scale), at["sd"]
    marks = [
        _mark("c2-effect-bar", f"left: {min(zero, end):.2f}%; width: {abs(end - zero):.2f}%"),
        _mark("c2-effect-zero", f"left: {zero:.2f}%"),
    ]
    if bar.low is not None:
        width = max(0.6, at["high"] - at["low"])
        marks.append(_mark("c2-effect-line", f"left: {at['low']:.2f}%; width: {width:.2f}%"))
    if bar.gap is not None:
        marks.append(_mark("c2-effect-gap", f"left: {at['gap']:.2f}%"))
    return marks


_DRAWN = ("sd", "low", "high", "gap")


def _place(value: float | None, scale: tuple[float, float]) -> float:
    """Where a value stands on the track, in per cent."""
    least, most = scale
    return 0.0 if value is None else 100 * (value - least) / (most - least)


def _mark(css: str, style: str) -> Element:
    return tag("span", css=css, style=style)


def _numbers(bar: Bar) -> str:
    if bar.low is None or bar.high is None:
        return _signed(bar.sd)
    return f"{_signed(bar.sd)} ({_signed(bar.low)} to {_signed(bar.high)})"


def _signed(value: float | None, digits: int = 2) -> str:
    if value is None:
        return "none"
    return f"{value:+.{digits}f}".replace("-", "−") if round(value, digits) else f"{0:.{digits}f}"


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
