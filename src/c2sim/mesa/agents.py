"""Residents and providers as Mesa agents: thin views of a row, for people and tools that know Mesa."""

# pyright: standard

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from mesa import Agent

from c2sim.model.codes import ACTIVITIES, AGENCIES, LEVELS, TENURES, TieKind

if TYPE_CHECKING:
    from c2sim.mesa.model import C2Model


class _Level:
    """A level of a resident, read through the model (arrays may be replaced; nothing is cached)."""

    def __init__(self, index: int) -> None:
        self.index = index

    def __get__(self, agent: "Resident | None", owner: type | None = None) -> Any:
        return self if agent is None else float(agent.model.state.residents.levels[self.index, agent.row])


class Row(Agent):
    """A row of the model's arrays: of its residents or of its providers."""

    model: "C2Model"

    def __init__(self, model: "C2Model", row: int) -> None:
        """View one row."""
        super().__init__(model)
        self.row = row

    def __getattr__(self, name: str) -> float:
        """NaN for what only the other kind of agent has, so that frames of all agents have an empty cell."""
        if name in _of_any_kind() and not hasattr(type(self), name):
            return math.nan
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")


@cache
def _of_any_kind() -> frozenset[str]:
    """What residents or providers have beyond what both have."""
    return frozenset(name for kind in Row.__subclasses__() for name in vars(kind) if not name.startswith("_"))


class Resident(Row):
    """An adult living in one home; a leaver is replaced by a newcomer in the same row.

    Attributes:
        row: the home.
        stress, wear, agency, pathways, confidence, influence, trust_neighbours, trust_services, fatigue,
        memory: levels from 0 to 1.
    """

    stress, wear, agency, pathways, confidence = (_Level(LEVELS.index(name)) for name in LEVELS[:5])
    influence, trust_neighbours, trust_services, fatigue, memory = (
        _Level(LEVELS.index(name)) for name in LEVELS[5:]
    )

    @property
    def hope(self) -> float:
        """Mean of agency and pathways."""
        return 0.5 * (self.agency + self.pathways)

    @property
    def street(self) -> int:
        """Street of the home."""
        return int(self.model.state.residents.street[self.row])

    @property
    def group(self) -> int:
        """Social group."""
        return int(self.model.state.residents.group[self.row])

    @property
    def tenure(self) -> str:
        """How the home is held."""
        return TENURES[self.model.state.residents.tenure[self.row]]

    @property
    def activity(self) -> str:
        """Uninvolved, attending, volunteering or organising."""
        return ACTIVITIES[self.model.state.residents.activity[self.row]]

    @property
    def ties(self) -> dict[str, list[int]]:
        """Who this resident is tied to, by kind: rows of residents, or of providers for linking ties."""
        ties = self.model.state.ties
        first = ties.start[self.row]
        row = slice(first, first + ties.size[self.row])
        other, kind = ties.other[row], ties.kind[row]
        residents = self.model.state.size
        return {
            "bonding": other[kind == TieKind.BONDING].tolist(),
            "bridging": other[kind == TieKind.BRIDGING].tolist(),
            "linking": (other[kind == TieKind.LINKING] - residents).tolist(),
        }


class Provider(Row):
    """A front-line worker's post."""

    @property
    def agency(self) -> str:
        """Agency of the post."""
        return AGENCIES[self.model.state.providers.agency[self.row]]

    @property
    def in_post(self) -> bool:
        """Whether the post is filled (the facilitator's may not be)."""
        return bool(self.model.state.providers.in_post[self.row])

    @property
    def stance(self) -> float:
        """0 doing to, 1 working with."""
        return float(self.model.state.providers.stance[self.row])

    @property
    def discretion(self) -> float:
        """What the strategic level permits."""
        return float(self.model.state.providers.discretion[self.row])

    @property
    def trust(self) -> float:
        """Trust in residents."""
        return float(self.model.state.providers.trust[self.row])

    @property
    def workload(self) -> float:
        """Open promises against what half a year's capacity can hold."""
        return float(self.model.state.providers.workload[self.row])
