"""Positive media coverage."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle


@final
class Media(Intervention, frozen=True):
    """Press and radio report what is going well, for a week or two."""

    summary: ClassVar[str] = "Press and radio report what goes well."

    kind: Literal["media"] = "media"
    reach: float = Field(
        default=0.05, ge=0.0, le=1.0, description="Chance that a resident meets a piece of news (per week)"
    )
    weeks: int = Field(default=2, ge=1, le=52, description="How long it is covered (weeks)")

    @property
    def usual_cost(self) -> Hours:
        """Two hours of residents for each week of coverage."""
        return Hours(resident=2.0 * self.weeks)

    def act(self, handle: Handle) -> None:
        """Start the coverage."""
        handle.cover(self.reach, self.weeks)
