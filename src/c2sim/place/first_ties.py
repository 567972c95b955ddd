"""The ties that a neighbourhood begins its burn-in with: as many, and as strong, as they come to be."""

import numpy as np

from c2sim.engine.chance import count, draw, index, key, poisson, stream
from c2sim.engine.compiling import compiled, entry
from c2sim.model.arrays import Floats
from c2sim.model.codes import Count, Level, TieKind
from c2sim.model.records import Residents, Streets, Ties
from c2sim.model.rules.neighbours import COUNTS_AS_TIE
from c2sim.model.rules.rows import add_half, empty_ties, find
from c2sim.model.rules.tying import tie_kind
from c2sim.model.state import State
from c2sim.place.neighbourhood import Baseline
from c2sim.place.resting import KEEPS_TO_THEMSELVES
from c2sim.place.steady_ties import SteadyTies

_FIRST = stream("first ties")
_SPARE = 16  # places of a row beyond a third more than is expected
_CALLS = 3  # luck finds nobody new for some, of small groups mostly: what is missing is sought again


@compiled
def _first_partner(
    k: np.uint64,
    i: int,
    kind: int,
    slot: int,
    sought: Floats,
    people: Residents,
    ties: Ties,
    streets: Streets,
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
        willing = draw(k, i, slot + 2 + 2 * t) < 0.5 * sought[j]
        if j != i and willing and near == (kind == 0) and find(ties, i, j) < 0:
            return int(j)
    return -1


@compiled
def _strength(u: float, kind: int, a: int, b: int, strength: Floats) -> float:
    """The strength below which a share u of such ties is."""
    place = u * (strength.shape[3] - 1)
    low = int(place)
    part = place - low
    return (1.0 - part) * strength[kind, a, b, low] + part * strength[kind, a, b, low + 1]


@compiled
def _tie_locally(
    k: np.uint64, i: int, kind: int, number: int, state: State, sought: Floats, strength: Floats
) -> None:
    """Tie resident i to so many others, near (kind 0) or across (kind 1)."""
    people, ties, streets = state.residents, state.ties, state.streets
    for c in range(number):
        slot = 10 + 10_000 * kind + 50 * c
        j = _first_partner(k, i, kind, slot, sought, people, ties, streets)
        if j < 0 or ties.start[j] + ties.size[j] >= ties.end[j]:
            continue
        made = tie_kind(i, j, people)
        s = _strength(draw(k, i, slot + 49), made, people.tenure[i], people.tenure[j], strength)
        if add_half(ties, i, j, made, s, 0.0):
            add_half(ties, j, i, made, s, 0.0)
            state.counts[Count.FORMED_BONDING + made] += 2.0


@compiled
def _tie_to_providers(k: np.uint64, i: int, number: int, posts: int, state: State, strength: Floats) -> None:
    """Tie resident i to so many providers, fewer where luck names one twice."""
    people, ties = state.residents, state.ties
    for c in range(number):
        q = len(people.street) + index(draw(k, i, 50_000 + 2 * c), posts)
        if find(ties, i, q) < 0:
            s = _strength(draw(k, i, 50_001 + 2 * c), TieKind.LINKING, people.tenure[i], 0, strength)
            if add_half(ties, i, q, TieKind.LINKING, s, people.levels[Level.TRUST_SERVICES, i]):
                state.counts[Count.FORMED_BONDING + TieKind.LINKING] += 1.0


@entry
def tie_at_first(
    state: State, again: int, wanted: Floats, sought: Floats, strength: Floats, posts: int
) -> None:
    """Make ties, and count their halves as formed.

    Args:
        state: a neighbourhood.
        again: number of the call for this neighbourhood; each has luck of its own.
        wanted: ties to be made for each resident from their side: near, across, to providers.
        sought: how much each is sought, 1 on average.
        strength: quantiles of strength (see `SteadyTies`).
        posts: providers to be tied to.
    """
    k = key(state.seed, _FIRST, again)
    for i in range(len(state.residents.street)):
        for kind in range(2):
            number = count(draw(k, i, kind), wanted[kind, i])
            _tie_locally(k, i, kind, number, state, sought, strength)
        if posts:
            _tie_to_providers(k, i, poisson(draw(k, i, 2), wanted[2, i]), posts, state, strength)


def give_first_ties(state: State, base: Baseline, steady: SteadyTies, posts: int) -> None:
    """Give residents as many ties of each kind as are stated, where that many others can be found."""
    people = state.residents
    local = steady.expected(people.rate, people.tenure, base.bonding + base.bridging)
    local[people.rate <= KEEPS_TO_THEMSELVES] = 0.0  # those whom the stated share without a local tie means
    sought = local / max(1e-12, float(local.mean()))
    state.ties = empty_ties((local + local / 3.0 + base.linking + _SPARE).astype(np.int64))
    count_as_ties = (steady.strength >= COUNTS_AS_TIE).mean(axis=(1, 2, 3))
    stated = np.array([base.bonding, base.bridging, base.linking]) / np.maximum(0.5, count_as_ties)
    from_each = stated * np.array([0.5, 0.5, 1.0])
    wanted = np.stack([sought, sought, np.ones(state.size)]) * from_each[:, None]
    for again in range(_CALLS):
        missing = 1.0 - state.counts[Count.FORMED_BONDING : Count.FORMED_BONDING + 3] / np.maximum(
            1e-9, stated * state.size
        )
        wanted_now = wanted * np.clip(missing, 0.0, 1.0)[:, None]
        tie_at_first(state.view(), again, wanted_now, sought, steady.strength, posts)
    state.counts.fill(0.0)
