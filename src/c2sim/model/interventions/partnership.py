"""The constituted partnership."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle

_WEEKS = 12


@final
class Partnership(Intervention, frozen=True):
    """Key residents, the steering group and people who came lately constitute a partnership.

    Whoever came to a gathering in the last twelve weeks may join, active or not; those join who were made
    welcome there.

    It is led by residents, with providers as members. From then on it meets every fourth week while enough
    people carry it, facilitator or not, and ends like any group. Where the agenda is not theirs, those who
    do not trust its owners refuse.
    """

    summary: ClassVar[str] = "The resident-led partnership is constituted."
    needs: ClassVar[Need] = "people"

    kind: Literal["partnership"] = "partnership"
    agenda_owner: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="Whose agenda it is: 1 the residents', 0 imposed by others (share)",
    )

    @property
    def usual_cost(self) -> Hours:
        """Two or three evenings on a constitution."""
        return Hours(facilitator=12.0, provider=14.0, resident=36.0)

    def act(self, handle: Handle) -> None:
        """Constitute it, if somebody is there to form it."""
        members = handle.residents_with(Role.KEY | Role.STEERING) | handle.would_join(_WEEKS)
        handle.constitute(members, handle.partner_providers(), 1.0 - self.agenda_owner)
