"""What has to be said with every result."""

# pyright: standard, reportPrivateImportUsage=false

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import card, tag

SAID = (
    "It is a tool for thinking: if this, then that.",
    "Every number says where it comes from.",
    "One curve is never shown alone.",
    "Ask who benefits and who carries the load.",
    "There are no monetary and no clinical outcomes.",
    "C2's published percentages appear only with their sources and their disagreements.",
    "Poverty, housing and income come from outside.",
    "c2sim is not affiliated with C2 Connecting Communities, Changes or Locality.",
)
"""The sentences that docs/explanation/limits.md explains; a test holds the two together."""


@solara.component
def Limits() -> Element:
    """The limits, in one sentence each."""
    items = [tag("li", sentence) for sentence in SAID]
    more = tag(
        "p", "Each is explained in docs/explanation/limits.md: an hour of a training well spent.", "c2-muted"
    )
    return card("What has to be said with every result", [tag("ol", items, "c2-said"), more])
