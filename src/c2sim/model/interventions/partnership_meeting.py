"""A partnership meeting in the facilitator's hours."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.focus import hold_partners_meeting
from c2sim.model.interventions.handle import Handle


@final
class PartnershipMeeting(Intervention, frozen=True):
    """The facilitator convenes the partnership and its providers.

    What was voiced becomes priorities, and money from bids is spent. Without a facilitator only the
    partnership itself can meet.
    """

    summary: ClassVar[str] = "The facilitator convenes the partnership."
    professional: ClassVar[bool] = True
    needs: ClassVar[Need] = "partnership"

    kind: Literal["partnership_meeting"] = "partnership_meeting"
    quality: float = Field(
        default=0.7, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Two hours of six providers and eighteen residents, as at TQ6, and preparing it."""
        return Hours(facilitator=6.0, provider=12.0, resident=36.0)

    def act(self, handle: Handle) -> None:
        """Convene one meeting."""
        if not handle.partnership_stands:
            return
        handle.convene_partnership()  # at most one meeting a week, whoever called it
        hold_partners_meeting(handle, self.quality)
