"""Evidence: what the model assumes, which patterns of the literature it shows, and what it is not."""

# pyright: standard, reportPrivateImportUsage=false

import solara
from reacton.core import Element

from c2sim.dashboard.pages.evidence.assumed import Parameters
from c2sim.dashboard.pages.evidence.harm import Harm
from c2sim.dashboard.pages.evidence.limits import Limits
from c2sim.dashboard.pages.evidence.patterns import Patterns
from c2sim.dashboard.parts.page import page

__all__ = ["Evidence"]
_LEAD = (
    "What the model assumes and how sure one can be of it, which patterns reported elsewhere it shows "
    "and which it does not, which plans do harm, and what it cannot tell."
)


@solara.component
def Evidence() -> Element:
    """The page."""
    return page("Evidence", _LEAD, [Patterns(), Harm(), Parameters(), Limits()])
