"""Social media."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.interventions.base import Intervention
from c2sim.interventions.handle import Handle


@final
class SocialMedia(Intervention, frozen=True):
    """Open channels to residents: a resident meets a piece of fresh news with some chance each week."""

    summary: ClassVar[str] = "Social media carry news to residents."

    kind: Literal["social_media"] = "social_media"
    reach: float = Field(
        default=0.01, ge=0.0, le=1.0, description="Chance that a resident meets a piece of news (per week)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    def act(self, handle: Handle) -> None:
        """Open the channel."""
        handle.open_channel(self.reach, self.lasts)
