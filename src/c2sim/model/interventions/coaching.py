"""Coaching of the resident-led partnership."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle

_TURN = 0.25  # of the members, each week


@final
class Coaching(Intervention, frozen=True):
    """The facilitator helps to carry the partnership every week, and its members learn by turns."""

    summary: ClassVar[str] = "The facilitator coaches the partnership."
    professional: ClassVar[bool] = True
    needs: ClassVar[Need] = "partnership"

    kind: Literal["coaching"] = "coaching"
    hours: float = Field(
        default=6.0, ge=0.0, le=40.0, description="Facilitator's time (hours a week per 1,500 residents)"
    )
    quality: float = Field(
        default=0.5, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """The hours of coaching, each time."""
        return Hours(facilitator=self.hours)

    def act(self, handle: Handle) -> None:
        """Coach for one week."""
        if not handle.partnership_stands:
            return
        handle.coach(self.hours)
        partners = handle.partners()
        turn = partners & (handle.chance("whose turn it is", len(partners)) < _TURN)
        handle.gather(Gathering(teaches=0.4 * self.quality, mixes=0.5), turn)
