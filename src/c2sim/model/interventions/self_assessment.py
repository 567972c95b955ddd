"""Joint self-assessment of the baseline."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle


@final
class SelfAssessment(Intervention, frozen=True):
    """Key residents and providers scope the area together and assess its connectivity.

    Hope and aspiration.
    """

    summary: ClassVar[str] = "Residents and providers assess the baseline together."
    professional: ClassVar[bool] = True

    kind: Literal["self_assessment"] = "self_assessment"
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Three hours of eight providers and five key residents, and preparing it."""
        return Hours(facilitator=12.0, provider=24.0, resident=15.0)

    def act(self, handle: Handle) -> None:
        """Bring key residents and providers together once."""
        what = Gathering(listens=0.3 * self.quality, mixes=1.0)
        handle.gather(what, handle.partners(), handle.staff())
