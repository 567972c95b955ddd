"""A site visit to an established community."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class SiteVisit(Intervention, frozen=True):
    """Residents and providers see a place that has done it.

    Without a sense-making debrief less is learnt. The visit becomes news at home. In a region the place is
    the best example to which there is a link, and no better than it is
    (`c2sim.model.interventions.elsewhere`).
    """

    summary: ClassVar[str] = "Residents and providers see a place that has done it."
    professional: ClassVar[bool] = True

    kind: Literal["site_visit"] = "site_visit"
    visitors: HeadCount = Field(default=12, ge=0, le=200, description="Visitors (per 1,500 residents)")
    provider_share: float = Field(
        default=0.4, ge=0.0, le=1.0, description="Of the visitors, providers (share)"
    )
    debrief: bool = Field(default=True, description="Whether a sense-making debrief follows")
    quality: float = Field(
        default=1.0, ge=0.0, le=1.0, description="How well it is done (share of what is possible)"
    )

    @property
    def usual_cost(self) -> Hours:
        """A day of each visitor, two hours more with a debrief, and preparing it."""
        day = 10.0 if self.debrief else 8.0
        providers = self.visitors * self.provider_share
        return Hours(facilitator=12.0, provider=day * providers, resident=day * (self.visitors - providers))

    def act(self, handle: Handle) -> None:
        """Go once."""
        heads = handle.heads(self.visitors)
        providers = handle.some_providers(round(heads * self.provider_share), handle.partner_providers())
        residents = handle.first(heads - int(providers.sum()), handle.activism(), handle.partners())
        example = handle.elsewhere.example()
        learnt = self.quality * handle.kept_without_debrief(self.debrief) * example
        what = Gathering(teaches=0.3 * learnt, shows=learnt, mixes=2.0, away=True)
        if handle.gather(what, residents, providers):
            handle.tell_of_visit(example)
            handle.elsewhere.visited_by(heads)
