"""Hold a feedback event (placeholder until the catalogue is written)."""

from typing import TYPE_CHECKING, ClassVar, Literal, final

from c2sim.interventions.base import Intervention

if TYPE_CHECKING:
    from c2sim.interventions.handle import Handle


@final
class FeedbackEvent(Intervention, frozen=True):
    """What was heard is reported back."""

    summary: ClassVar[str] = "What was heard is reported back."

    kind: Literal["feedback_event"] = "feedback_event"

    def act(self, handle: "Handle") -> None:
        """Do nothing yet."""
