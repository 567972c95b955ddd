"""Provider-led delivery."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.interventions.base import Intervention
from c2sim.interventions.handle import Handle


@final
class ServiceBoost(Intervention, frozen=True):
    """Providers get more hours and decide for themselves what to do with them."""

    summary: ClassVar[str] = "Providers get more hours to deliver."

    kind: Literal["service_boost"] = "service_boost"
    capacity: float = Field(
        default=2.0, ge=-0.9, le=10.0, description="Added to their capacity (share; negative cuts it)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    def act(self, handle: Handle) -> None:
        """Change the budget."""
        handle.raise_capacity(self.capacity, self.lasts)
