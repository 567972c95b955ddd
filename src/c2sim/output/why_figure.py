# pyright: standard
"""Why a measure moved, as bars large enough for the back of a room."""

import tempfile
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from c2sim.errors import C2simError
from c2sim.explain.why import FATES, Reasons
from c2sim.model.measures.definitions import spoken
from c2sim.output.png import refuse_figure, save_png
from c2sim.output.style import FAINT, GREY, INK, LINE, REACHED, STYLE
from c2sim.results.seed_band import BAND, band

_STYLE = {**STYLE, "font.size": 17, "xtick.labelsize": 13, "ytick.labelsize": 17}
_WIDTH, _BAR = 13.0, 0.62  # inches
_DPI = 120
_MOST = 11


def reasons_figure(reasons: Reasons) -> Figure:
    """Draw a bar for each cause (or fate of ties), from the largest to the smallest, then the sum of all."""
    bars = _bars(reasons)
    with rc_context(_STYLE):
        height = 2.6 + _BAR * len(bars)
        figure = Figure(figsize=(_WIDTH, height))
        axes = figure.add_axes((0.3, 0.95 / height, 0.66, 1.0 - 2.45 / height))
        figure.text(0.03, 1.0 - 0.5 / height, _title(reasons), fontsize=23, fontweight="bold", va="center")
        figure.text(0.03, 1.0 - 1.02 / height, _subtitle(reasons), fontsize=14, color=GREY, va="center")
        _draw(axes, bars, len(reasons.seeds) > 1)
        unit = "number of ties" if reasons.of_ties else f"what it did to {spoken(reasons.measure)}"
        axes.set_xlabel(unit, fontsize=14)
    return figure


def save_reasons(reasons: Reasons, file: Path) -> None:
    """Draw the reasons into a PNG file, which appears whole or not at all.

    Raises:
        C2simError: when the system refuses.
    """
    refuse_figure(file)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".c2sim-") as folder:
            draft = Path(folder) / "figure.png"
            save_png(lambda: reasons_figure(reasons), draft, _DPI, _STYLE)
            draft.replace(file)
    except OSError as error:
        raise C2simError(f"{file}: found a place that cannot be written to ({error.strerror})") from None


type _Bar = tuple[str, float, float, float]


def _bars(reasons: Reasons) -> list[_Bar]:
    """Name, median, low and high of each bar, in the order in which they are drawn."""
    if reasons.of_ties:
        return [_bar(name, reasons.parts[name] * FATES[name.split()[1]]) for name in reasons.parts.columns]
    main = reasons.main_names[:_MOST]
    bars = [_bar(name, reasons.parts[name]) for name in main]
    rest = [name for name in reasons.names if name not in main]
    if rest:
        bars.append(_bar("other causes", reasons.parts[rest].sum(axis=1)))
    return [*bars, _bar("all causes", reasons.parts.sum(axis=1))]


def _bar(name, values) -> _Bar:
    found = band(values)
    return name, found["median"] or 0.0, found["low"] or 0.0, found["high"] or 0.0


def _draw(axes: Axes, bars: list[_Bar], several: bool) -> None:
    rows = range(len(bars), 0, -1)
    for row, (name, middle, low, high) in zip(rows, bars, strict=True):
        colour = INK if name == "all causes" else LINE if middle > 0 else REACHED
        axes.barh(row, middle, height=0.62, color=colour)
        if several:
            axes.plot([low, high], [row, row], color=GREY, linewidth=2.5, solid_capstyle="butt")
    reach = max(max(abs(middle), abs(low), abs(high)) for _, middle, low, high in bars) or 1.0
    for row, (_, middle, low, high) in zip(rows, bars, strict=True):
        end = (max(middle, high) if middle >= 0 else min(middle, low)) if several else middle
        text, side = _written(middle, reach), 1 if middle >= 0 else -1
        place, align = end + 0.02 * reach * side, "left" if side > 0 else "right"
        axes.text(place, row, text, va="center", ha=align, fontsize=15)
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(list(rows), [name for name, *_ in bars])
    axes.tick_params(length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["left", "bottom"]].set_visible(False)
    lowest, highest = min(low for _, _, low, _ in bars), max(high for *_, high in bars)
    axes.set_xlim(min(lowest, 0.0) - 0.24 * reach, max(highest, 0.0) + 0.24 * reach)
    axes.set_ylim(0.4, len(bars) + 0.6)
    for label, (name, *_) in zip(axes.get_yticklabels(), bars, strict=True):
        label.set_color(INK)
        label.set_fontweight("bold" if name == "all causes" else "normal")


def _written(value: float, reach: float) -> str:
    return f"{value:+,.0f}" if reach >= 20 else f"{value:+.3f}" if reach < 1 else f"{value:+.2f}"


def _title(reasons: Reasons) -> str:
    name = spoken(reasons.measure)
    change = band(reasons.change)["median"] or 0.0
    if reasons.of_ties:
        return f"What became of ties ({name} {change:+.2f})"
    if reasons.against is not None:
        return f"{name[0].upper()}{name[1:]}: {change:+.3f} against {reasons.against}"
    return f"Why {name} changed by {change:+.3f}" if abs(change) >= 0.0005 else f"Why {name} did not change"


def _subtitle(reasons: Reasons) -> str:
    seeds = f"seed {reasons.seeds[0]}"
    if len(reasons.seeds) > 1:
        seeds = f"{len(reasons.seeds)} seeds: median, line from {BAND[0]}th to {BAND[1]}th percentile"
    when = f"week {reasons.since} to {reasons.week}"
    return f"{reasons.scenario}, {when}, {reasons.residents:,} residents, {seeds}"
