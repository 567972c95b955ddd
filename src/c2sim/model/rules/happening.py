"""How the journal is told of something."""

from c2sim.engine.compiling import compiled
from c2sim.model.records import Happenings


@compiled
def tell(happenings: Happenings, what: int, who: int, whom: int) -> None:
    """Put one event on this week's record, for which there is room for any week's events."""
    place = happenings.number[0]
    if place < len(happenings.what):
        happenings.what[place] = what
        happenings.who[place] = who
        happenings.whom[place] = whom
        happenings.number[0] = place + 1
