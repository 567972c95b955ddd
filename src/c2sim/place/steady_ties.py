"""Ties in a steady state: how strong they are, and who has how many, before anybody has lived a week.

A tie begins faint, is fed by meetings, fades in unused weeks, and ends when it is too faint or when one of
its ends moves away. In a mean field, where everyone meets as often as is usual, its strength is a Markov
chain; in a steady state as many ties begin as end, and the strengths are the expected visits of that chain.
Whoever moves seldom has more and stronger ties; time for new people runs out with the number of ties.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Floats, Small
from c2sim.model.codes import TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.rules.contact import goes_well
from c2sim.model.rules.tying import decay
from c2sim.place.neighbourhood import Baseline, Neighbourhood

QUANTILES = 64
_BINS = 48
_ROUNDS = 6  # after which the mean strength moves by less than a thousandth
_TENURES = 3
_FIRST_MEAN = 0.35
_KINDS = (TieKind.BONDING, TieKind.BRIDGING, TieKind.LINKING)


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
        ties, scale = wanted * drive, wanted
        for _ in range(_ROUNDS):
            ties = scale * drive / (1.0 + scale * drive / self.circle)
            scale *= wanted / max(1e-12, float(ties.mean()))
        return ties


@lru_cache(maxsize=64)
def _steady(base: Baseline, tenures: tuple[float, ...], p: Parameters) -> SteadyTies:
    moves, shares = np.array([p.moving.owner, p.moving.social_rent, p.moving.private_rent]), np.array(tenures)
    local, linking = moves[:, None] + moves, moves[:, None] + np.log(2.0) / p.practice.tenure
    grid = np.linspace(p.ties.ends, 1.0, _BINS)
    mean = _mean_strength(grid, base, float(shares @ moves), p)
    strength, lasting = np.zeros((len(_KINDS), _TENURES, _TENURES, QUANTILES)), np.ones(_TENURES)
    for kind in _KINDS:
        ends = linking if kind == TieKind.LINKING else local
        visits = _visits(_chain(kind, grid, mean, base, p), ends.ravel(), grid, p)
        strength[kind] = _quantiles(visits, grid).reshape(*ends.shape, QUANTILES)
        if kind == TieKind.BONDING:
            lasting = visits.sum(axis=1).reshape(ends.shape) @ shares
    return SteadyTies(strength, lasting / (lasting @ shares), p.meeting.circle)


def _mean_strength(grid: Floats, base: Baseline, moves: float, p: Parameters) -> float:
    """Mean strength of all ties; the stronger the others are, the seldomer one is chosen."""
    stated = np.array([base.bonding, base.bridging, base.linking])
    ends = (2.0 * moves, 2.0 * moves, moves + np.log(2.0) / p.practice.tenure)
    mean = _FIRST_MEAN
    for _ in range(_ROUNDS if stated.any() else 0):
        chains = [_chain(kind, grid, mean, base, p) for kind in _KINDS]
        visits = [_visits(one, np.array([end]), grid, p)[0] for one, end in zip(chains, ends, strict=True)]
        mean = float(stated @ [one @ grid / one.sum() for one in visits] / stated.sum())
    return mean


def steady_ties(place: Neighbourhood, p: Parameters) -> SteadyTies:
    """The steady state of ties with a baseline and parameters."""
    tenure = place.tenure
    return _steady(place.baseline, (tenure.owner, tenure.social_rent, tenure.private_rent), p)


def _chain(kind: int, grid: Floats, mean: float, base: Baseline, p: Parameters) -> Floats:
    """Chances to go from one strength to another in a week; what is missing of a row has become too faint."""
    t, stress, trust, sides = p.ties, base.stress, base.trust_neighbours, 2.0
    if kind == TieKind.LINKING:
        stress = 0.5 * (stress + p.habit.stress)
        trust, sides = 0.5 * (base.trust_services + 0.5 * (p.habit.stance + p.habit.trust)), 1.0
    ties = max(1.0, base.bonding + base.bridging + base.linking)
    chosen = (grid * (2.0 - mean) + (1.0 - mean) ** 2) / ties
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
    """Expected weeks at each strength in the life of a tie, for each hazard that one of its ends leaves."""
    first = np.zeros((1, _BINS))
    _add(first, np.zeros(1, int), np.array([max(p.ties.first, p.ties.ends)]), np.ones(1), grid)
    stays = (1.0 - np.minimum(1.0, ends))[:, None, None] * chain.T
    return np.linalg.solve(np.eye(_BINS) - stays, np.repeat(first[..., None], len(ends), axis=0))[..., 0]


def _quantiles(visits: Floats, grid: Floats) -> Floats:
    """Quantiles of strength for each row of visits."""
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    shares = visits / visits.sum(axis=1, keepdims=True)
    below = np.cumsum(shares, axis=1) - 0.5 * shares
    return np.array([np.interp(at, one, grid) for one in below])
