"""Record of residents: what each did in each week, to whom they belonged, and whom they trusted.

Two tidy frames with types that take little room: 24 bytes a resident and week in `weekly`, 15 a tie to a
provider and week in `trust`, of which residents have .6 each on average. So it is about 33 bytes times
residents times weeks, and twice that while frames are made: 15 MB for 1,500 residents over 312 weeks, 10 GB
for a million.

A person is a home and the week in which they moved in (`since`; 0 for all who lived there in week 0). Whoever
moves away has their last row in that week, and the newcomer in the same home has their first one in the
week after.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "attended": "boolean",
    "raised": "boolean",
    "answered": "boolean",
    "contacts": "Int16",
    "provider_contacts": "Int16",
    "groups": "Int8",
    "partnership": "boolean",
}
"""Columns of `ResidentsRecord.weekly` behind week, home and since, with their types; all can be null."""


@dataclass(frozen=True, eq=False)
class ResidentsRecord:
    """What one run keeps of each resident, week by week."""

    weekly: "pd.DataFrame"
    """One row a week (from 0 on) and home, in this order.

    =====================  =========  ==================================================================
    ``week``               int16      the week that has been run
    ``home``               int32      number of the home, from 0
    ``since``              int16      week in which who lives there moved in; 0: was there in week 0
    ``attended``           boolean    came to a gathering; null in week 0
    ``raised``             boolean    raised an issue, for the first time or again; null in week 0
    ``answered``           boolean    what they had asked for was solved; null in week 0
    ``contacts``           Int16      meetings with residents, counted at both ends; null in week 0
    ``provider_contacts``  Int16      meetings with providers; null in week 0
    ``groups``             Int8       resident-led groups belonged to at the end of the week; null in the
                                      week in which they move away
    ``partnership``        boolean    belongs to the partnership at the end of the week; null likewise
    =====================  =========  ==================================================================
    """
    trust: "pd.DataFrame"
    """One row a week, home and provider to whom who lives there has a tie that counts (strength of at least
    0.1) at the end of the week; no row without such a tie, nor in the week in which somebody moves in.

    ============  ========  =========================================================================
    ``week``      int16     the week that has been run; 0 is the start
    ``home``      int32     number of the home, from 0
    ``since``     int16     as in `weekly`
    ``provider``  int16     number of the provider's post, from 0
    ``agency``    category  agency of the post
    ``trust``     float32   trust in this provider, in [0, 1]
    ============  ========  =========================================================================
    """
