"""A search over plans by NSGA-III, from some plans whose worth is known.

The search knows of plans as genes and of their worth as costs from 0 to 1 (pareto.py). A child takes each
option, with all that decides about it, from one of two parents, and about one option and a few doses are
drawn anew: most genes stand for one of a few values, which the usual small steps of real numbers would
hardly ever leave. Children that are the same plan as a parent or as each other are not tried again.
Everything is decided by the seed, so a search that was stopped takes the same course again.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np

from c2sim.analysis.extra import library
from c2sim.analysis.pareto import OBJECTIVES
from c2sim.model.arrays import Floats

type Evaluate = Callable[[Floats, str], Floats]
"""Gives the costs of plans (genes, one a row); the text names the batch, the same for the same plans."""

type Same = Callable[[Floats], Hashable]
"""Gives the same for genes (of one plan) that stand for the same plan."""

_GENERATIONS = 32
_FEWEST, _MOST = 6, 100  # plans in a generation


def searched(
    evaluate: Evaluate,
    start: tuple[Floats, Floats],
    blocks: Sequence[int],
    evaluations: int,
    seed: int,
    same: Same = bytes,
) -> tuple[Floats, Floats]:
    """Genes and costs of all plans that a search tries, those that it starts from first.

    Args:
        evaluate: gives the costs of plans.
        start: genes and costs of the plans that it starts from, at least `generation(evaluations)`.
        blocks: of how many genes each option is, in their order.
        evaluations: how many plans are tried, those of the start included.
        seed: of the search.
        same: what is the same plan.
    """
    algorithm, problem = _algorithm(start[0], blocks, evaluations, same)
    algorithm.setup(problem, termination=("n_gen", evaluations), seed=seed, verbose=False)
    tried, found = [start[0]], [start[1]]
    known = {row.tobytes(): cost for row, cost in zip(*start, strict=True)}
    first = algorithm.ask()
    _tell(algorithm, problem, first, np.array([known[row.tobytes()] for row in first.get("X")]))
    while (left := evaluations - sum(map(len, tried))) > 0:
        batch = algorithm.ask()
        plans = np.asarray(batch.get("X"), np.float64)[:left]
        if not len(plans):  # nothing new comes of these parents
            break
        cost = evaluate(plans, f"search_{len(tried) - 1:03d}")
        tried.append(plans)
        found.append(cost)
        _tell(algorithm, problem, batch[: len(plans)], cost)
    return np.concatenate(tried), np.concatenate(found)


def generation(evaluations: int) -> int:
    """How many plans a generation has, so that there would be about thirty."""
    return max(_FEWEST, min(_MOST, evaluations // _GENERATIONS))


def _algorithm(start: Floats, blocks: Sequence[int], evaluations: int, same: Same) -> tuple[Any, Any]:
    size = generation(evaluations)
    make = library("pymoo.util.ref_dirs").get_reference_directions
    directions = make("energy", len(OBJECTIVES), size, seed=1)
    problem = library("pymoo.core.problem").Problem(
        n_var=start.shape[1], n_obj=len(OBJECTIVES), n_ieq_constr=1, xl=0.0, xu=1.0
    )
    numbers: dict[Hashable, int] = {}

    def numbered(plans: Any) -> Floats:
        """A number for each plan, the same for the same plan."""
        return np.array([[float(numbers.setdefault(same(row), len(numbers)))] for row in plans.get("X")])

    algorithm = library("pymoo.algorithms.moo.nsga3").NSGA3(
        ref_dirs=directions,
        pop_size=len(directions),
        sampling=start,
        crossover=_crossover(blocks),
        mutation=_mutation(len(blocks)),
        eliminate_duplicates=library("pymoo.core.duplicate").DefaultDuplicateElimination(func=numbered),
    )
    return algorithm, problem


def _crossover(blocks: Sequence[int]) -> Any:
    """Each option whole from one parent or the other."""

    class Options(library("pymoo.core.crossover").Crossover):
        def _do(self, _: Any, X: Floats, *more: Any, random_state: Any, **rest: Any) -> Floats:  # noqa: N803 (pymoo's name)
            taken = np.repeat(random_state.random((X.shape[1], len(blocks))) < 0.5, blocks, axis=1)
            return np.stack([np.where(taken, X[0], X[1]), np.where(taken, X[1], X[0])])

    return Options(2, 2)


def _mutation(options: int) -> Any:
    """One gene for each option drawn anew, on average over options."""

    class Anew(library("pymoo.core.mutation").Mutation):
        def _do(self, _: Any, X: Floats, *more: Any, random_state: Any, **rest: Any) -> Floats:  # noqa: N803 (pymoo's name)
            anew = random_state.random(X.shape) < 1.0 / options
            return np.where(anew, random_state.random(X.shape), X)

    return Anew()


def _tell(algorithm: Any, problem: Any, batch: Any, cost: Floats) -> None:
    over = cost[:, -1:] - 1.0
    static = library("pymoo.problems.static").StaticProblem(problem, F=cost, G=over)
    algorithm.evaluator.eval(static, batch)
    algorithm.tell(infills=batch)
