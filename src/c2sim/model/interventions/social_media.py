"""Social media."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.sight import Sight


@final
class SocialMedia(Intervention, frozen=True):
    """Open channels to residents: a resident meets a piece of fresh news with some chance each week."""

    summary: ClassVar[str] = "Social media carry news to residents."
    lasting: ClassVar[bool] = True

    kind: Literal["social_media"] = "social_media"
    reach: float = Field(
        default=0.01, ge=0.0, le=1.0, description="Chance that a resident meets a piece of news (per week)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Two hours a week of residents who write."""
        return Hours(resident=2.0)

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.standing(Post.MEDIA_UNTIL)

    def act(self, handle: Handle) -> None:
        """Open the channel."""
        handle.open_channel(self.reach, self.lasts)
