"""The diffusion with parts of the engine: ties in rows, rules compiled by numba, a Mesa model around them.

Of c2sim come `Ties` (rows of half-ties, as founding and contacts leave them), `compiled` and `entry`, and the
block of words by which kernels see a state. The pass over ties and the rules are written here in the way of
`rules/`, since the engine's own pass takes eight means, by strength and kind. Mesa agents, causes, measures
and the journal are left out, as every peer leaves out its own records.
"""

from math import exp
from typing import Any, NamedTuple, cast, get_type_hints

import mesa
import numpy as np

from benchmarks.peers import problem as p
from c2sim.engine.blocks import Block
from c2sim.engine.compiling import compiled, entry
from c2sim.model.arrays import Floats
from c2sim.model.records import Ties

HOPE, STRESS, TRUST, ACTIVITY = range(4)


class Town(NamedTuple):
    """State of the diffusion."""

    levels: Floats  # one row a level
    first: Floats  # the levels at the start
    means: Floats  # hope and stress of those one is tied to
    ties: Ties


@compiled
def hope_next(h: float, s: float, a: float, mean: float, first: float) -> float:
    """Hope in the next step."""
    return (
        h
        + p.HOPE_MEAN * (mean - h)
        + p.HOPE_REST * (first - h)
        + p.HOPE_ACTIVITY * a * (1.0 - h)
        - p.HOPE_STRESS * s * h
    )


@compiled
def stress_next(s: float, t: float, a: float, mean: float, first: float) -> float:
    """Stress in the next step."""
    return (
        s
        + p.STRESS_MEAN * (mean - s)
        + p.STRESS_REST * (first - s)
        + p.STRESS_TRUST * (1.0 - t) * (1.0 - s)
        - p.STRESS_ACTIVITY * a * s
    )


@compiled
def trust_next(h: float, s: float, t: float) -> float:
    """Trust in the next step."""
    return t + p.TRUST_HOPE * h * (1.0 - t) - p.TRUST_STRESS * s * t


@compiled
def activity_next(h: float, t: float, a: float) -> float:
    """Activity in the next step."""
    return a + p.ACTIVITY_PACE * (1.0 / (1.0 + exp(p.ACTIVITY_SHIFT - p.ACTIVITY_SLOPE * h * t)) - a)


@compiled
def _look(levels: Floats, ties: Ties, means: Floats) -> None:
    for i in range(levels.shape[1]):
        hope = stress = 0.0
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            j = ties.other[place]
            hope += levels[HOPE, j]
            stress += levels[STRESS, j]
        means[HOPE, i] = hope / ties.size[i]
        means[STRESS, i] = stress / ties.size[i]


@compiled
def _change(levels: Floats, first: Floats, means: Floats) -> None:
    for i in range(levels.shape[1]):
        h, s, t, a = levels[HOPE, i], levels[STRESS, i], levels[TRUST, i], levels[ACTIVITY, i]
        levels[HOPE, i] = hope_next(h, s, a, means[HOPE, i], first[HOPE, i])
        levels[STRESS, i] = stress_next(s, t, a, means[STRESS, i], first[STRESS, i])
        levels[TRUST, i] = trust_next(h, s, t)
        levels[ACTIVITY, i] = activity_next(h, t, a)


@entry
def _step(town: Town) -> None:
    _look(town.levels, town.ties, town.means)
    _change(town.levels, town.first, town.means)


class Diffusion(mesa.Model):
    """The network of agents, as arrays."""

    def __init__(self, problem: p.Problem) -> None:
        super().__init__(rng=1)
        places = len(problem.other)
        ties = Ties(
            start=problem.start[:-1].astype(np.int64),
            end=problem.start[1:].astype(np.int64),
            free=problem.start[-1:].astype(np.int64),
            size=np.diff(problem.start).astype(np.int32),
            other=problem.other.astype(np.int32),
            strength=np.ones(places),
            trust=np.zeros(places),
            kind=np.zeros(places, np.int8),
        )
        self.town = Town(problem.levels.copy(), problem.levels.copy(), np.zeros((2, problem.size)), ties)
        self._block = cast("Any", Block("Town", get_type_hints(Town), self.town))

    def step(self) -> None:
        """Let all look before any changes."""
        _step(self._block)


def make(problem, steps):
    """A model and its run."""
    model = Diffusion(problem)
    return lambda: model.run_for(steps), lambda: model.town.levels


if __name__ == "__main__":
    p.take_turns("c2sim", make)
