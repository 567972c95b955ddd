"""The diffusion that every peer solves, and how a peer takes its turns.

Agents have hope h, stress s, trust t and activity a in [0, 1]; H and S are the means of hope and stress
over the agents they are tied to, h0 and s0 the values they started from. All change at once:

    h' = h + 0.10 (H - h) + 0.05 (h0 - h) + 0.04 a (1 - h) - 0.06 s h
    s' = s + 0.08 (S - s) + 0.05 (s0 - s) + 0.04 (1 - t) (1 - s) - 0.05 a s
    t' = t + 0.05 h (1 - t) - 0.05 s t
    a' = a + 0.10 (1 / (1 + exp(2 - 4 h t)) - a)

Nothing is drawn while it runs, so that results can be held against each other. Since agents are pulled
back to where they started, the result keeps depending on who is tied to whom. This file is read by older
Pythons too and needs numpy only.
"""

import gc
import json
import platform
import sys
import time
from importlib.metadata import version

import numpy as np

HOPE_MEAN, HOPE_REST, HOPE_ACTIVITY, HOPE_STRESS = 0.10, 0.05, 0.04, 0.06
STRESS_MEAN, STRESS_REST, STRESS_TRUST, STRESS_ACTIVITY = 0.08, 0.05, 0.04, 0.05
TRUST_HOPE, TRUST_STRESS = 0.05, 0.05
ACTIVITY_PACE, ACTIVITY_SHIFT, ACTIVITY_SLOPE = 0.10, 2.0, 4.0

LEVELS = ("hope", "stress", "trust", "activity")
_WARM_UP = 5  # steps


class Problem:
    """Network and starting values.

    Attributes:
        start: first place of each agent's row in `other`, and the length of `other`, shape (agents + 1,).
        other: the agents that each is tied to, row after row; a tie stands in two rows.
        levels: starting values, one row a level, shape (4, agents).
    """

    def __init__(self, start, other, levels):
        self.start = np.asarray(start)
        self.other = np.asarray(other)
        self.levels = np.asarray(levels)

    @property
    def size(self):
        """Number of agents."""
        return len(self.start) - 1

    @property
    def one(self):
        """The agent in whose row each place of `other` is."""
        return np.repeat(np.arange(self.size), np.diff(self.start))

    def edges(self):
        """Each tie once, as two arrays of agents."""
        once = self.one < self.other
        return self.one[once], self.other[once]

    def neighbours(self):
        """The agents that each is tied to, as lists."""
        return [self.other[a:b].tolist() for a, b in zip(self.start[:-1], self.start[1:])]  # noqa: B905


def take_turns(library, make):
    """Solve the problem once for every line that comes in, and print its CPU seconds and its result.

    Args:
        library: name of the installed library, whose version is told first.
        make: takes a problem and a number of steps; gives a function that runs the steps, and one that
            gives the levels afterwards, shape (4, agents). Making is not timed.
    """
    problem = Problem(**np.load(sys.argv[1]))
    steps = int(sys.argv[2])
    make(problem, _WARM_UP)[0]()
    _tell({"python": platform.python_version(), "library": library, "version": version(library)})
    for _ in sys.stdin:
        run, levels = make(problem, steps)
        gc.collect()
        begin = time.process_time()
        run()
        seconds = time.process_time() - begin
        _tell({"seconds": seconds, "levels": np.asarray(levels(), dtype=float).tolist()})


def _tell(what):
    print(json.dumps(what), flush=True)
