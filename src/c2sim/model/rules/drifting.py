"""Phase 15: drift.

People's usual levels change over years, for reasons of their own life. Every 13 weeks, home i in the weeks
with (week + i) mod 13 = 0, for agency, pathways, confidence, influence and both trusts, with the part d =
`drift[level, i]` of the resting value:

```text
kept = 0.5 to the power of 13 / people.drift
d'   = kept * d + sqrt((1.0 - kept * kept) * people.changing) * n
rest[level, i] grows by d' - d
seen = clip(the new rest) - clip(the old one);  x' = clip(x + seen)   [drift: seen; bound: what clip takes]
```

n is as far from the mean as a person is drawn (`rules/persons.py`), with k = "how people change": the sum,
from 0, over the columns c of `mixing[level]` that are not 0, in order, of

```text
mixing[level, c] * normal(u(k, i, z), u(k, i, z + 1)),  z = 31 for the rate of meeting, else 2c
normal(u, v) = sqrt(-2.0 * log(1.0 - u)) * cos(2.0 * pi * v)
```

So the spread between residents stays as it is, a place's mean moves by luck alone, and both
twins of a pair change alike. A newcomer's part is drawn with the person.

*Evidence:* of the variance of wellbeing between persons 44 to 58 % changes over years, with a half-life of
2.8 to 5.4 years (Anusic and Schimmack 2015); the rest is trait-like (Kuster and Orth 2013).
"""

import math

import numpy as np

from c2sim.engine.chance import key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Cause
from c2sim.model.rules.levels import count_cause, moves_to
from c2sim.model.rules.persons import changes_over_years, deviation_of
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_CHANGES = stream("how people change")
_EVERY = 13  # weeks


@compiled
def _change(k: np.uint64, i: int, level: int, kept: float, state: State) -> None:
    """Let the part that comes and goes of one resting value change, and the level with it."""
    people, p = state.residents, state.parameters.people
    before = people.drift[level, i]
    size = math.sqrt((1.0 - kept * kept) * p.changing)
    people.drift[level, i] = kept * before + size * deviation_of(k, i, level, 0, state.mixing)
    usual = min(1.0, max(0.0, people.rest[level, i]))
    people.rest[level, i] += people.drift[level, i] - before
    seen = min(1.0, max(0.0, people.rest[level, i])) - usual  # beyond the ends of the scale nothing shows
    count_cause(level, Cause.DRIFT, seen, state)
    moves_to(level, i, people.levels[level, i] + seen, state)


@phase
def drifting(state: State) -> None:
    """Let the resting values of a thirteenth of residents change."""
    k, kept = key(state.seed, _CHANGES, state.week), 0.5 ** (_EVERY / state.parameters.people.drift)
    first = (_EVERY - state.week % _EVERY) % _EVERY
    for i in range(first, state.size, _EVERY):
        for level in range(len(state.start)):
            if changes_over_years(level):
                _change(k, i, level, kept, state)
