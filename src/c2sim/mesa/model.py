"""The model as people and tools that know Mesa expect it: its agents, its clock, its collector.

A run needs none of this, so nothing that the command line runs imports Mesa: that alone takes longer
than three hundred weeks of a neighbourhood.
"""

# pyright: standard

from pathlib import Path
from typing import Any

import mesa
from mesa.agent import AgentSet

from c2sim.errors import C2simError
from c2sim.mesa.agents import Provider, Resident
from c2sim.mesa.collector import WeeklyCollector
from c2sim.scenario import Scenario
from c2sim.simulation.model import Model


class C2Model(Model, mesa.Model):
    """A neighbourhood that lives through a scenario, as a Mesa model: one week a step.

    Args:
        scenario: name of a bundled scenario, path of a scenario file, or a `Scenario`.
        residents: number of residents instead of the scenario's.
        weeks: horizon instead of the scenario's.
        rng: the seed, a whole number from 0; same seed, same run.
        journal: whether to keep a record of events.

    Attributes:
        datacollector: collects the weekly measures; another `DataCollector` may be put in its place, and a
            `WeeklyCollector` with agent reporters collects of agents as well.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path = "status_quo",
        residents: int | None = None,
        weeks: int | None = None,
        rng: int = 1,
        journal: bool = True,
    ) -> None:
        Model.__init__(self, scenario, residents, weeks, rng, journal)
        mesa.Model.__init__(self, rng=int(rng))
        self._agents_made = False
        self.datacollector = WeeklyCollector()

    @property
    def datacollector(self) -> mesa.DataCollector:
        """What is collected: of week 0 when the collector is put here, then of every week."""
        return self._datacollector

    @datacollector.setter
    def datacollector(self, collector: mesa.DataCollector) -> None:
        self._datacollector = collector
        collector.collect(self)

    def step(self) -> None:
        """Run one week, and collect."""
        before = self.week
        Model.step(self)
        if self.week > before:
            self.datacollector.collect(self)

    def deregister_agent(self, agent: Any) -> None:
        """Refuse to take an agent away."""
        who = type(agent).__name__.lower()
        raise C2simError(
            f"{who} {agent.row}: found remove(), expected nobody to be taken out: whoever leaves is "
            "followed by a newcomer in the same home or post, and the rules decide who leaves"
        )

    @property
    def agents(self) -> Any:
        """All residents and providers; they are made when somebody first looks at them."""
        self._make_agents()
        return super().agents

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("agents are Mesa's own; add none and remove none")

    @property
    def agents_by_type(self) -> Any:
        """Residents and providers by their type."""
        self._make_agents()
        return super().agents_by_type

    @property
    def residents(self) -> AgentSet:
        """The residents, in the order of their homes."""
        return self.agents_by_type[Resident]

    @property
    def providers(self) -> AgentSet:
        """The providers, in the order of their posts; the last one is the facilitator's."""
        return self.agents_by_type[Provider]

    def _make_agents(self) -> None:
        if getattr(self, "_agents_made", True):
            return
        self._agents_made = True
        for row in range(self.state.size):
            Resident(self, row)
        for row in range(len(self.state.providers.agency)):
            Provider(self, row)
