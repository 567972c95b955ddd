"""Estate walkabouts."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Channel
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount
from c2sim.model.interventions.sight import spread_evenly


@final
class Walkabout(Intervention, frozen=True):
    """Providers and the partnership walk some streets.

    Meet those at home and hear what troubles them.
    """

    summary: ClassVar[str] = "Providers and residents walk the streets together."
    professional: ClassVar[bool] = True

    kind: Literal["walkabout"] = "walkabout"
    streets: HeadCount = Field(default=4, ge=1, le=100, description="Streets walked (per 1,500 residents)")
    providers: HeadCount = Field(
        default=3, ge=0, le=50, description="Providers who walk (per 1,500 residents)"
    )
    quality: float = Field(
        default=0.6, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Half an hour a street of each who walks, three residents among them, and preparing it."""
        walk = 0.5 * self.streets
        return Hours(facilitator=2.0 + walk, provider=walk * self.providers, resident=3.0 * walk)

    def act(self, handle: Handle) -> None:
        """Walk once."""
        streets = spread_evenly(handle.heads(self.streets), handle.streets, handle.week)
        staff = handle.some_providers(handle.heads(self.providers), handle.partner_providers())
        what = Gathering(invitation=Channel.DOOR, listens=self.quality, mixes=0.5, away=True)
        handle.gather(what, handle.on_streets(streets), staff)
