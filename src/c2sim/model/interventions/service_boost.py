"""Provider-led delivery."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.sight import Sight


@final
class ServiceBoost(Intervention, frozen=True):
    """Providers get more hours and decide for themselves what to do with them."""

    summary: ClassVar[str] = "Providers get more hours to deliver."
    lasting: ClassVar[bool] = True

    kind: Literal["service_boost"] = "service_boost"
    capacity: float = Field(
        default=2.0, ge=-0.9, le=10.0, description="Added to their capacity (share; negative cuts it)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """The hours that are added each week, where fifteen providers give ten hours each to issues."""
        return Hours(provider=150.0 * max(0.0, self.capacity))

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.standing(Post.EXTRA_UNTIL)

    def act(self, handle: Handle) -> None:
        """Change the budget."""
        handle.raise_capacity(self.capacity, self.lasts)
