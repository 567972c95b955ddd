"""What a watcher remembers of the week before, and of all that was told."""

from dataclasses import dataclass, field
from typing import NamedTuple

from c2sim.model.arrays import Small
from c2sim.model.codes import Level
from c2sim.model.state import State


class Tie(NamedTuple):
    """One tie of the resident."""

    kind: int
    strength: float


@dataclass
class Noted:
    """What a watcher has to remember of the week before."""

    activity: int
    roles: int
    groups: frozenset[int]
    waiting: int
    stress: float
    fatigue: float
    ties: dict[int, Tie]
    arrived: Small
    """Week in which each resident moved in: it changes only when a home changes hands."""


@dataclass
class Past:
    """What the resident has lived through that decides how the next thing is told."""

    gatherings: set[str] = field(default_factory=set)
    began: set[str] = field(default_factory=set[str])
    refused: set[str] = field(default_factory=set)
    news: set[str] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    raised: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Issues raised, by place and week of birth: the week, and the stage last seen."""


def note(state: State, i: int) -> Noted:
    """What there is to remember of resident i in this week."""
    first = int(state.ties.start[i])
    row = slice(first, first + int(state.ties.size[i]))
    columns = (state.ties.other[row], state.ties.kind[row], state.ties.strength[row])
    return Noted(
        activity=int(state.residents.activity[i]),
        roles=int(state.lives.roles[i]),
        groups=frozenset(state.lives.member[:, i].tolist()) - {-1},
        waiting=int(state.lives.waiting[i]),
        stress=float(state.residents.levels[Level.STRESS, i]),
        fatigue=float(state.residents.levels[Level.FATIGUE, i]),
        ties={
            other: Tie(kind, strength)
            for other, kind, strength in zip(*(one.tolist() for one in columns), strict=True)
        },
        arrived=state.lives.arrived.copy(),
    )
