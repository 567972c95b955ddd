"""The table of the targets in the terminal: every line with its interval and verdict, and counts by use."""

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from c2sim.cli.text.tables import table

if TYPE_CHECKING:
    from c2sim.evidence.targets.judgement import Judged
    from c2sim.evidence.targets.measuring import Found

_USES = ("input", "fit", "test, seen", "test")
_MEANING = {
    "input": "set by one number: a check",
    "fit": "may have guided the defaults",
    "test": "run after the defaults were frozen",
    "test, seen": "as test, but looked at on the first edition",
}
_HEAD = ("line", "value", "95 % interval", "accept", "unit", "raw", "SD", "verdict")
_COUNTED = ("lines", "met", "not met", "undecided", "nothing to divide", "measured beside")
_WIDEST = 100
_WEEKS = 20.0  # from here on a value is in weeks and not a level


def targets_text(found: "Found") -> str:
    """Tables by use, what each row says, and how many lines are met."""
    blocks = [
        f"Targets: {found.residents:,} residents, {found.seeds} paired seeds, 95 % intervals over seeds"
    ]
    counts: list[Sequence[str]] = []
    for use in _USES:
        lines = [one for one in found.lines if one.row.use == use]
        if lines:
            rows = dict.fromkeys(one.row for one in lines)
            said = [_folded(f"{row.id:4}{row.statement} ({row.source})") for row in rows]
            blocks += [
                f"{use} ({_MEANING[use]})",
                table(_HEAD, [_row(one) for one in lines], left=(0, 2, 3, 4, 7)),
            ]
            blocks.append("\n".join(said))
            counts.append((use, *map(str, _counted(lines))))
    blocks.append(table(("use", *_COUNTED), counts))
    wanted = _more_seeds(found.lines)
    return "\n\n".join([*blocks, wanted] if wanted else blocks)


def _row(one: "Judged") -> Sequence[str]:
    interval = "no bounds" if math.isnan(one.low) else f"{_short(one.low)} to {_short(one.high)}"
    return (
        one.name,
        _short(one.value),
        interval,
        _accept(one),
        one.line.unit,
        _short(one.raw),
        _short(one.spread),
        one.verdict if one.line.accept else "",
    )


def _accept(one: "Judged") -> str:
    if one.line.accept is None:
        return "-"
    low, high = one.line.accept
    if math.isinf(low):
        return f"at most {high:g}"
    return f"at least {low:g}" if math.isinf(high) else f"{low:g} to {high:g}"


def _short(value: float) -> str:
    if math.isnan(value):
        return "-"
    decimals = 1 if abs(value) >= _WEEKS else 3
    return f"{round(value, decimals) + 0.0:.{decimals}f}"  # + 0.0: no "-0.000"


def _counted(lines: "Sequence[Judged]") -> tuple[int, ...]:
    found = [one.verdict for one in lines]
    met, not_met = ("reproduced", "holds"), ("not reproduced", "does not hold")
    return (
        len(found),
        sum(one in met for one in found),
        sum(one in not_met for one in found),
        found.count("undecided"),
        found.count("nothing to divide"),
        found.count("no interval to meet"),
    )


def _more_seeds(lines: "Sequence[Judged]") -> str:
    """Lines whose half-width is above a quarter of their accept interval, and the seeds that they want."""
    wide = [f"{one.name} ({one.seeds_wanted:,})" for one in lines if one.seeds_wanted is not None]
    if not wide:
        return ""
    return _folded("Half-width above a quarter of the accept interval (seeds wanted): " + "; ".join(wide))


def _folded(text: str) -> str:
    return textwrap.fill(text, _WIDEST, subsequent_indent="    ", break_on_hyphens=False)
