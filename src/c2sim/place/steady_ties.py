"""Ties in a steady state: how strong they are, and who has how many, before anybody has lived a week.

A tie begins faint, is fed by meetings, fades in unused weeks, and ends when it is too faint or when one of
its ends moves away. In a mean field, where everyone meets as often as is usual, its strength is a Markov
chain; in a steady state as many ties begin as end, and the strengths are the expected visits of that chain.
Whoever moves seldom has more and stronger ties; time for new people runs out with the number of ties.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from c2sim.model.parameters import Parameters
from c2sim.model.rules.contact import goes_well
from c2sim.model.rules.tying import decay
from c2sim.model.state import BONDING, BRIDGING, LINKING, Floats, Small
from c2sim.place.neighbourhood import Baseline, Neighbourhood

QUANTILES = 64
_BINS = 48
_ROUNDS = 6  # after which the mean strength moves by less than a thousandth
_TENURES = 3
_KINDS = (BONDING, BRIDGING, LINKING)


class SteadyTies(NamedTuple):
    """Ties of a place in a steady state."""

    strength: Floats
    """Quantiles of strength: kind, tenure of one end, tenure of the other (0 for a provider), quantile."""
    lasting: Floats
    """How long local ties of each tenure last, 1 on average."""
    circle: float
    """Ties at which nobody has time for one more."""

    def expected(self, rate: Floats, tenure: Small, wanted: float) -> Floats:
        """Ties that residents have, with a mean as wanted: m = c / (1 + c / circle), c by rate and tenure."""
        drive = rate * self.lasting[tenure]
        drive /= max(1e-12, float(drive.mean()))
        strength = wanted
        for _ in range(_ROUNDS):
            ties = strength * drive / (1.0 + strength * drive / self.circle)
            strength *= wanted / max(1e-12, float(ties.mean()))
        return ties


@lru_cache(maxsize=64)
def _steady(base: Baseline, tenures: tuple[float, ...], p: Parameters) -> SteadyTies:
    moving = np.array([p.moving.owner, p.moving.social_rent, p.moving.private_rent])
    ends = [moving[:, None] + moving, moving[:, None] + moving, moving + np.log(2.0) / p.practice.tenure]
    shares = np.array(tenures)
    weights = [np.outer(shares, shares), np.outer(shares, shares), shares]
    stated = np.array([base.bonding, base.bridging, base.linking])
    grid, mean = np.linspace(p.ties.ends, 1.0, _BINS), 0.35
    for _ in range(_ROUNDS):
        chains = [_chain(kind, grid, mean, stated.sum(), base, p) for kind in _KINDS]
        usual = [_visits(chain, np.average(end, weights=w)[None], grid, p)[0] for chain, end, w in
                 zip(chains, ends, weights, strict=True)]
        means = [float(one @ grid / one.sum()) for one in usual]
        mean = float(stated @ means / max(1e-12, stated.sum())) if stated.any() else mean
    strength = np.zeros((len(_KINDS), _TENURES, _TENURES, QUANTILES))
    lasting = np.ones(_TENURES)
    for kind, chain in zip(_KINDS, chains, strict=True):
        visits = _visits(chain, ends[kind].ravel(), grid, p)
        found = np.array([_quantiles(one, grid) for one in visits])
        strength[kind] = found.reshape(_TENURES, -1, QUANTILES)
        if kind == BONDING:
            lasting = visits.sum(axis=1).reshape(_TENURES, _TENURES) @ shares
    return SteadyTies(strength, lasting / (lasting @ shares), p.meeting.circle)


def steady_ties(place: Neighbourhood, p: Parameters) -> SteadyTies:
    """The steady state of ties with a baseline and parameters."""
    tenure = place.tenure
    return _steady(place.baseline, (tenure.owner, tenure.social_rent, tenure.private_rent), p)


def _chain(kind: int, grid: Floats, mean: float, ties: float, base: Baseline, p: Parameters) -> Floats:
    """Chances to go from one strength to another in a week; what is missing of a row has become too faint."""
    t, stress, trust, sides = p.ties, base.stress, base.trust_neighbours, 2.0
    if kind == LINKING:
        stress = 0.5 * (stress + p.habit.stress)
        trust, sides = 0.5 * (base.trust_services + 0.5 * (p.habit.stance + p.habit.trust)), 1.0
    chosen = (grid * (2.0 - mean) + (1.0 - mean) ** 2) / max(1.0, ties)
    used = 1.0 - np.exp(-sides * p.meeting.known * (0.5 + base.trust_neighbours) * chosen)
    good = goes_well(stress, trust, p.meeting)
    faded = grid * (1.0 - np.array([decay(one, kind, t) for one in grid.tolist()]))
    chain = np.zeros((_BINS, _BINS))
    for to, share in (
        (grid + t.growth * (1.0 - grid), used * good),
        (grid - t.loss_to_gain * t.growth * grid, used * (1.0 - good)),
        (faded, 1.0 - used),
    ):
        lives = to >= t.ends
        _add(chain, np.flatnonzero(lives), to[lives], share[lives], grid)
    return chain


def _add(chain: Floats, rows: np.ndarray, to: Floats, share: Floats, grid: Floats) -> None:
    """Add chances to go to strengths between two of the grid."""
    place = (to - grid[0]) / (grid[1] - grid[0])
    low = np.minimum(place.astype(int), _BINS - 2)
    part = np.minimum(1.0, place - low)
    np.add.at(chain, (rows, low), share * (1.0 - part))
    np.add.at(chain, (rows, low + 1), share * part)


def _visits(chain: Floats, ends: Floats, grid: Floats, p: Parameters) -> Floats:
    """Expected weeks at each strength in the life of a tie, for each hazard that an end moves away."""
    first = np.zeros((1, _BINS))
    _add(first, np.zeros(1, int), np.array([max(p.ties.first, p.ties.ends)]), np.ones(1), grid)
    stays = (1.0 - np.minimum(1.0, ends))[:, None, None] * chain.T
    return np.linalg.solve(np.eye(_BINS) - stays, np.broadcast_to(first[0][:, None], (len(ends), _BINS, 1)))[
        ..., 0
    ]


def _quantiles(visits: Floats, grid: Floats) -> Floats:
    share = np.cumsum(visits) / visits.sum()
    return np.interp((np.arange(QUANTILES) + 0.5) / QUANTILES, share - 0.5 * visits / visits.sum(), grid)
