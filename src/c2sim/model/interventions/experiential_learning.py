"""The two-day Experiential Learning Programme."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class ExperientialLearning(Intervention, frozen=True):
    """Six to eight people.

    Residents and providers, learn for two days how communities organise themselves, and see what it
    looks like elsewhere. A second wave takes people who have not been.
    """

    summary: ClassVar[str] = "Residents and providers learn for two days."
    professional: ClassVar[bool] = True

    kind: Literal["experiential_learning"] = "experiential_learning"
    learners: HeadCount = Field(default=7, ge=0, le=100, description="Learners (per 1,500 residents)")
    provider_share: float = Field(
        default=0.4, ge=0.0, le=1.0, description="Of the learners, providers (share)"
    )
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Two days of each learner, and three of the facilitator."""
        providers = self.learners * self.provider_share
        return Hours(facilitator=24.0, provider=16.0 * providers, resident=16.0 * (self.learners - providers))

    def act(self, handle: Handle) -> None:
        """Send one wave."""
        heads = handle.heads(self.learners)
        providers = handle.some_providers(round(heads * self.provider_share), handle.partner_providers())
        among = handle.partners() & ~handle.residents_with(Role.LEARNER)
        residents = handle.first(heads - int(providers.sum()), handle.activism(), among)
        what = Gathering(
            teaches=self.quality, shows=0.5 * self.quality, mixes=2.0, grants=Role.LEARNER, away=True
        )
        handle.gather(what, residents, providers)
