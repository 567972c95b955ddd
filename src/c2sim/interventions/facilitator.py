"""Appoint a facilitator (placeholder until the catalogue is written)."""

from typing import TYPE_CHECKING, ClassVar, Literal, final

from pydantic import Field

from c2sim.interventions.base import Intervention

if TYPE_CHECKING:
    from c2sim.interventions.handle import Handle


@final
class Facilitator(Intervention, frozen=True):
    """A facilitator comes into post."""

    summary: ClassVar[str] = "A facilitator comes into post."

    kind: Literal["facilitator"] = "facilitator"
    hours: float = Field(default=30.0, ge=0.0, le=80.0, description="Working time (hours a week)")

    def act(self, handle: "Handle") -> None:
        """Do nothing yet."""
