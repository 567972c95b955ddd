"""The diffusion as Mesa agents: every agent looks, then every agent changes, in the order of their numbers.

Agents keep a list of those they are tied to; asking a `Network` space for them at each step would be slower.
"""

from math import exp

import mesa

from benchmarks.peers import problem as p


class Resident(mesa.Agent):
    """An agent with four levels."""

    def __init__(self, model, hope, stress, trust, activity):
        super().__init__(model)
        self.hope = self.hope_at_first = hope
        self.stress = self.stress_at_first = stress
        self.trust = trust
        self.activity = activity
        self.mean_hope = self.mean_stress = 0.0
        self.neighbours = []

    def look(self):
        """Take the means over those one is tied to."""
        hope = stress = 0.0
        for other in self.neighbours:
            hope += other.hope
            stress += other.stress
        self.mean_hope = hope / len(self.neighbours)
        self.mean_stress = stress / len(self.neighbours)

    def change(self):
        """Take the levels of the next step."""
        h, s, t, a = self.hope, self.stress, self.trust, self.activity
        self.hope = (
            h
            + p.HOPE_MEAN * (self.mean_hope - h)
            + p.HOPE_REST * (self.hope_at_first - h)
            + p.HOPE_ACTIVITY * a * (1 - h)
            - p.HOPE_STRESS * s * h
        )
        self.stress = (
            s
            + p.STRESS_MEAN * (self.mean_stress - s)
            + p.STRESS_REST * (self.stress_at_first - s)
            + p.STRESS_TRUST * (1 - t) * (1 - s)
            - p.STRESS_ACTIVITY * a * s
        )
        self.trust = t + p.TRUST_HOPE * h * (1 - t) - p.TRUST_STRESS * s * t
        self.activity = a + p.ACTIVITY_PACE * (1 / (1 + exp(p.ACTIVITY_SHIFT - p.ACTIVITY_SLOPE * h * t)) - a)


class Diffusion(mesa.Model):
    """The network of agents."""

    def __init__(self, problem):
        super().__init__(rng=1)
        levels = (row.tolist() for row in problem.levels)
        self.residents = Resident.create_agents(self, problem.size, *levels).to_list()
        for resident, others in zip(self.residents, problem.neighbours(), strict=True):
            resident.neighbours = [self.residents[j] for j in others]

    def step(self):
        """Let all look before any changes."""
        self.agents.do("look")
        self.agents.do("change")


def make(problem, steps):
    """A model and its run."""
    model = Diffusion(problem)
    levels = lambda: [[getattr(one, level) for one in model.residents] for level in p.LEVELS]  # noqa: E731
    return lambda: model.run_for(steps), levels


if __name__ == "__main__":
    p.take_turns("mesa", make)
