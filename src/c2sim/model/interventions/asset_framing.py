"""Assets first."""

from typing import ClassVar, Literal, final

from pydantic import Field

from c2sim.model.codes import Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.sight import Sight


@final
class AssetFraming(Intervention, frozen=True):
    """Partners begin with what each brings.

    Residents who volunteer offer help as groups do, and providers meet an offer as good contact.
    """

    summary: ClassVar[str] = "Partners begin with what each brings: an offer counts."
    lasting: ClassVar[bool] = True

    kind: Literal["asset_framing"] = "asset_framing"
    share: float = Field(
        default=0.7, ge=0.0, le=1.0, description="How far it takes hold: 0 not at all, 1 everywhere (share)"
    )
    lasts: int | None = Field(
        default=None, ge=1, le=2600, description="Ends after so long; without it, stays to the end (weeks)"
    )

    @property
    def usual_cost(self) -> Hours:
        """Two hours of providers and two of residents each week that it is kept up."""
        return Hours(provider=2.0, resident=2.0)

    def stands(self, sight: Sight) -> bool:
        """Whether it still does."""
        return sight.standing(Post.ASSETS_UNTIL)

    def act(self, handle: Handle) -> None:
        """Begin with assets."""
        handle.put_assets_first(self.share, self.lasts)
