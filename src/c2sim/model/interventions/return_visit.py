"""A return visit."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import INVITING, Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle


@final
class ReturnVisit(Intervention, frozen=True):
    """People of an established community come here.

    So that residents who could not travel see an example. Without a sense-making debrief less is learnt. In a
    region they come from the best example to which there is a link (`c2sim.model.interventions.elsewhere`).
    """

    summary: ClassVar[str] = "An established community visits in return."
    professional: ClassVar[bool] = True

    kind: Literal["return_visit"] = "return_visit"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="networks", description="How people are invited: a poster, through ties, or at every door"
    )
    debrief: bool = Field(default=True, description="Whether a sense-making debrief follows")
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Inviting, two hours of seven providers, and preparing it."""
        return Hours(facilitator=16.0, provider=14.0, resident=10.0 + INVITING[self.invitation])

    def act(self, handle: Handle) -> None:
        """Receive them once."""
        example = handle.elsewhere.example()
        learnt = self.quality * handle.kept_without_debrief(self.debrief) * example
        what = Gathering(invitation=CHANNELS[self.invitation], teaches=0.1 * learnt, shows=learnt)
        if handle.gather(what, providers=handle.partner_providers()):
            handle.tell_of_visit(example)
