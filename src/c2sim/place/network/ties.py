"""The ties of a graph between residents and to workers, each once, with strength and rank of weight."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from c2sim.errors import RefusalError, plain
from c2sim.model.arrays import Floats, Small
from c2sim.place.network.column import folded, the_column
from c2sim.place.network.graph import Graph
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.number import number, refuse_doubtful_commas

_WEIGHTS = ("weight", "edge_weight", "tie_weight", "value", "w")
_STRENGTHS = ("strength", "tie_strength")


class Ties(NamedTuple):
    """Ties as a neighbourhood has them."""

    ends: Small
    """Two rows: a resident, and a resident or residents + provider."""
    strength: Floats
    """From 0 to 1, NaN where it is drawn."""
    rank: Floats
    """Of the weight, from 0 to 1, NaN where none is given."""
    taken: list[str]
    unread: list[str]
    notes: list[str]


def ties_of(graph: Graph, order: Mapping[str, int], residents: int, codebook: NetworkCodebook) -> Ties:
    """Each tie of a graph once.

    Args:
        graph: as it stands in the file.
        order: row of each node, residents first.
        residents: how many of them are residents.
        codebook: what the user says of the file.

    Raises:
        RefusalError: for a weight that is no number, below 0 or doubtful, and a strength above 1.
    """
    names = list(dict.fromkeys(name for tie in graph.ties for name in tie.attributes))
    weighed = _column(codebook.weight or graph.weight, names, _WEIGHTS, codebook)
    strong = "" if codebook.weight and weighed else _column("", names, _STRENGTHS, codebook)
    strengths, weights = _values(graph, strong), _values(graph, weighed)
    taken: list[str] = []
    if strong and not weighed and np.nanmax(strengths, initial=0.0) > 1.0:
        weighed, strong = strong, ""
        strengths, weights = weights, strengths
        taken.append(f'"{plain(weighed)}" goes beyond 1, so it is a weight')
    _refuse_strong(graph, strengths)
    kept = ~((strengths == 0.0) | (weights == 0.0))
    ends, values, notes = _once(graph, order, residents, np.stack([strengths, weights], 1), kept)
    taken += _told("strength", strong, values[:, 0]) + _told("weight", weighed, values[:, 1])
    unread = [name for name in names if name not in (weighed, strong)]
    return Ties(ends, values[:, 0], _ranks(values[:, 1]), taken, unread, notes)


def _column(said: str, names: Sequence[str], usual: Sequence[str], codebook: NetworkCodebook) -> str:
    """The attribute that the user names, or the first usual one that is not to be left unread."""
    if said and names:
        return the_column(said, names)
    unread = {folded(name) for name in codebook.unread}
    by_name = {folded(name): name for name in reversed(names) if folded(name) not in unread}
    return next((by_name[name] for name in usual if name in by_name), "")


def _values(graph: Graph, name: str) -> Floats:
    """The numbers of an attribute for each tie, NaN where there is none."""
    values = np.full(len(graph.ties), math.nan)
    if not name:
        return values
    refuse_doubtful_commas([tie.attributes.get(name, "") for tie in graph.ties], name)
    for at, tie in enumerate(graph.ties):
        try:
            values[at] = number(tie.attributes.get(name, ""))
        except RefusalError as refusal:
            found = f"{plain(name)} {refusal.found}"
            raise RefusalError(found, refusal.expected, place=(_called(graph, at),)) from None
    below = np.flatnonzero(values < 0.0)
    if len(below):
        raise RefusalError(
            f"{len(below):,} ties of {plain(name)} below 0, the first of {values[below[0]]:g}",
            "ties of liking only: leave out ties of dislike, delete their rows",
            place=(_called(graph, int(below[0])),),
        )
    return values


def _refuse_strong(graph: Graph, strengths: Floats) -> None:
    beyond = np.flatnonzero(strengths > 1.0)
    if len(beyond):
        raise RefusalError(
            f"strength {strengths[beyond[0]]:g}",
            "0 to 1 (a weight may be more)",
            place=(_called(graph, int(beyond[0])),),
        )


def _called(graph: Graph, at: int) -> str:
    source, target, _ = graph.ties[at]
    return " - ".join(
        ("tie " * (not place) + plain(graph.labels.get(one, one)))
        for place, one in enumerate((source, target))
    )


def _once(
    graph: Graph, order: Mapping[str, int], n: int, values: Floats, kept: np.ndarray
) -> tuple[Small, Floats, list[str]]:
    """Ends and values of each tie that stays, and what does not."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    loops = among = repeated = 0
    for (source, target, _), (strength, weight), stays in zip(
        graph.ties, values.tolist(), kept.tolist(), strict=True
    ):
        i, j = sorted((order[source], order[target]))
        loops += i == j
        among += n <= i < j
        if i == j or i >= n or not stays:
            continue
        before = found.get((i, j))
        repeated += before is not None
        found[i, j] = (strength, weight) if before is None else _stronger(before, (strength, weight))
    told = Graph()
    told.say(graph.directed, "ties have a direction and are read as mutual")
    told.say(loops, "ties of somebody with themselves are left out")
    told.say(among, "ties among providers are left out")
    told.say(int((~kept).sum()), "ties of weight 0 are none, so they are left out")
    told.say(repeated, "repeated ties are read as one, the strongest")
    ends = np.array(list(found), np.int32).reshape(-1, 2).T
    return ends, np.array(list(found.values()), float).reshape(-1, 2), told.notes


def _stronger(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return float(np.fmax(one[0], other[0])), float(np.fmax(one[1], other[1]))


def _told(what: str, name: str, values: Floats) -> list[str]:
    """What an attribute was taken for, and what it holds."""
    if not name:
        return []
    known = values[np.isfinite(values)]
    if not len(known):
        return [f'{what} from "{plain(name)}": none known']
    range_ = f"{known.min():g} to {known.max():g}, mean {known.mean():.3g}"
    return [f'{what} from "{plain(name)}": {range_}, known of {len(known):,} of {len(values):,} ties']


def _ranks(weights: Floats) -> Floats:
    """Mean rank of each weight from 0 to 1; where all are alike they say nothing."""
    known = np.isfinite(weights)
    values, index, counts = np.unique(weights[known], return_inverse=True, return_counts=True)
    ranks = np.full(len(weights), math.nan)
    if len(values) > 1:
        ranks[known] = ((np.cumsum(counts) - 0.5 * counts) / counts.sum())[index]
    return ranks
