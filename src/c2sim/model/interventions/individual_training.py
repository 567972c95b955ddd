"""Training of individuals."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import CHANNELS, Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class IndividualTraining(Intervention, frozen=True):
    """People learn skills and gain confidence, each for themselves: they hardly meet."""

    summary: ClassVar[str] = "Individuals are trained, and nothing else."

    kind: Literal["individual_training"] = "individual_training"
    invitation: Literal["poster", "networks", "door"] = Field(
        default="poster", description="How people are invited: a poster, through ties, or at every door"
    )
    places: HeadCount = Field(default=30, ge=2, le=1000, description="Places (per 1,500 residents)")
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Two days of a trainer, and preparing it."""
        return Hours(provider=24.0)

    def act(self, handle: Handle) -> None:
        """Hold one course."""
        course = Gathering(
            invitation=CHANNELS[self.invitation],
            teaches=self.quality,
            mixes=0.1,
            room=handle.heads(self.places),
            away=True,
        )
        handle.gather(course)
