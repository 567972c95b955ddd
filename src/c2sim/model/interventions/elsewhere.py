r"""What there is beyond the neighbourhood, for visits, camps and reading about others.

Without a region that is an established community: a full example. In a region it is the neighbourhoods to
which there is a link, each an example only as far as it has got and as it stands now:

.. math:: e = \frac{\text{pathway steps that hold there}}{7} \min(1, \text{hope there} / \text{hope here})

Both are those of the end of last week. What is shown and learnt on a visit is multiplied by it, and the
visit becomes news at home with this chance; hope moves in its own phase, by what is seen and heard of.
Evidence: none on the size; that seeing a place which has done it matters is the programme's own account.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c2sim.model.interventions.handle import Handle


def example(steps_holding: int, hope_there: float, hope_here: float) -> float:
    """How much of an example a place is, from 0 (nothing to see) to 1."""
    return steps_holding / 7.0 * min(1.0, hope_there / max(hope_here, 1e-9))


class Elsewhere:
    """An established community outside."""

    def example(self) -> float:
        """How good the best example elsewhere is, 0 to 1."""
        return 1.0

    def visited_by(self, visitors: int) -> None:
        """Let the place with the best example receive so many visitors this week."""

    def at_camp(self, camper: "Handle") -> None:
        """Meet people of other places at a camp, and tell of it at home."""
        camper.tell_of_visit()
