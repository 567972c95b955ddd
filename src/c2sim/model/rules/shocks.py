"""Shocks from outside; part of phase 1.

An experimenter's impulses, before interventions act. In the week of an impulse each resident on its street
and of its social group (everywhere and of each group if it states none) is struck if
`u("whom a shock strikes", i, 0)` < its share:

```text
level    its level += change, within [0, 1]
         cause: shock
```

So impulses of one week with one share strike the same residents, and a smaller share is part of a larger one.
No resting value and no free term is moved: what follows is the rules' own. *Evidence:* none; this is an
experiment on the model and no part of any place.
"""

from collections.abc import Iterable
from typing import NamedTuple

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import entry
from c2sim.model.codes import Cause
from c2sim.model.rules.levels import count_cause, moves_to
from c2sim.model.state import State

_STRUCK = stream("whom a shock strikes")
ANY = -1
"""No street, or no group, in particular."""


class Impulse(NamedTuple):
    """A change of one level of some residents; everybody's where nothing else is said."""

    level: int
    change: float
    share: float = 1.0
    street: int = ANY
    group: int = ANY


def shocks(state: State, impulses: Iterable[Impulse]) -> None:
    """Let the impulses of this week strike, one after the other."""
    for one in impulses:
        strike(one.level, one.change, one.share, one.street, one.group, state.view())


@entry
def strike(level: int, change: float, share: float, street: int, group: int, state: State) -> None:
    """Let one impulse strike whom it is for."""
    k = key(state.seed, _STRUCK, state.week)
    people = state.residents
    for i in range(state.size):
        here = street == ANY or people.street[i] == street
        of_them = group == ANY or people.group[i] == group
        if here and of_them and draw(k, i, 0) < share:
            moved = people.levels[level, i] + count_cause(level, Cause.SHOCK, change, state)
            moves_to(level, i, moved, state)
