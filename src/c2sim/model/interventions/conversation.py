"""A Community Conversation."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.arrays import Flags
from c2sim.model.codes import Channel, Role
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount

Outreach = Literal["faces", "web", "young_people", "faith_and_voluntary"]

_TOO_MANY = 0.3  # share of professionals in the room from which people say less
_WARMTH = 0.6  # chance to come again after the warmest welcome
_USUAL_GAP = 4  # weeks between conversations that are not repeated by the plan
_CIRCLE = 16.0  # people in a circle in which each meets one other at leisure


@final
class Conversation(Intervention, frozen=True):
    """People sit together and talk about what they have noticed where they live.

    One circle meets through each channel: through people one knows (`faces`), online (`web`, where distance
    does not count and people meet less), among private renters, the youngest households (`young_people`),
    and among the two smaller social groups (`faith_and_voluntary`). Whoever has come before comes again as
    far as the welcome was warm; where dipping in and out is not allowed, whoever has missed one stays out.
    """

    summary: ClassVar[str] = "People talk in a circle about what they have noticed."

    kind: Literal["conversation"] = "conversation"
    recruit_bias: float = Field(
        default=0.0,
        ge=0.0,
        le=1.0,
        description="Whom recruiting reaches: 0 everybody alike, 1 only those already active (share)",
    )
    prof_share: float = Field(
        default=0.2, ge=0.0, le=1.0, description="Of the seats, those for professionals (share)"
    )
    room_cap: HeadCount = Field(
        default=20, ge=2, le=200, description="Most people in a circle (per 1,500 residents)"
    )
    facilitation: float = Field(
        default=0.8,
        ge=0.0,
        le=1.0,
        description="How far everyone gets to speak: 0 only the confident, 1 all alike (share)",
    )
    strengths_focus: float = Field(
        default=0.6,
        ge=0.0,
        le=1.0,
        description="How far the talk is of strengths and what has gone well, not of troubles (share)",
    )
    welcome: float = Field(
        default=0.8, ge=0.0, le=1.0, description="How warm the welcome is: food, a circle, a greeting (share)"
    )
    bring_a_friend: float = Field(
        default=0.2, ge=0.0, le=1.0, description="Chance that a guest brings somebody along (probability)"
    )
    dip_allowed: bool = Field(default=True, description="Whether people may stay away and come back")
    overlap: float = Field(
        default=0.0,
        ge=0.0,
        le=1.0,
        description="How far it doubles other gatherings, whose visitors have no time left for it (share)",
    )
    seed_fund: float = Field(
        default=0.5,
        ge=0.0,
        le=20.0,
        description="Small grants put on offer each time (per 1,500 residents)",
    )
    channels: tuple[Outreach, ...] = Field(
        default=("faces",), strict=False, description="Through what people are reached, one circle for each"
    )
    agenda_owner: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="Whose agenda it is: 1 the residents', 0 imposed by others (share)",
    )
    shared: float = Field(
        default=0.5,
        ge=0.0,
        le=1.0,
        description="Of what was said, what is shared with partners and can become a priority (share)",
    )

    @property
    def usual_cost(self) -> Hours:
        """An evening of hosts, of the facilitator and of the professionals for each circle."""
        circles = len(self.channels)
        professionals = self.prof_share * self.room_cap
        return Hours(
            facilitator=5.0 * circles, provider=2.5 * professionals * circles, resident=6.0 * circles
        )

    def act(self, handle: Handle) -> None:
        """Hold one circle for each channel."""
        seats = handle.heads(self.room_cap)
        professionals = handle.some_providers(round(self.prof_share * seats), handle.staff())
        held = False
        for channel in self.channels:
            asked = self._asked(handle) & self._reached_through(handle, channel)
            held |= handle.gather(self._circle(handle, channel, seats), asked, professionals)
        if held:
            handle.fund_seeds(self.seed_fund)

    def _asked(self, handle: Handle) -> Flags:
        """Everybody, or without those who have missed one where that is not allowed."""
        been, since = handle.residents_with(Role.HEARD), self.repeat_every or _USUAL_GAP
        return ~been | handle.gathered_within(since) if not self.dip_allowed else been | ~been

    def _reached_through(self, handle: Handle, channel: Outreach) -> Flags:
        if channel == "young_people":
            return handle.in_private_rent()
        smaller = handle.in_smaller_groups()
        return smaller if channel == "faith_and_voluntary" else smaller | ~smaller

    def _circle(self, handle: Handle, channel: Outreach, seats: int) -> Gathering:
        by_ties = channel != "web" and handle.somebody_invites(Channel.NETWORK)
        candour = 1.0 - max(0.0, self.prof_share - _TOO_MANY)
        met = _CIRCLE / max(8.0, float(self.room_cap))
        return Gathering(
            invitation=Channel.NETWORK if by_ties else Channel.POSTER,
            listens=self.agenda_owner * candour,
            celebrates=self.strengths_focus,
            mixes=0.3 * met if channel == "web" else met,
            bias=self.recruit_bias,
            imposed=1.0 - self.agenda_owner,
            overlap=self.overlap,
            returns=_WARMTH * self.welcome,
            cold=1.0 - self.welcome,
            brings=self.bring_a_friend,
            dominated=1.0 - self.facilitation,
            strengths=self.strengths_focus,
            unshared=1.0 - self.shared,
            room=max(1, seats - round(self.prof_share * seats)),
            grants=Role.HEARD,
            away=channel == "web",
        )
