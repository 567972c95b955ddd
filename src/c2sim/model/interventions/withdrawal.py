"""Withdrawal of professionals."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle


@final
class Withdrawal(Intervention, frozen=True):
    """The facilitator leaves, and what only the programme's professionals do no longer happens.

    The strategic group can end too. What residents carry themselves goes on as far as they can.
    """

    summary: ClassVar[str] = "The professionals of the programme leave."

    kind: Literal["withdrawal"] = "withdrawal"
    strategic_group: bool = Field(default=False, description="Whether the strategic group ends too")

    @property
    def usual_cost(self) -> Hours:
        """Nothing: what it ends costs no more."""
        return Hours()

    def act(self, handle: Handle) -> None:
        """Leave."""
        handle.withdraw()
        if self.strategic_group:
            handle.dissolve_strategic()
