"""The Listening Event."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import INVITING, Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class ListeningEvent(Intervention, frozen=True):
    """Everyone is invited to say what matters.

    Whoever comes is listened to, raises issues of their street, and from then on waits for an answer.
    What is raised most becomes the priorities. Where the agenda is not the residents', fewer come and less
    of what they say is heard.
    """

    summary: ClassVar[str] = "Residents are invited to say what matters."
    professional: ClassVar[bool] = True

    kind: Literal["listening_event"] = "listening_event"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="door", description="How people are invited: a poster, through ties, or at every door"
    )
    room: HeadCount = Field(
        default=200, ge=2, le=5000, description="Most residents the room holds (per 1,500 residents)"
    )
    quality: float = Field(
        default=0.9, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )
    agenda_owner: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="Whose agenda it is: 1 the residents', 0 imposed by others (share)",
    )
    recruit_bias: float = Field(
        default=0.0,
        ge=0.0,
        le=1.0,
        description="Whom recruiting reaches: 0 everybody alike, 1 only those already active (share)",
    )
    overlap: float = Field(
        default=0.0,
        ge=0.0,
        le=1.0,
        description="How far it doubles other gatherings, whose visitors have no time left for it (share)",
    )

    @property
    def usual_cost(self) -> Hours:
        """Inviting, half a day of seven providers, and preparing it."""
        return Hours(facilitator=20.0, provider=28.0, resident=15.0 + INVITING[self.invitation])

    def act(self, handle: Handle) -> None:
        """Hold it once."""
        what = Gathering(
            invitation=CHANNELS[self.invitation],
            listens=self.quality * self.agenda_owner,
            bias=self.recruit_bias,
            imposed=1.0 - self.agenda_owner,
            overlap=self.overlap,
            mixes=self.quality,
            room=handle.heads(self.room),
        )
        handle.gather(what, providers=handle.partner_providers())
