"""Patterns that the literature reports, and whether the model shows them."""

# pyright: standard, reportPrivateImportUsage=false

from collections import Counter
from decimal import Decimal
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import card, tag, twin
from c2sim.dashboard.parts.page import choices
from c2sim.dashboard.parts.shipped import banner
from c2sim.evidence.shipped_results import LATEST, shipped

_SIGNS = {"reproduced": "✓", "not reproduced": "✗", "undecided": "?"}
_USES = {
    "test": "Predictions: looked at only after all numbers were fixed",
    "fit": "May have guided the numbers",
    "input": "Built in: checked that it is there",
}
_WIDE = 1e6  # an interval without end


@solara.component
def Patterns() -> Element:
    """Counts by use, and each pattern to be unfolded."""
    use, set_use = solara.use_state("test")
    record = solara.use_memo(lambda: shipped(LATEST), [])
    if record is None:
        empty = "No result is shipped. Make one with: uv run c2sim evidence --quick"
        return card("Patterns from the literature", [tag("p", empty)])
    options = {name: f"{len(of_use(record, name))} {name}" for name in _USES}
    return card(
        "Patterns from the literature",
        [
            *banner("The verdicts below", record, "uv run python -m tools.answers.patterns"),
            tag("div", [_Count(record, name) for name in _USES], "c2-grid"),
            twin(" ".join(counted(record, name) for name in _USES)),
            choices("Use of the patterns", options, use, set_use),
            tag("div", [_pattern(one) for one in of_use(record, use)], "c2-list"),
            tag("p", _how(record), "c2-muted"),
        ],
    )


def of_use(record: dict[str, Any], use: str) -> list[dict[str, Any]]:
    """The patterns of one use."""
    return [one for one in record["patterns"] if one["use"] == use]


def counted(record: dict[str, Any], use: str) -> str:
    """How many patterns of one use came out how, in a sentence."""
    found = Counter(one["verdict"] for one in of_use(record, use))
    parts = ", ".join(f"{found[verdict]} {verdict}" for verdict in _SIGNS)
    return f"{use.capitalize()}: {parts}, of {found.total()}."


@solara.component
def _Count(record: dict[str, Any], use: str) -> Element:
    found = Counter(one["verdict"] for one in of_use(record, use))
    squares = [
        tag("span", sign, f"c2-square c2-{verdict.split()[0]}", title=verdict)
        for verdict, sign in _SIGNS.items()
        for _ in range(found[verdict])
    ]
    return tag(
        "div",
        [
            tag("div", f"{found['reproduced']} of {found.total()}", "c2-kpi-value"),
            tag("div", f"{use}. {_USES[use]}", "c2-kpi-label"),
            tag("div", squares, "c2-squares", role="img", aria_label=counted(record, use)),
        ],
        "c2-kpi",
    )


def _pattern(one: dict[str, Any]) -> Element:
    """A line with verdict and statement; unfolded, what was measured and what was asked for."""
    verdict = one["verdict"]
    mark = tag("span", f"{_SIGNS[verdict]} {verdict}", f"c2-verdict c2-{verdict.split()[0]}")
    head = tag("summary", [mark, tag("span", f"{one['id']}. {one['statement']}")])
    parts = [tag("li", _part(part)) for part in one["parts"]]
    source = tag("p", f"Reported by: {one['source']}", "c2-muted")
    return tag("details", [head, tag("ul", parts), source], "c2-pattern")


def _part(part: dict[str, Any]) -> str:
    criterion = part["criterion"]
    return (
        f"{part['effect_is'].capitalize()}: {_value(part['effect'])} ({_value(part['low'])} to "
        f"{_value(part['high'])}) {part['unit']}. {criterion['because']} {part['verdict'].capitalize()}."
    )


def _value(value: float) -> str:
    return "without bound" if abs(value) >= _WIDE else f"{Decimal(f'{value:.3g}'):f}".replace("-", "−")


def _how(record: dict[str, Any]) -> str:
    return (
        f"Each is an experiment of {record['seeds']} paired seeds at {record['residents']:,} residents, with "
        "a criterion written before it was run; in brackets the 95 % interval. There is no number to be "
        "reached: a pattern that is not shown is a finding."
    )
