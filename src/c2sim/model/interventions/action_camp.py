"""The Action Camp."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class ActionCamp(Intervention, frozen=True):
    """Residents who organise spend a long weekend with others from very different places.

    They see what others have done, learn, and come to know each other; at home it becomes news. In a region
    the others are those of the linked neighbourhoods that camp in the same week, if there are any.
    """

    summary: ClassVar[str] = "Organised residents meet those of other places for a long weekend."
    professional: ClassVar[bool] = True
    needs: ClassVar[Need] = "people"

    kind: Literal["action_camp"] = "action_camp"
    campers: HeadCount = Field(default=10, ge=0, le=200, description="Residents who go (per 1,500 residents)")
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Three days of each camper and of the organisers."""
        return Hours(facilitator=48.0, resident=24.0 * self.campers)

    def act(self, handle: Handle) -> None:
        """Go once."""
        crew = handle.residents_with(Role.KEY) & handle.residents_with(Role.HEARD)
        campers = handle.first(handle.heads(self.campers), handle.activism(), crew)
        q = self.quality
        if handle.gather(Gathering(teaches=0.3 * q, shows=q, mixes=2.0 * q, away=True), campers):
            handle.elsewhere.at_camp(handle)
