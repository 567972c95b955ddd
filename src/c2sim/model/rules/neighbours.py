"""What ties bring: means over neighbours, taken once a week in one pass, after the ties have moved.

Means of levels weigh ties by strength; the share of active neighbours counts every tie of strength 0.1
or more alike. Support is the sum of the strengths of local ties over 5, at most 1.
"""

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Level, Mean, TieKind
from c2sim.model.records import Residents, Ties
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import row_of
from c2sim.model.state import State

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
            stress += s * people.levels[Level.STRESS, j]
            agency += s * people.levels[Level.AGENCY, j]
            pathways += s * people.levels[Level.PATHWAYS, j]
            counts = int(s >= COUNTS_AS_TIE)
            local += counts
            bonding += counts * int(ties.kind[place] == TieKind.BONDING)
            active += counts * int(people.activity[j] != Activity.UNINVOLVED)
        alone = strengths <= 0.0
        means[Mean.STRESS, i] = people.levels[Level.STRESS, i] if alone else stress / strengths
        means[Mean.AGENCY, i] = people.levels[Level.AGENCY, i] if alone else agency / strengths
        means[Mean.PATHWAYS, i] = people.levels[Level.PATHWAYS, i] if alone else pathways / strengths
        means[Mean.SUPPORT, i] = min(1.0, strengths / _FULL_SUPPORT)
        means[Mean.BONDING_TIES, i] = bonding
        means[Mean.BRIDGING_TIES, i] = local - bonding
        means[Mean.LINKING_TIES, i] = linking
        means[Mean.ACTIVE_SHARE, i] = active / local if local > 0 else 0.0
        means[Mean.ACTIVE_TIES, i] = active


@phase
def neighbours(state: State) -> None:
    """Take the means over ties for this week."""
    _means(state.residents, state.ties, state.means)
