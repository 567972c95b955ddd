"""One big project."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.head_count import HeadCount


@final
class BigProject(Intervention, frozen=True):
    """A large project is announced: it would solve many issues at once, and succeeds or fails as a whole.

    Everyone who hears of it learns whether it was kept. Priorities come first, then what seems worst to
    those who plan it, which is what residents wanted only where they had been asked.
    """

    summary: ClassVar[str] = "One big project is promised; it succeeds or fails as a whole."

    kind: Literal["big_project"] = "big_project"
    issues: HeadCount = Field(
        default=12, ge=0, le=200, description="Issues that it would solve (per 1,500 residents)"
    )
    weeks: int = Field(default=52, ge=1, le=520, description="Until it is due (weeks)")
    success: float = Field(default=0.5, ge=0.0, le=1.0, description="Chance that it succeeds (probability)")

    @property
    def usual_cost(self) -> Hours:
        """A week of labour for each issue."""
        return Hours(provider=40.0 * self.issues)

    def act(self, handle: Handle) -> None:
        """Announce it."""
        handle.promise_large(handle.heads(self.issues), self.weeks, self.success)
