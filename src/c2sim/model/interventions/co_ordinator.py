"""A funded co-ordinator."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.sight import Sight


@final
class CoOrdinator(Intervention, frozen=True):
    """A key resident is paid to co-ordinate: hours that carry the partnership and do not tire."""

    summary: ClassVar[str] = "A resident is funded to co-ordinate."
    lasting: ClassVar[bool] = True
    post: ClassVar[bool] = True
    needs: ClassVar[Need] = "partnership"

    kind: Literal["co_ordinator"] = "co_ordinator"
    hours: float = Field(
        default=18.5, ge=0.0, le=80.0, description="Paid time (hours a week per 1,500 residents)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """The paid hours, each week in post."""
        return Hours(co_ordinator=self.hours)

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.co_ordinated

    def act(self, handle: Handle) -> None:
        """Fill the post, if there is a partnership."""
        handle.pay_co_ordinator(self.hours, self.lasts)
