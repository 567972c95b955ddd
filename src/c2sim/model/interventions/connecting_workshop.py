"""The connecting workshop."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle


@final
class ConnectingWorkshop(Intervention, frozen=True):
    """The steering group spends a day getting to know each other.

    Contact across the line between residents and providers.
    """

    summary: ClassVar[str] = "The steering group gets to know each other."
    professional: ClassVar[bool] = True

    kind: Literal["connecting_workshop"] = "connecting_workshop"
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """A day of seven providers and five residents, and two to prepare it."""
        return Hours(facilitator=16.0, provider=49.0, resident=35.0)

    def act(self, handle: Handle) -> None:
        """Hold it once."""
        handle.gather(
            Gathering(teaches=0.1 * self.quality, mixes=2.0 * self.quality),
            handle.partners(),
            handle.partner_providers(),
        )
