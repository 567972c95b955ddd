"""A hub in the neighbourhood."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount
from c2sim.model.interventions.sight import Sight


@final
class Hub(Intervention, frozen=True):
    """An easily reached place opens its doors.

    People meet there across streets and groups, and hear news. Its effect falls with distance. One that
    residents run opens as far as people carry their partnership, and not at all without one; at one that
    providers run visitors also meet the provider on duty.
    """

    summary: ClassVar[str] = "A hub opens in the neighbourhood."
    lasting: ClassVar[bool] = True

    kind: Literal["hub"] = "hub"
    hours: float = Field(default=20.0, ge=0.0, le=80.0, description="Opening time (hours a week)")
    place: Literal["centre", "edge"] = Field(
        default="centre", description="Where it is: in the middle or at the edge"
    )
    run_by: Literal["residents", "providers"] = Field(
        default="residents", description="Who opens the doors: the residents' partnership, or providers"
    )
    capacity: HeadCount = Field(
        default=150,
        ge=2,
        le=10_000,
        description="Room for visitors (a week, per 1,500 residents)",
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """The opening hours, each week that it stands."""
        return Hours(resident=self.hours) if self.run_by == "residents" else Hours(provider=self.hours)

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.standing(Post.HUB_UNTIL)

    def act(self, handle: Handle) -> None:
        """Open it."""
        street = handle.centre() if self.place == "centre" else handle.edge()
        places = handle.heads(self.capacity)
        handle.open_hub(street, self.hours, places, self.run_by == "residents", self.lasts)
