"""Find and approach key residents."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Channel, Role
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class KeyResidents(Intervention, frozen=True):
    """About twenty residents per 1,500 are approached; about a quarter agree (Beacon: 5 of about 20).

    They are found by brokerage (ties across groups), by activism, or at random.
    """

    summary: ClassVar[str] = "Key residents are found and approached."
    professional: ClassVar[bool] = True

    kind: Literal["key_residents"] = "key_residents"
    selection: Literal["brokerage", "activism", "random"] = Field(
        default="brokerage",
        description="How they are found: by ties across groups, by activity, or at random",
    )
    approached: HeadCount = Field(
        default=20, ge=0, le=200, description="Residents approached (per 1,500 residents)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Three hours of the facilitator and one of the resident for each one approached."""
        return Hours(facilitator=3.0 * self.approached, resident=self.approached)

    def act(self, handle: Handle) -> None:
        """Approach those chosen; whoever agrees becomes a key resident."""
        among = ~handle.residents_with(Role.KEY)
        score = handle.chance("selection", len(among))
        if self.selection == "brokerage":
            score = handle.brokerage()
        elif self.selection == "activism":
            score = handle.activism()
        chosen = handle.first(handle.heads(self.approached), score, among)
        handle.gather(Gathering(invitation=Channel.APPROACH, mixes=0.0, grants=Role.KEY), chosen)
