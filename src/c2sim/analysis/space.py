"""The plans that a search may try: which interventions, when, in what dose, within a budget.

A plan is a row of numbers from 0 to 1 (genes), so that any search can vary it. The first gene of an
option decides whether it is in the plan and how much it is wanted, the second when it begins; each further
one picks a dose from a short list. What follows another intervention is in only if that one is. A plan that
could cost more than the budget loses what is wanted least until it cannot: every combination is a plan
that can be run and be paid for. What lacks its preconditions reaches few or nobody, as in any scenario.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from c2sim.analysis.options import GENES, OPTIONS, Option
from c2sim.analysis.planned_hours import total, weekly_hours
from c2sim.model.arrays import Floats
from c2sim.scenario import Scenario

WEEKS = 312
BUDGET = 8000.0
"""Person-hours per 1,500 residents."""

type Table = dict[str, Any]
LATEST = 156
STEP = 4  # weeks between possible starts
STARTS = range(1, LATEST + 1, STEP)
IN = 0.5
"""From this value of its first gene on an option is in the plan."""


def plan_table(genes: Sequence[float] | Floats, name: str, residents: int, budget: float = BUDGET) -> Table:
    """The table of a scenario file for a plan.

    Args:
        genes: `GENES` numbers from 0 to 1.
        name: of the scenario.
        residents: how many live there.
        budget: person-hours per 1,500 residents that it can cost at most.
    """
    rest, chosen, wanted = [float(gene) for gene in genes], dict[str, Table](), dict[str, float]()
    for option in OPTIONS:
        own, rest = rest[: option.genes], rest[option.genes :]
        if own[0] >= IN and (not option.after or option.after in chosen):
            chosen[option.kind] = _intervention(option, own[1:], chosen)
            wanted[option.kind] = own[0]
    table: Table = {
        "name": name,
        "summary": "A plan found by a search over plans; see the table that it came with.",
        "weeks": WEEKS,
        "neighbourhood": {"residents": residents},
        "interventions": list(chosen.values()),
    }
    return {**table, "interventions": _paid_for(table, wanted, budget)}


def plan(genes: Sequence[float] | Floats, name: str, residents: int, budget: float = BUDGET) -> Scenario:
    """The scenario of a plan."""
    return Scenario.model_validate(plan_table(genes, name, residents, budget))


def random_genes(count: int, seed: int) -> Floats:
    """Plans at random: from empty to full ones alike (a Latin hypercube, bent to their fullness)."""
    from scipy.stats import qmc  # of the extra `analysis`

    cube = np.asarray(qmc.LatinHypercube(GENES + 1, rng=seed).random(count), np.float64)
    full, genes = cube[:, :1], cube[:, 1:]
    firsts = np.cumsum([0, *(option.genes for option in OPTIONS)])[:-1]
    luck = genes[:, firsts]
    genes[:, firsts] = np.where(
        luck < full, 1.0 - (1.0 - IN) * luck / full, IN * (1.0 - luck) / (1.0 - full) * (1.0 - 1e-12)
    )
    return genes


def _paid_for(table: Table, wanted: Mapping[str, float], budget: float) -> list[Table]:
    """The interventions of a plan without those wanted least, as far as the budget asks for that."""
    scenario = Scenario.model_validate(table)
    hours, kinds = weekly_hours(scenario), [one.kind for one in scenario.interventions]
    before = {option.kind: option.after for option in OPTIONS}
    left = set(kinds)
    while total(hours[[kind in left for kind in kinds]]) > budget:
        least = min(left, key=lambda kind: wanted[kind])
        left -= {kind for kind in left if least in (kind, before[kind])}
    return [one for one in table["interventions"] if one["kind"] in left]


def _intervention(option: Option, genes: Sequence[float], chosen: Mapping[str, Table]) -> Table:
    made: Table = {"kind": option.kind}
    if option.after:
        made |= {"after": option.after, "weeks_later": option.weeks_later}
        week = begins(chosen, option.after) + option.weeks_later
    else:
        week = made["week"] = picked(genes[0], STARTS)
        genes = genes[1:]
    doses = {
        field: picked(gene, values) for gene, (field, values) in zip(genes, option.doses.items(), strict=True)
    }
    return made | _repeated(doses, week)


def begins(chosen: Mapping[str, Table], kind: str) -> int:
    """The week in which an intervention of a plan begins."""
    one = chosen[kind]
    return one["week"] if "week" in one else begins(chosen, one["after"]) + one["weeks_later"]


def _repeated(doses: Table, week: int) -> Table:
    """Doses with the week of the last repetition in place of how long it is repeated."""
    if "for_weeks" not in doses:
        return doses
    until = min(WEEKS, week + doses.pop("for_weeks"))
    if until - week >= doses["repeat_every"]:
        return doses | {"until": until}
    return {field: value for field, value in doses.items() if field != "repeat_every"}


def picked[T](gene: float, values: Sequence[T]) -> T:
    """The value that a gene from 0 to 1 stands for."""
    return values[min(int(gene * len(values)), len(values) - 1)]
