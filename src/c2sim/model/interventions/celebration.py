"""A visible celebration of wins."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import INVITING, Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle


@final
class Celebration(Intervention, frozen=True):
    """Residents celebrate what has been achieved; whoever comes learns of it."""

    summary: ClassVar[str] = "Wins are celebrated in public."

    kind: Literal["celebration"] = "celebration"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="networks", description="How people are invited: a poster, through ties, or at every door"
    )
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Inviting, and an evening of those who hold it."""
        return Hours(resident=20.0 + INVITING[self.invitation])

    def act(self, handle: Handle) -> None:
        """Celebrate once."""
        handle.gather(Gathering(invitation=CHANNELS[self.invitation], celebrates=self.quality))
