"""An action plan from what was heard."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class ActionPlan(Intervention, frozen=True):
    """Providers of the partnership promise to act on the priorities raised most.

    More promises than they can keep overload them.
    """

    summary: ClassVar[str] = "Providers promise to act on the priorities."

    kind: Literal["action_plan"] = "action_plan"
    promises: HeadCount = Field(
        default=6, ge=0, le=100, description="Promises made at once (per 1,500 residents)"
    )
    agenda_owner: float = Field(
        default=1.0,
        ge=0.0,
        le=1.0,
        description="Whose agenda it is: 1 the residents', 0 imposed by others (share)",
    )

    @property
    def usual_cost(self) -> Hours:
        """Two hours of providers for each promise, and an evening of residents."""
        return Hours(facilitator=6.0, provider=2.0 * self.promises, resident=10.0)

    def act(self, handle: Handle) -> None:
        """Make the promises."""
        number, imposed = handle.heads(self.promises), 1.0 - self.agenda_owner
        handle.promise_on_priorities(number, handle.partner_providers(), imposed)
