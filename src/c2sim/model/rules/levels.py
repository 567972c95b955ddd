"""How a level moves: back to rest with its half-life, within its bounds, each change under its cause.

Gains get smaller the further a level lies above what is usual for the person:

```text
room(level, i) = (1.0 - x) * clip((clip(rest[level, i]) + people.reach - x) / people.reach)
```

*Evidence:* programmes move those who take part by .1 to .45 standard deviations (O'Mara-Eves 2015), however
often they come; how gains saturate is an assumption.
"""

import math

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Cause, Quality
from c2sim.model.state import State


@compiled
def returns_with(half_life: float) -> float:
    """Share of the way back to rest that is gone in a week: 1 - 2^(-1 / half_life)."""
    return 1.0 - math.exp(-math.log(2.0) / half_life)


@compiled
def from_rest(level: int, i: int, state: State) -> float:
    """How far a resident's level lies below its resting value, the offset of the place included."""
    people = state.residents
    return people.rest[level, i] + state.offsets[level] - people.levels[level, i]


@compiled
def room(level: int, i: int, state: State) -> float:
    """What there is left to gain: less near the end of the scale, nothing far above what is usual for one."""
    people, reach = state.residents, state.parameters.people.reach
    x = people.levels[level, i]
    usual = min(1.0, max(0.0, people.rest[level, i]))
    return (1.0 - x) * min(1.0, max(0.0, (usual + reach - x) / reach))


@compiled
def tried(i: int, state: State) -> float:
    """How welcome a resident was made this week at a gathering where people meet; 0 without one."""
    g = state.lives.attended[i]
    meets = g >= 0 and state.gatherings.quality[Quality.MIXES, g] > 0.0
    return state.lives.welcome[i] if meets else 0.0


@compiled
def count_cause(level: int, cause: int, change: float, state: State) -> float:
    """Note a change of a level under its cause; the change."""
    state.causes[level, cause] += change
    return change


@compiled
def moves_to(level: int, i: int, free: float, state: State) -> None:
    """Give a resident's level its new value, held within [0, 1]; what the bound takes is a cause."""
    bounded = min(1.0, max(0.0, free))
    state.residents.levels[level, i] = bounded
    state.causes[level, Cause.BOUND] += bounded - free
