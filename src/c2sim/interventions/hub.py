"""A hub in the neighbourhood."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.interventions.base import Intervention
from c2sim.interventions.handle import Handle


@final
class Hub(Intervention, frozen=True):
    """An easily reached place opens its doors.

    People meet there across streets and groups, and hear news. Its effect falls with distance.
    """

    summary: ClassVar[str] = "A hub opens in the neighbourhood."

    kind: Literal["hub"] = "hub"
    hours: float = Field(default=20.0, ge=0.0, le=80.0, description="Opening time (hours a week)")
    place: Literal["centre", "edge"] = Field(
        default="centre", description="Where it is: in the middle or at the edge"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    def act(self, handle: Handle) -> None:
        """Open it."""
        street = handle.centre() if self.place == "centre" else handle.edge()
        handle.open_hub(street, self.hours, self.lasts)
