"""The feedback event."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import INVITING, Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle


@final
class FeedbackEvent(Intervention, frozen=True):
    """A week after listening, what was heard is reported back to residents and the strategic group.

    Whoever is told waits with new patience. Without anything heard there is nothing to report.
    """

    summary: ClassVar[str] = "What was heard is reported back."
    professional: ClassVar[bool] = True

    kind: Literal["feedback_event"] = "feedback_event"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="networks", description="How people are invited: a poster, through ties, or at every door"
    )
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Inviting, two hours of seven providers, and preparing it."""
        return Hours(facilitator=12.0, provider=14.0, resident=10.0 + INVITING[self.invitation])

    def act(self, handle: Handle) -> None:
        """Report back once."""
        if not handle.report_back():
            return
        what = Gathering(invitation=CHANNELS[self.invitation], tells=self.quality, mixes=0.5)
        handle.gather(what, providers=handle.partner_providers())
