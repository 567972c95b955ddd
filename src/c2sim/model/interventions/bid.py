"""A bid for funds."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class Bid(Intervention, frozen=True):
    """A bid may bring money for some of the priorities.

    The partnership decides on which at its next meeting. Without a partnership nobody spends it.
    """

    summary: ClassVar[str] = "A bid for funds supports the priorities."

    kind: Literal["bid"] = "bid"
    issues: HeadCount = Field(
        default=3, ge=0, le=100, description="Issues that the money can solve (per 1,500 residents)"
    )
    success: float = Field(
        default=0.6, ge=0.0, le=1.0, description="Chance that the bid succeeds (probability)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Thirty hours of residents who write it."""
        return Hours(resident=30.0)

    def act(self, handle: Handle) -> None:
        """Bid once."""
        if handle.chance("bid", 1)[0] < self.success:
            handle.fund_partnership(self.issues)
