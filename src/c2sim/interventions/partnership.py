"""The constituted partnership."""

from typing import ClassVar, Literal, final

from c2sim.interventions.base import Intervention
from c2sim.interventions.handle import Handle
from c2sim.state import KEY, STEERING

_WEEKS = 12


@final
class Partnership(Intervention, frozen=True):
    """Key residents.

    The steering group and active people who came lately constitute a partnership led by residents, with
    providers as members. From then on it meets every fourth week while enough people carry it,
    facilitator or not, and ends like any group.
    """

    summary: ClassVar[str] = "The resident-led partnership is constituted."

    kind: Literal["partnership"] = "partnership"

    def act(self, handle: Handle) -> None:
        """Constitute it, if somebody is there to form it."""
        members = handle.residents_with(KEY | STEERING) | handle.came_lately(_WEEKS)
        handle.constitute(members, handle.partner_providers())
