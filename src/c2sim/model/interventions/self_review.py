"""The partnership reviews itself by Changes' five dimensions."""

from typing import ClassVar, Literal, final

from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle


@final
class SelfReview(Intervention, frozen=True):
    """The partnership looks at the five dimensions and redirects its hours to the weakest.

    Confident: its meetings teach. Inclusive: it asks people of the group least represented. Organised: it
    offers seed grants. Cooperative: it meets with providers of all agencies, and longer. Influential: it
    asks for a promise on a priority each time.
    """

    summary: ClassVar[str] = "The partnership redirects its hours to the weakest dimension."
    needs: ClassVar[Need] = "partnership"

    kind: Literal["self_review"] = "self_review"

    @property
    def usual_cost(self) -> Hours:
        """An evening of ten members."""
        return Hours(resident=25.0)

    def act(self, handle: Handle) -> None:
        """Review once, if there is a partnership."""
        if handle.partnership_stands:
            handle.focus_on_weakest()
