"""The strategic steering group meets."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle

Agency = Literal["police", "housing", "health", "council", "schools", "voluntary", "faith"]


@final
class StrategicGroup(Intervention, frozen=True):
    """Senior people of the agencies meet; while they do, their staff may use more discretion.

    Residents can be given seats once there is a partnership.
    """

    summary: ClassVar[str] = "The strategic steering group meets and permits more discretion."

    kind: Literal["strategic_group"] = "strategic_group"
    agencies: tuple[Agency, ...] = Field(
        default=("police", "housing", "health", "council", "schools", "voluntary", "faith"),
        description="Agencies that take a seat",
    )
    resident_seats: bool = Field(default=False, description="Whether residents of the partnership sit on it")

    @property
    def usual_cost(self) -> Hours:
        """Three hours of each agency; two residents where they have seats."""
        return Hours(provider=3.0 * len(self.agencies), resident=6.0 if self.resident_seats else 0.0)

    def act(self, handle: Handle) -> None:
        """Hold one meeting."""
        handle.convene_strategic(self.agencies, self.resident_seats)
