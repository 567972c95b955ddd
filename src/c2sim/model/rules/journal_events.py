"""Events of a week for the journal; they decide nothing.

`happenings` holds this week's events in their order: what, who (a resident or a number, or -1) and whom (a
provider, or -1). It is emptied at the start of a week.
"""

from c2sim.engine.compiling import compiled
from c2sim.model.records import Happenings


@compiled
def tell_journal(happenings: Happenings, what: int, who: int, whom: int) -> None:
    """Add one event of this week, for which there is room for any week's events."""
    place = happenings.number[0]
    if place < len(happenings.what):
        happenings.what[place] = what
        happenings.who[place] = who
        happenings.whom[place] = whom
        happenings.number[0] = place + 1
