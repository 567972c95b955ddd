"""The diffusion as agentpy agents on an agentpy network, stepped through an agent list.

Agents ask the network once whom they are tied to; asking at each step would be slower.
"""

from math import exp

import agentpy
import networkx

from benchmarks.peers import problem as p


class Resident(agentpy.Agent):
    """An agent with four levels."""

    def settle(self):
        """Take the starting levels, and those one is tied to."""
        self.hope, self.stress, self.trust, self.activity = self.model.p.problem.levels[:, self.row].tolist()
        self.hope_at_first, self.stress_at_first = self.hope, self.stress
        self.neighbours = list(self.model.network.neighbors(self))

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


class Diffusion(agentpy.Model):
    """The network of agents."""

    def setup(self):
        """Put an agent on every node."""
        graph = networkx.Graph()
        graph.add_nodes_from(range(self.p.problem.size))
        graph.add_edges_from(zip(*(ends.tolist() for ends in self.p.problem.edges()), strict=True))
        self.network = agentpy.Network(self, graph)
        self.agents = agentpy.AgentList(self, self.p.problem.size, Resident)
        self.agents.row = agentpy.AttrIter(range(self.p.problem.size))
        self.network.add_agents(self.agents, self.network.nodes)
        self.agents.settle()

    def step(self):
        """Let all look before any changes."""
        self.agents.look()
        self.agents.change()


def make(problem, steps):
    """A model and its run."""
    model = Diffusion({"problem": problem, "steps": steps, "seed": 1})
    model.sim_setup()

    def run():
        while model.running:
            model.sim_step()

    return run, lambda: [list(getattr(model.agents, level)) for level in p.LEVELS]


if __name__ == "__main__":
    p.take_turns("agentpy", make)
