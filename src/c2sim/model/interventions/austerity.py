"""Austerity."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle


@final
class Austerity(Intervention, frozen=True):
    """Budgets are cut from outside: providers have fewer hours, and households more hardship.

    Nothing that residents or providers do here brings the money back.
    """

    summary: ClassVar[str] = "Budgets of services and households are cut."

    kind: Literal["austerity"] = "austerity"
    services: float = Field(
        default=0.3, ge=0.0, le=0.9, description="Cut of providers' hours (share of their capacity)"
    )
    households: float = Field(
        default=0.15, ge=0.0, le=2.0, description="Rise of the hardship that strikes households (share)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Nothing: the money goes elsewhere."""
        return Hours()

    def act(self, handle: Handle) -> None:
        """Cut the budgets."""
        handle.cut_budgets(self.services, self.households, self.lasts)
