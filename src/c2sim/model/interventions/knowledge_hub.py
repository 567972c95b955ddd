"""The Knowledge Hub."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Role
from c2sim.model.interventions.base import Intervention, Need
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class KnowledgeHub(Intervention, frozen=True):
    """Residents who have been listened to read and ask online how it was done elsewhere; they meet nobody.

    In a region they read of the best example to which there is a link
    (`c2sim.model.interventions.elsewhere`).
    """

    summary: ClassVar[str] = "Residents read online how it was done elsewhere."
    needs: ClassVar[Need] = "people"

    kind: Literal["knowledge_hub"] = "knowledge_hub"
    readers: HeadCount = Field(
        default=8, ge=0, le=500, description="Residents who read (per 1,500 residents)"
    )
    quality: float = Field(
        default=0.3, ge=0.0, le=1.0, description="How much is learnt, against seeing it (share)"
    )

    @property
    def usual_cost(self) -> Hours:
        """An hour of each reader."""
        return Hours(resident=self.readers)

    def act(self, handle: Handle) -> None:
        """Let some read for a week."""
        readers = handle.first(
            handle.heads(self.readers), handle.activism(), handle.residents_with(Role.HEARD)
        )
        shown = self.quality * handle.elsewhere.example()
        handle.gather(Gathering(shows=shown, mixes=0.0, away=True), readers)
