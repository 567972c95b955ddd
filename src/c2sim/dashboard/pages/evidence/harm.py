"""How often each bundled scenario ends worse than no programme."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.shipped import banner
from c2sim.dashboard.parts.words import label, plan_called
from c2sim.evidence.shipped_results import CONTRASTS, shipped

SHOWN = (
    "stress",
    "hope",
    "trust_services",
    "trust_neighbours",
    "connectivity",
    "participation",
    "effort_gini",
)


@solara.component
def Harm() -> Element:
    """A table: plans by measures, with the share of seeds that end worse, and by how much they differ."""
    record = solara.use_memo(lambda: shipped(CONTRASTS), [])
    title = "How often a plan ends worse than no programme"
    if record is None:
        empty = "No result is shipped. Make one with: uv run python -m tools.answers.contrasts"
        return card(title, [tag("p", empty)])
    head = tag("tr", [tag("th", "plan", scope="col"), *(tag("th", label(one), scope="col") for one in SHOWN)])
    rows = [_row(name, found) for name, found in record["paired"].items()]
    table = tag("table", [tag("thead", [head]), tag("tbody", rows)], "c2-table c2-heat")
    words = (
        f"Share of {record['seeds']} paired seeds ({record['residents']:,} residents) in which the plan ends "
        "worse; under the bar the median difference in points of 100. Worse is lower for hope, trust, "
        "connectivity and taking part, and higher for stress and unequal effort."
    )
    renew = "uv run python -m tools.answers.contrasts"
    return card(
        title,
        [
            *banner("These figures", record, renew),
            tag("p", words, "c2-muted"),
            tag("div", [table], "c2-scroll"),
        ],
    )


def _row(name: str, found: dict[str, Any]) -> Element:
    cells = [_cell(found[measure]) for measure in SHOWN]
    return tag("tr", [tag("th", plan_called(name), scope="row"), *cells])


def _cell(one: dict[str, Any]) -> Element:
    harm = one["harm"]
    if harm is None or one["median"] is None:
        return tag("td", "none")
    fill = tag("span", css="c2-fill", style=f"width: {100 * harm:.0f}%")
    bar = tag("span", [fill], "c2-share", aria_hidden="true")
    change = tag("span", f"{100 * one['median']:+.1f}".replace("-", "−"), "c2-muted")
    return tag("td", [tag("span", f"{100 * harm:.0f} %", "c2-strong"), bar, change])
