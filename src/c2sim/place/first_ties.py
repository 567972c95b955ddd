"""The ties that a neighbourhood begins its burn-in with."""

import numpy as np

from c2sim.engine.chance import count, draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled, entry
from c2sim.model.codes import Level
from c2sim.model.records import Residents, Streets, Ties
from c2sim.model.rules.rows import add_half, find
from c2sim.model.rules.tying import tie_kind
from c2sim.model.state import State
from c2sim.model.summing import mean

_FIRST = stream("first ties")


@compiled
def _first_partner(
    k: np.uint64, i: int, kind: int, slot: int, people: Residents, ties: Ties, streets: Streets
) -> int:
    """Someone new of the street or group (kind 0), or of neither (kind 1); -1 when luck finds none."""
    s = people.street[i]
    w = streets.ward[s]
    first, last = streets.ward_first[w], streets.ward_first[w + 1]
    if kind == 0 and draw(k, i, slot) < 0.5:
        first, last = streets.first[s], streets.first[s + 1]
    for t in range(20):
        j = first + index(draw(k, i, slot + 1 + 2 * t), last - first)
        near = people.street[j] == s or people.group[j] == people.group[i]
        willing = draw(k, i, slot + 2 + 2 * t) < 0.5 * people.rate[j]
        if j != i and willing and near == (kind == 0) and find(ties, i, j) < 0:
            return int(j)
    return -1


@entry
def tie_at_first(state: State, bonding: float, bridging: float, linking: float, posts: int) -> None:
    """Ties of each kind, in number about right; burn-in does the rest."""
    people, ties, streets = state.residents, state.ties, state.streets
    k = key(state.seed, _FIRST, 0)
    n = len(people.street)
    usual = mean(people.rate)
    for i in range(n):
        for kind in range(2):
            expected = 0.5 * (bonding if kind == 0 else bridging) * people.rate[i] / usual
            for c in range(count(draw(k, i, kind), expected)):
                slot = 10 + 10_000 * kind + 50 * c
                j = _first_partner(k, i, kind, slot, people, ties, streets)
                if j < 0 or ties.start[j] + ties.size[j] >= ties.end[j]:
                    continue
                strength = 0.12 + 0.8 * draw(k, i, slot + 49)
                if add_half(ties, i, j, tie_kind(i, j, people), strength, 0.0):
                    add_half(ties, j, i, tie_kind(i, j, people), strength, 0.0)
        for c in range(poisson(draw(k, i, 2), linking * min(2.0, people.rate[i])) if posts else 0):
            q = n + index(draw(k, i, 50_000 + 2 * c), posts)
            if find(ties, i, q) < 0:
                add_half(
                    ties,
                    i,
                    q,
                    tie_kind(i, q, people),
                    0.12 + 0.5 * draw(k, i, 50_001 + 2 * c),
                    people.levels[Level.TRUST_SERVICES, i],
                )
