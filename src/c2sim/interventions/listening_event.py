"""Hold a Listening Event (placeholder until the catalogue is written)."""

from typing import TYPE_CHECKING, ClassVar, Literal, final

from pydantic import Field

from c2sim.interventions.base import Intervention

if TYPE_CHECKING:
    from c2sim.interventions.handle import Handle


@final
class ListeningEvent(Intervention, frozen=True):
    """Residents say what matters to them."""

    summary: ClassVar[str] = "Residents say what matters to them."

    kind: Literal["listening_event"] = "listening_event"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="door", description="How people are invited"
    )

    def act(self, handle: "Handle") -> None:
        """Do nothing yet."""
