"""Works on streets."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount
from c2sim.model.interventions.sight import spread_evenly


@final
class Works(Intervention, frozen=True):
    """Some streets are renewed; where this is shown, each becomes news as a win."""

    summary: ClassVar[str] = "Streets are renewed."

    kind: Literal["works"] = "works"
    streets: HeadCount = Field(default=6, ge=0, le=200, description="Streets renewed (per 1,500 residents)")
    share: float = Field(default=0.5, ge=0.0, le=1.0, description="Of each street, what is renewed (share)")
    shown: bool = Field(default=True, description="Whether it is shown as a win")

    @property
    def usual_cost(self) -> Hours:
        """Two weeks of labour for a whole street."""
        return Hours(provider=80.0 * self.streets * self.share)

    def act(self, handle: Handle) -> None:
        """Renew them in one week."""
        streets = spread_evenly(handle.heads(self.streets), handle.streets, handle.week)
        handle.renew(streets, self.share)
        for street in streets if self.shown else []:
            handle.show_win(street)
