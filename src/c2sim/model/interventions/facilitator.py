"""Appoint a facilitator."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.sight import Sight


@final
class Facilitator(Intervention, frozen=True):
    """A facilitator comes into post.

    A programme worker who solves nothing, but whose hours pay for inviting, visiting and coaching.
    """

    summary: ClassVar[str] = "A facilitator comes into post."
    lasting: ClassVar[bool] = True
    post: ClassVar[bool] = True

    kind: Literal["facilitator"] = "facilitator"
    hours: float = Field(
        default=30.0, ge=0.0, le=80.0, description="Working time (hours a week per 1,500 residents)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """The paid hours, each week in post."""
        return Hours(facilitator=self.hours)

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.standing(Post.FACILITATOR_UNTIL)

    def act(self, handle: Handle) -> None:
        """Fill the post."""
        handle.appoint_facilitator(self.hours, self.lasts)
