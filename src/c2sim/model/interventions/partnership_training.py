"""Training of the partnership."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle


@final
class PartnershipTraining(Intervention, frozen=True):
    """Members of the partnership learn what they need to run it."""

    summary: ClassVar[str] = "The partnership is trained."
    professional: ClassVar[bool] = True
    needs: ClassVar[Need] = "people"

    kind: Literal["partnership_training"] = "partnership_training"
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """A day of eight members, and preparing it."""
        return Hours(facilitator=10.0, resident=48.0)

    def act(self, handle: Handle) -> None:
        """Hold one training."""
        handle.gather(Gathering(teaches=0.5 * self.quality), handle.partners())
