"""Go Deeper: what organisers do after their first half year."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class GoDeeper(Intervention, frozen=True):
    """Those who have been listened to take it further in one of three ways.

    `citizen_organising`: an assembly demands promises in public; providers make them, and meet it as bad
    contact. `animating`: people reflect and learn together, and are listened to. `assets`: people learn how
    to start something of their own, and seed grants are on offer.
    """

    summary: ClassVar[str] = "Organised residents take it further: demand, animate, or build assets."
    needs: ClassVar[Need] = "people"

    kind: Literal["go_deeper"] = "go_deeper"
    approach: Literal["citizen_organising", "animating", "assets"] = Field(
        default="animating", description="Which way: demanding in public, animating, or assets"
    )
    promises: HeadCount = Field(
        default=3, ge=0, le=100, description="Promises demanded by an assembly (per 1,500 residents)"
    )
    confrontation: float = Field(
        default=2.0, ge=0.0, le=20.0, description="Bad contact that a demand is to a provider (contacts)"
    )
    quality: float = Field(
        default=0.8, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """An evening of twenty residents, and preparing it."""
        return Hours(facilitator=10.0, resident=50.0)

    def act(self, handle: Handle) -> None:
        """Meet once, in the way chosen."""
        crew = handle.residents_with(Role.KEY) & handle.residents_with(Role.HEARD)
        if not crew.any():
            return
        q = self.quality
        if self.approach == "citizen_organising":
            handle.gather(Gathering(mixes=q), crew)
            if handle.promise_on_priorities(handle.heads(self.promises), handle.staff()):
                handle.press(handle.staff(), self.confrontation)
        elif self.approach == "animating":
            handle.gather(Gathering(listens=q, teaches=0.2 * q, mixes=1.5 * q, unshared=1.0), crew)
        else:
            handle.gather(Gathering(teaches=0.2 * q, shows=0.3 * q, mixes=q), crew)
            handle.fund_seeds(q)
