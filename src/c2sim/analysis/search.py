"""A search over plans by NSGA-III, and as many plans drawn at random.

The search knows of plans as genes and of their worth as costs from 0 to 1 (front.py); a plan over the
budget is worse than any within it. Everything is decided by its seed, so a search that was stopped takes
the same course again.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from c2sim.analysis.front import OBJECTIVES
from c2sim.analysis.needs import library
from c2sim.state import Floats

type Evaluate = Callable[[Floats, str], Floats]
"""Gives the costs of plans (genes, one a row); the text names the batch, the same for the same plans."""

_MOST_PARTITIONS = 4  # of each objective: 126 directions for six
_GENERATIONS = 10  # at least, if the evaluations allow it


def searched(evaluate: Evaluate, genes: int, evaluations: int, seed: int) -> tuple[Floats, Floats]:
    """Genes and costs of all plans that a search tries, in their order."""
    directions = _directions(evaluations)
    algorithm = library("pymoo.algorithms.moo.nsga3").NSGA3(ref_dirs=directions, pop_size=len(directions))
    problem = library("pymoo.core.problem").Problem(
        n_var=genes, n_obj=len(OBJECTIVES), n_ieq_constr=1, xl=0.0, xu=1.0
    )
    algorithm.setup(problem, termination=("n_eval", evaluations), seed=seed, verbose=False)
    tried: list[Floats] = []
    found: list[Floats] = []
    while sum(map(len, tried)) < evaluations:
        batch = algorithm.ask()
        plans = np.asarray(batch.get("X"), np.float64)[: evaluations - sum(map(len, tried))]
        cost = evaluate(plans, f"search_{len(tried):03d}")
        tried.append(plans)
        found.append(cost)
        _tell(algorithm, problem, batch[: len(plans)], cost)
    return np.concatenate(tried), np.concatenate(found)


def drawn(evaluate: Evaluate, genes: int, evaluations: int, seed: int) -> tuple[Floats, Floats]:
    """Genes and costs of as many plans drawn at random."""
    luck = np.random.default_rng((seed, 1))
    plans = luck.random((evaluations, genes))
    size = len(_directions(evaluations))
    batches = [plans[at : at + size] for at in range(0, evaluations, size)]
    found = [evaluate(batch, f"random_{number:03d}") for number, batch in enumerate(batches)]
    return plans, np.concatenate(found)


def _directions(evaluations: int) -> Floats:
    """Directions of NSGA-III, as many as leave room for ten generations."""
    make = library("pymoo.util.ref_dirs").get_reference_directions
    chosen = make("das-dennis", len(OBJECTIVES), n_partitions=1)
    for partitions in range(2, _MOST_PARTITIONS + 1):
        directions = make("das-dennis", len(OBJECTIVES), n_partitions=partitions)
        if len(directions) * _GENERATIONS <= evaluations:
            chosen = directions
    return np.asarray(chosen, np.float64)


def _tell(algorithm: Any, problem: Any, batch: Any, cost: Floats) -> None:
    over = cost[:, -1:] - 1.0
    static = library("pymoo.problems.static").StaticProblem(problem, F=cost, G=over)
    algorithm.evaluator.eval(static, batch)
    algorithm.tell(infills=batch)
