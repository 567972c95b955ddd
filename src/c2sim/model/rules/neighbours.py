"""Phase 4: means over ties.

For each resident, over the row in order, with the levels as they stand now (stress, agency and pathways
still last week's) and last week's activity. A linking tie of strength >= 0.1 adds 1 to `means[LINKING_TIES,
i]`, and that is all it does. Over the other ties, with s the strength and j the other end:

```text
S = sum of s
means[STRESS, i]  = (sum of s * levels[STRESS, j]) / S, own level if S <= 0;  AGENCY and PATHWAYS likewise
means[SUPPORT, i] = min(1.0, S / 5.0)

of ties with s >= 0.1:
BONDING_TIES, BRIDGING_TIES = number of each kind
ACTIVE_TIES                 = number with activity[j] not uninvolved
ACTIVE_SHARE                = ACTIVE_TIES / (number of such ties), 0 without any
```
"""

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Activity, Level, Mean, TieKind
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import row_of
from c2sim.model.state import State

COUNTS_AS_TIE = 0.1
FULLY_CONNECTED = 24.0
"""Local ties of somebody who is fully connected."""

_FULL_SUPPORT = 5.0


@compiled
def _means(i: int, state: State) -> None:
    people, ties, means = state.residents, state.ties, state.means
    levels, n = people.levels, np.uint64(state.size)
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
        stress += s * levels[Level.STRESS, j]
        agency += s * levels[Level.AGENCY, j]
        pathways += s * levels[Level.PATHWAYS, j]
        counts = int(s >= COUNTS_AS_TIE)
        local += counts
        bonding += counts * int(ties.kind[place] == TieKind.BONDING)
        active += counts * int(people.activity[j] != Activity.UNINVOLVED)
    alone = strengths <= 0.0
    means[Mean.STRESS, i] = levels[Level.STRESS, i] if alone else stress / strengths
    means[Mean.AGENCY, i] = levels[Level.AGENCY, i] if alone else agency / strengths
    means[Mean.PATHWAYS, i] = levels[Level.PATHWAYS, i] if alone else pathways / strengths
    means[Mean.SUPPORT, i] = min(1.0, strengths / _FULL_SUPPORT)
    means[Mean.BONDING_TIES, i] = bonding
    means[Mean.BRIDGING_TIES, i] = local - bonding
    means[Mean.LINKING_TIES, i] = linking
    means[Mean.ACTIVE_SHARE, i] = active / local if local > 0 else 0.0
    means[Mean.ACTIVE_TIES, i] = active


@compiled
def connected(i: int, state: State) -> float:
    """How well a resident is tied to others: local ties over 24, at most 1."""
    means = state.means
    return min(1.0, (means[Mean.BONDING_TIES, i] + means[Mean.BRIDGING_TIES, i]) / FULLY_CONNECTED)


@phase
def neighbours(state: State) -> None:
    """Take the means over ties for this week."""
    for i in range(state.size):
        _means(i, state)
