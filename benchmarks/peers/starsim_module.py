"""The diffusion as a Starsim module over a Starsim network, with numpy over all edges at once.

The loop alone is timed, not Starsim's summing up after it, and what Starsim records of people of its own
accord is switched off. Numbers have 64 bits, for results that can be compared; Starsim's own choice, 32, took
as long.
"""

import numpy as np
import starsim as ss

from benchmarks.peers import problem as p


class Ties(ss.Network):
    """A network that stays as it is."""

    def step(self):
        """Nothing forms or ends."""


class Diffusion(ss.Connector):
    """Four levels of each agent, changed by means over the network."""

    def __init__(self, problem):
        super().__init__()
        self.define_states(*(ss.FloatArr(name) for name in (*p.LEVELS, "hope_at_first", "stress_at_first")))
        self.problem = problem

    def init_post(self):
        """Take the starting levels, and count ties: they stay as they are."""
        super().init_post()
        for name, values in zip(p.LEVELS, self.problem.levels, strict=True):
            getattr(self, name)[:] = values
        self.hope_at_first[:], self.stress_at_first[:] = self.problem.levels[:2]
        net = self.sim.networks[0]
        self.one, self.other = np.asarray(net.p1), np.asarray(net.p2)
        size = self.problem.size
        self.ties = np.bincount(self.one, minlength=size) + np.bincount(self.other, minlength=size)

    def mean(self, values):
        """Mean over those that each is tied to."""
        size = len(values)
        towards = np.bincount(self.one, weights=values[self.other], minlength=size)
        return (towards + np.bincount(self.other, weights=values[self.one], minlength=size)) / self.ties

    def step(self):
        """Take the levels of the next step, of all at once."""
        h, s, t, a = (getattr(self, name).values for name in p.LEVELS)
        hope = (
            h
            + p.HOPE_MEAN * (self.mean(h) - h)
            + p.HOPE_REST * (self.hope_at_first.values - h)
            + p.HOPE_ACTIVITY * a * (1 - h)
            - p.HOPE_STRESS * s * h
        )
        stress = (
            s
            + p.STRESS_MEAN * (self.mean(s) - s)
            + p.STRESS_REST * (self.stress_at_first.values - s)
            + p.STRESS_TRUST * (1 - t) * (1 - s)
            - p.STRESS_ACTIVITY * a * s
        )
        trust = t + p.TRUST_HOPE * h * (1 - t) - p.TRUST_STRESS * s * t
        sigmoid = 1 / (1 + np.exp(p.ACTIVITY_SHIFT - p.ACTIVITY_SLOPE * h * t))
        activity = a + p.ACTIVITY_PACE * (sigmoid - a)
        self.hope[:], self.stress[:], self.trust[:], self.activity[:] = hope, stress, trust, activity


def make(problem, steps):
    """A simulation and its loop."""
    one, other = problem.edges()
    net = Ties(p1=one, p2=other, beta=np.ones(len(one)), name="ties")
    diffusion = Diffusion(problem)
    sim = ss.Sim(
        n_agents=problem.size,
        networks=net,
        connectors=diffusion,
        dt=ss.days(1),
        start=0,
        dur=steps - 1,
        people_results=False,
        verbose=0,
    )
    sim.init()
    diffusion = sim.connectors[0]
    if sim.t.npts != steps:
        raise RuntimeError(f"{sim.t.npts} steps, expected {steps}")
    return sim.loop.run, lambda: [getattr(diffusion, name).values for name in p.LEVELS]


if __name__ == "__main__":
    ss.options(precision=64)
    p.take_turns("starsim", make)
