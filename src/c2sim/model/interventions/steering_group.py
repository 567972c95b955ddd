"""The partnership steering group."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class SteeringGroup(Intervention, frozen=True):
    """Front-line providers, one of each agency, and the key residents get seats and meet.

    They host gatherings and invite.
    """

    summary: ClassVar[str] = "Providers and key residents form a steering group and meet."
    professional: ClassVar[bool] = True

    kind: Literal["steering_group"] = "steering_group"
    providers: HeadCount = Field(
        default=7, ge=0, le=50, description="Providers with a seat (per 1,500 residents)"
    )

    @property
    def usual_cost(self) -> Hours:
        """A meeting of two hours."""
        return Hours(facilitator=6.0, provider=2.0 * self.providers, resident=10.0)

    def act(self, handle: Handle) -> None:
        """Seat key residents and providers, and let them meet."""
        residents = handle.residents_with(Role.KEY)
        providers = handle.partner_providers()
        if not providers.any():
            staff = handle.staff()
            providers = staff & (
                staff.cumsum() <= handle.heads(self.providers)
            )  # posts stand agency by agency
        handle.seat(residents, providers)
        handle.gather(Gathering(), residents, providers)
