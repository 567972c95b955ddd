"""What ties bring: means over neighbours, taken once a week in one pass, after the ties have moved.

Means of levels weigh ties by strength; the share of active neighbours counts every tie of strength 0.1
or more alike. Support is the sum of the strengths of local ties over 5, at most 1.
"""

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import row_of
from c2sim.model.state import (
    ACTIVE_SHARE,
    ACTIVE_TIES,
    AGENCY,
    BONDING,
    BONDING_TIES,
    BRIDGING_TIES,
    LINKING_TIES,
    MEAN_AGENCY,
    MEAN_PATHWAYS,
    MEAN_STRESS,
    PATHWAYS,
    STRESS,
    SUPPORT,
    UNINVOLVED,
    Floats,
    Residents,
    State,
    Ties,
)

COUNTS_AS_TIE = 0.1
_FULL_SUPPORT = 5.0


@compiled
def _means(people: Residents, ties: Ties, means: Floats) -> None:
    n = np.uint64(len(people.street))
    for i in range(len(people.street)):
        strengths = stress = agency = pathways = 0.0
        local = active = bonding = linking = 0
        first, last = row_of(i, ties)
        for place in range(first, last):
            s = ties.strength[place]
            j = np.uint64(ties.other[place])
            if j >= n:  # a provider
                linking += int(s >= COUNTS_AS_TIE)
                continue
            strengths += s
            stress += s * people.levels[STRESS, j]
            agency += s * people.levels[AGENCY, j]
            pathways += s * people.levels[PATHWAYS, j]
            counts = int(s >= COUNTS_AS_TIE)
            local += counts
            bonding += counts * int(ties.kind[place] == BONDING)
            active += counts * int(people.activity[j] != UNINVOLVED)
        alone = strengths <= 0.0
        means[MEAN_STRESS, i] = people.levels[STRESS, i] if alone else stress / strengths
        means[MEAN_AGENCY, i] = people.levels[AGENCY, i] if alone else agency / strengths
        means[MEAN_PATHWAYS, i] = people.levels[PATHWAYS, i] if alone else pathways / strengths
        means[SUPPORT, i] = min(1.0, strengths / _FULL_SUPPORT)
        means[BONDING_TIES, i] = bonding
        means[BRIDGING_TIES, i] = local - bonding
        means[LINKING_TIES, i] = linking
        means[ACTIVE_SHARE, i] = active / local if local > 0 else 0.0
        means[ACTIVE_TIES, i] = active


@phase
def neighbours(state: State) -> None:
    """Take the means over ties for this week."""
    _means(state.residents, state.ties, state.means)
