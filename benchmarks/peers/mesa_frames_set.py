"""The diffusion as a mesa-frames agent set: polars expressions, and means by a join with ties."""

import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from benchmarks.peers import problem as p


class Residents(AgentSetPolars):
    """All agents as one table, with the table of their ties."""

    def __init__(self, model, problem):
        super().__init__(model)
        levels = dict(zip(p.LEVELS, problem.levels))  # noqa: B905
        first = {"hope_at_first": problem.levels[0], "stress_at_first": problem.levels[1]}
        self += pl.DataFrame({"unique_id": range(problem.size), **levels, **first})
        self.ties = pl.DataFrame({"unique_id": problem.one, "other": problem.other.astype("int64")})

    def step(self):
        """Take the levels of the next step, of all at once."""
        seen = self.agents.select(other="unique_id", mean_hope="hope", mean_stress="stress")
        pairs = self.ties.join(seen, on="other")
        means = pairs.group_by("unique_id").agg(pl.mean("mean_hope", "mean_stress"))
        h, s, t, a = (pl.col(name) for name in p.LEVELS)
        sigmoid = 1 / (1 + (p.ACTIVITY_SHIFT - p.ACTIVITY_SLOPE * h * t).exp())
        self.agents = (
            self.agents.join(means, on="unique_id", how="left", maintain_order="left")
            .with_columns(
                hope=h
                + p.HOPE_MEAN * (pl.col("mean_hope") - h)
                + p.HOPE_REST * (pl.col("hope_at_first") - h)
                + p.HOPE_ACTIVITY * a * (1 - h)
                - p.HOPE_STRESS * s * h,
                stress=s
                + p.STRESS_MEAN * (pl.col("mean_stress") - s)
                + p.STRESS_REST * (pl.col("stress_at_first") - s)
                + p.STRESS_TRUST * (1 - t) * (1 - s)
                - p.STRESS_ACTIVITY * a * s,
                trust=t + p.TRUST_HOPE * h * (1 - t) - p.TRUST_STRESS * s * t,
                activity=a + p.ACTIVITY_PACE * (sigmoid - a),
            )
            .drop("mean_hope", "mean_stress")
        )


class Diffusion(ModelDF):
    """The network of agents."""

    def __init__(self, problem):
        super().__init__(seed=1)
        self.residents = Residents(self, problem)
        self.agents += self.residents

    def step(self):
        """Step the set of agents."""
        self.agents.do("step")


def make(problem, steps):
    """A model and its run."""
    model = Diffusion(problem)

    def run():
        for _ in range(steps):
            model.step()

    def levels():
        table = model.get_agents_of_type(Residents).agents.sort("unique_id")
        return [table[name].to_numpy() for name in p.LEVELS]

    return run, levels


if __name__ == "__main__":
    p.take_turns("mesa-frames", make)
