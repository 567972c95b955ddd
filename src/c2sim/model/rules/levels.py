"""How a level moves: back to rest with its half-life, within its bounds, each change under its cause."""

import math

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Cause
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
