"""Another forum."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import INVITING, Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class Forum(Intervention, frozen=True):
    """A forum of some agency meets beside whatever else there is.

    Residents are asked for their views on the agency's agenda: most of the time goes to what it puts before
    them, so people meet each other less than at a gathering of their own, and those who do not trust it stay
    away. As far as it doubles other gatherings it draws on the same
    people's time: whoever has just come to one does not come to the next, and those who come to all tire.
    """

    summary: ClassVar[str] = "An agency holds a forum of its own."

    kind: Literal["forum"] = "forum"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="poster", description="How people are invited: a poster, through ties, or at every door"
    )
    quality: float = Field(
        default=0.5, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )
    overlap: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="How far it doubles other gatherings, whose visitors have no time left for it (share)",
    )
    recruit_bias: float = Field(
        default=0.5,
        ge=0.0,
        le=1.0,
        description="Whom recruiting reaches: 0 everybody alike, 1 only those already active (share)",
    )
    agenda_owner: float = Field(
        default=0.3,
        ge=0.0,
        le=1.0,
        description="Whose agenda it is: 1 the residents', 0 imposed by others (share)",
    )
    room: HeadCount = Field(
        default=40, ge=2, le=5000, description="Most residents the room holds (per 1,500 residents)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Inviting, and an evening of those who hold it: all by the agency."""
        return Hours(provider=10.0 + INVITING[self.invitation])

    def act(self, handle: Handle) -> None:
        """Hold it once."""
        what = Gathering(
            invitation=CHANNELS[self.invitation],
            listens=0.5 * self.quality * self.agenda_owner,
            mixes=self.quality * self.agenda_owner,
            imposed=1.0 - self.agenda_owner,
            room=handle.heads(self.room),
            bias=self.recruit_bias,
            overlap=self.overlap,
        )
        handle.gather(what, providers=handle.some_providers(handle.heads(2), handle.staff()))
