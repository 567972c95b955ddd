"""What an intervention costs: person-hours by role, per 1,500 residents.

Hours are planned, not counted: what it takes to prepare and to hold it with those who are expected to run
it. The time of guests who follow an open invitation is their own, and is left out. No source publishes
hours, so each default is an assumption; a scenario replaces one with a table `cost`.
"""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field

Given = Annotated[float, Field(ge=0.0, le=10_000.0)] | None
INVITING = {"poster": 4.0, "networks": 10.0, "door": 75.0}
"""Hours that residents give to invite by each channel; every door at ten homes an hour."""


class Hours(NamedTuple):
    """Person-hours by role."""

    facilitator: float = 0.0
    provider: float = 0.0
    resident: float = 0.0
    co_ordinator: float = 0.0


ROLES = Hours._fields


class Cost(BaseModel, frozen=True, extra="forbid", strict=True, allow_inf_nan=False):
    """Person-hours that replace the usual ones of a kind; a role left out keeps them."""

    facilitator: Given = Field(
        default=None, description="Of the facilitator (person-hours per 1,500 residents)"
    )
    provider: Given = Field(default=None, description="Of providers (person-hours per 1,500 residents)")
    resident: Given = Field(default=None, description="Of residents (person-hours per 1,500 residents)")
    co_ordinator: Given = Field(
        default=None, description="Of the co-ordinator (person-hours per 1,500 residents)"
    )

    def over(self, usual: Hours) -> Hours:
        """The usual hours, with those that are stated here instead."""
        stated = {role: getattr(self, role) for role in ROLES if getattr(self, role) is not None}
        return usual._replace(**stated)
