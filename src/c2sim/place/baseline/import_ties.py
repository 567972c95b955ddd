"""The ties of a network in a state: put there, and put back while the place lives before week 0."""

import numpy as np

from c2sim.model.arrays import Floats, Ints, Small
from c2sim.model.codes import Level, TieKind
from c2sim.model.records import Ties
from c2sim.model.rules.rows import empty_ties
from c2sim.model.state import State
from c2sim.place.network.network import Network

_SPARE = 8


def strengths(network: Network, usual: Floats) -> Floats:
    """Strength of each tie: as given, by the rank of its weight, or by luck, as is usual here."""
    luck = np.random.default_rng(int(network.digest[16:32], 16)).random(len(network.strength))
    rank = np.where(np.isfinite(network.rank), network.rank, luck)
    drawn = np.quantile(usual, rank) if len(usual) else np.full(len(rank), 0.5)
    return np.where(np.isfinite(network.strength), network.strength, drawn)


def put(network: Network, state: State, usual: Floats) -> None:
    """Make the ties of the state those of the network; without providers in it, linking ties stay."""
    n = state.size
    a, b = network.ends
    strength = strengths(network, usual)
    linking = b >= n
    rows = np.concatenate([a, b[~linking]])
    other = np.concatenate([b, a[~linking]])
    strength = np.concatenate([strength, strength[~linking]])
    kind = kinds(rows, other, state.residents.street, state.residents.group)
    trust = np.where(kind == TieKind.LINKING, state.residents.levels[Level.TRUST_SERVICES][rows], 0.0)
    if not len(network.agency):
        rows, other, strength, kind, trust = _with_linking(state, rows, other, strength, kind, trust)
    state.ties = tied(n, rows, other, strength, kind, trust)


def kinds(rows: Small, other: Small, street: Small, group: Small) -> Small:
    """Bonding within a street or group, bridging across, linking to a provider."""
    linking = other >= len(street)
    to = np.where(linking, 0, other)
    near = (street[rows] == street[to]) | (group[rows] == group[to])
    return np.where(linking, TieKind.LINKING, np.where(near, TieKind.BONDING, TieKind.BRIDGING)).astype(
        np.int32
    )


def tied(n: int, rows: Small, other: Small, strength: Floats, kind: Small, trust: Floats) -> Ties:
    """Ties of n residents from half-ties in any order."""
    order = np.argsort(rows, kind="stable")
    sizes = np.bincount(rows, minlength=n)
    ties = empty_ties((sizes + sizes // 3 + 2 * _SPARE).astype(np.int64))
    before = np.cumsum(sizes) - sizes
    place: Ints = ties.start[rows[order]] + np.arange(len(rows)) - before[rows[order]]
    ties.size[:] = sizes
    ties.other[place], ties.strength[place] = other[order], strength[order]
    ties.kind[place], ties.trust[place] = kind[order], trust[order]
    return ties


def half_ties(ties: Ties) -> tuple[Ints, Ints]:
    """Row and place of every half-tie."""
    rows = np.repeat(np.arange(len(ties.size)), ties.size)
    before = np.cumsum(ties.size) - ties.size
    return rows, ties.start[rows] + np.arange(len(rows)) - before[rows]


def _with_linking(state: State, *new: np.ndarray) -> list[np.ndarray]:
    rows, place = half_ties(state.ties)
    linking = state.ties.kind[place] == TieKind.LINKING
    rows, place, ties = rows[linking], place[linking], state.ties
    old = (rows, ties.other[place], ties.strength[place], ties.kind[place], ties.trust[place])
    return [np.concatenate(pair) for pair in zip(new, old, strict=True)]
