"""Community Organisers in training, and in the years after it."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import Channel, Role
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount

Agency = Literal["police", "housing", "health", "council", "schools", "voluntary", "faith"]

_SESSIONS = (5, 11, 17, 23)  # weeks after which E1 to E4 take place
_UNTRAINED, _RESIDENTIAL, _SESSION = 0.4, 0.2, 0.1  # quality of listening, and what training adds


@final
class Organisers(Intervention, frozen=True):
    """Each week organisers listen to people one to one, with no agenda, and ask some of them to help.

    First they listen to people close to the host, after E1 door to door, after E2 to those with the fewest
    ties. Until E3, where what was heard is analysed, nothing becomes a priority. Of those listened to some
    are asked to help: whoever agrees invites others and volunteers, a mid-level organiser. Listening gets
    better with the residential and with each E-session, at which the host's workers learn too.
    """

    summary: ClassVar[str] = "Organisers listen one to one, with no agenda, and mobilise."
    professional: ClassVar[bool] = True
    post: ClassVar[bool] = True

    kind: Literal["organisers"] = "organisers"
    organisers: HeadCount = Field(default=2, ge=0, le=100, description="Organisers (per 1,500 residents)")
    hours: float = Field(default=30.0, ge=0.0, le=60.0, description="Time of each organiser (hours a week)")
    host: Agency = Field(default="voluntary", description="Agency that hosts them")
    residential: bool = Field(default=True, description="Whether they begin with a three-day residential")
    e_sessions: int = Field(default=4, ge=0, le=4, description="E-sessions in which they reflect, E1 to E4")
    listenings: int = Field(
        default=6, ge=0, le=40, description="Most people listened to by each organiser (a week)"
    )
    sought: int = Field(
        default=14, ge=0, le=100, description="People whom each organiser asks for a talk (a week)"
    )
    valued_from: float = Field(
        default=0.0,
        ge=0.0,
        le=100.0,
        description="Volunteers for each organiser without which it is not funded (Action Years)",
    )
    support: float = Field(
        default=0.45,
        ge=0.0,
        le=5.0,
        description="People whom each organiser helps to start something (seed grants a week)",
    )
    asked: float = Field(
        default=0.42,
        ge=0.0,
        le=10.0,
        description="Of those, people asked to help (a week for each organiser)",
    )

    @property
    def usual_cost(self) -> Hours:
        """The hours of the organisers, and three a week of the host who supports each."""
        return Hours(facilitator=self.organisers * self.hours, provider=1.0 * self.organisers)

    def act(self, handle: Handle) -> None:
        """Work for one week."""
        number = handle.heads(self.organisers)
        crew = handle.residents_with(Role.KEY) & handle.residents_with(Role.HEARD)
        if number == 0 or crew.sum() < self.valued_from * self.organisers * len(crew) / 1500.0:
            return
        since = handle.weeks_of_organising()
        handle.fill_organisers_posts(number * self.hours)
        sessions = sum(since > week for week in _SESSIONS[: self.e_sessions])
        if since in _SESSIONS[: self.e_sessions]:
            handle.gather(Gathering(teaches=0.3, away=True), crew, handle.staff_of(self.host))
        self._listen(handle, number, sessions)
        self._mobilise(handle, number)
        handle.fund_seeds(self.organisers * self.support)

    def _listen(self, handle: Handle, number: int, sessions: int) -> None:
        skill = _UNTRAINED + _RESIDENTIAL * self.residential + _SESSION * sessions
        heard = handle.residents_with(Role.HEARD)
        chosen = handle.first(number * self.sought, self._order(handle, sessions, heard), heard | ~heard)
        talk = Gathering(
            invitation=Channel.APPROACH,
            listens=skill,
            mixes=0.0,
            room=number * self.listenings,
            grants=Role.HEARD,
            away=True,
            unshared=0.0 if sessions >= 3 else 1.0,
        )
        handle.gather(talk, chosen)

    def _order(self, handle: Handle, sessions: int, heard: Flags) -> Floats:
        """Whom to ask first: those near the host, later anybody, later the least tied; the unheard before."""
        luck = handle.chance("whom to listen to", len(heard))
        if sessions == 0:
            return handle.ties_to_providers() + luck - 10.0 * heard
        return (luck if sessions == 1 else luck - handle.ties_to_neighbours() / 24.0) - 10.0 * heard

    def _mobilise(self, handle: Handle, number: int) -> None:
        ready = handle.residents_with(Role.HEARD) & ~handle.residents_with(Role.KEY)
        luck = handle.chance("how many to ask", 1)[0]
        asked = handle.first(int(number * self.asked + luck), handle.activism(), ready)
        handle.gather(Gathering(invitation=Channel.APPROACH, mixes=1.0, grants=Role.KEY, away=True), asked)
