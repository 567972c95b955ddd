# pyright: standard, reportArgumentType=false, reportReturnType=false
"""What the five dimensions and person-hours cost each other: plans searched for within a budget.

    1  first plans: the bundled scenarios, as near as a plan comes to them, and plans drawn at random
    2  a search (NSGA-III) and as many plans drawn at random, both from these first ones on, each plan with
       the same few seeds
    3  of the plans of each that no other beats, up to `shown` that differ most
    4  those again, and the status quo and the seven steps, with seeds that the search has not seen

What is shown rests on step 4: the best of thousands of noisy values is partly luck, and fresh seeds take
that away. A plan's dimension is its mean over seeds and over the last year; *influential* counts 0 where it
is null all that year, since nothing that residents asked for was due or acted on. A plan with a run that
failed counts as worst in everything.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from c2sim.analysis.options import BLOCKS
from c2sim.analysis.pareto import HOURS, OBJECTIVES, Rows, costs, front, hypervolume, spread
from c2sim.analysis.search import generation, searched
from c2sim.analysis.space import BUDGET, WEEKS, Table, plan_table, random_genes
from c2sim.analysis.starting_plans import known_genes
from c2sim.model.arrays import Floats
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.results.estimate import UNKNOWN, estimate
from c2sim.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    import pandas as pd

    from c2sim.analysis.runner import Runner

REFERENCES = ("status_quo", "seven_steps")
_PER = 1500  # residents that the budget is stated for
_FIRST = 5  # one of so many plans is of the start
_WORST = 10.0  # cost of a plan that cannot be run
_OUTCOMES = (*(f"{name}_last_year" for name in DIMENSIONS), HOURS)


@dataclass(frozen=True)
class TradeoffsQuestion:
    """How many plans of which size, with how many seeds, within which budget."""

    evaluations: int = 1000
    residents: int = 300
    replicates: int = 5
    budget: float = BUDGET
    """Person-hours per 1,500 residents."""
    shown: int = 30
    fresh: int = 10
    seed: int = 1

    @property
    def hours(self) -> float:
        """The budget at this size."""
        return self.budget * self.residents / _PER

    @property
    def runs(self) -> int:
        """The most runs that it takes."""
        tried = 2 * self.evaluations - self.first
        shown = 2 * min(self.shown, self.evaluations) + len(REFERENCES)
        return tried * self.replicates + shown * (self.replicates + self.fresh)

    @property
    def first(self) -> int:
        """How many plans both begin with."""
        return max(generation(self.evaluations), self.evaluations // _FIRST)


@dataclass(frozen=True)
class Tried:
    """All plans that a search, or luck, came upon."""

    by: str
    genes: Floats
    cost: Floats


def tradeoffs(question: TradeoffsQuestion, runner: "Runner") -> dict[str, Any]:
    """Search, draw, and try the best of both again; the part of the record that is the answer."""

    def table(genes: Floats, name: str) -> Table:
        return plan_table(genes, name, question.residents, question.budget)

    def evaluate(genes: Floats, label: str) -> Floats:
        tables = [table(one, f"{label}_{row:03d}") for row, one in enumerate(genes)]
        return costs(_means(_runs(runner, label, tables, question.replicates), 0), question.hours)

    drawn, first = random_genes(question.evaluations, question.seed), question.first
    known = known_genes()[: first // 2]
    drawn[: len(known)] = known
    start = drawn[:first], evaluate(drawn[:first], "first")
    luck = np.concatenate([start[1], evaluate(drawn[first:], "random")])
    found = searched(
        evaluate, start, BLOCKS, question.evaluations, question.seed, lambda genes: str(table(genes, "same"))
    )
    tried = [Tried("search", *found), Tried("random", drawn, luck)]
    chosen = {one.by: spread(one.cost, front(one.cost), question.shown) for one in tried}
    tables = [
        table(one.genes[row], f"{one.by}_{number:02d}")
        for one in tried
        for number, row in enumerate(chosen[one.by], 1)
    ]
    again = _runs(runner, "again", [*tables, *_references(question)], question.replicates + question.fresh)
    fresh = again[again["seed"] > question.replicates]
    return {
        "objectives": [{"name": name, "better": "down" if name == HOURS else "up"} for name in OBJECTIVES],
        "budget": {"person_hours_per_1500": question.budget, "person_hours": question.hours},
        "found": {one.by: _found(one, chosen[one.by], fresh, question) for one in tried},
        "course": _course(tried),
        "plans": _plans(tables, fresh, question),
        "references": [{"name": name, **_values(fresh, name)} for name in REFERENCES],
    }


def _runs(
    runner: "Runner", label: str, tables: Sequence[Table | Scenario], replicates: int
) -> "pd.DataFrame":
    plans = [one if isinstance(one, Scenario) else Scenario.model_validate(one) for one in tables]
    table = runner.runs(label, plans, replicates=replicates, outcomes=_OUTCOMES)
    table = table.rename(columns={f"{name}_last_year": name for name in DIMENSIONS})
    whole = table["failure"].isna()
    table.loc[whole, "influential"] = table.loc[whole, "influential"].fillna(0.0)
    return table


def _means(table: "pd.DataFrame", after_seed: int) -> "pd.DataFrame":
    """Means of each plan over its seeds, in the order of the plans; worst for one with a run that failed."""
    seen = table[table["seed"] > after_seed].astype(dict.fromkeys(OBJECTIVES, "float64"))
    means = seen.groupby("scenario", sort=False)[list(OBJECTIVES)].agg(
        lambda values: values.mean(skipna=False)
    )
    failed = means.isna().any(axis=1)
    means.loc[failed, list(DIMENSIONS)] = 0.0
    means.loc[failed, HOURS] = _WORST * 1e9
    return means


def _references(question: TradeoffsQuestion) -> list[Scenario]:
    return [load_scenario(name).with_changes(WEEKS, question.residents) for name in REFERENCES]


def _found(one: Tried, chosen: Rows, fresh: "pd.DataFrame", question: TradeoffsQuestion) -> dict[str, Any]:
    names = [f"{one.by}_{number:02d}" for number in range(1, len(chosen) + 1)]
    cost = costs(_means(fresh[fresh["scenario"].isin(names)], 0), question.hours)
    return {
        "plans": len(one.cost),
        "different_plans": len(np.unique(one.cost, axis=0)),
        "within_budget": int((one.cost[:, -1] <= 1.0).sum()),
        "on_front": len(front(one.cost)),
        "hypervolume": hypervolume(one.cost),
        "hypervolume_of_shown_with_fresh_seeds": hypervolume(cost) if len(names) else 0.0,
    }


def _course(tried: Sequence[Tried], points: int = 20) -> list[dict[str, float]]:
    """Hypervolume by the number of plans tried."""
    total = len(tried[0].cost)
    counts = sorted({max(1, round(total * k / points)) for k in range(1, points + 1)})
    return [{"plans": n, **{one.by: hypervolume(one.cost[:n]) for one in tried}} for n in counts]


def _plans(
    tables: Sequence[Table], fresh: "pd.DataFrame", question: TradeoffsQuestion
) -> list[dict[str, Any]]:
    """The plans that were tried again; on the front are those that no other one of them beats then."""
    if not tables:
        return []
    means = _means(fresh, 0)
    names = [table["name"] for table in tables]
    best = set(front(costs(means.loc[names], question.hours)).tolist())
    return [
        {
            "name": table["name"],
            "found_by": table["name"].partition("_")[0],
            "on_front": row in best,
            **_values(fresh, table["name"]),
            "scenario": table,
        }
        for row, table in enumerate(tables)
    ]


def _values(fresh: "pd.DataFrame", name: str) -> dict[str, Any]:
    """Means over fresh seeds, and their 95 % intervals (null with one seed)."""
    own = fresh[fresh["scenario"] == name]
    found = {one: estimate("mean", [(float(value),) for value in own[one]]) for one in OBJECTIVES}
    return {
        "values": {one: float(own[one].mean()) for one in OBJECTIVES},
        "intervals": {
            one: None if each.high - each.low >= UNKNOWN else [each.low, each.high]
            for one, each in found.items()
        },
    }


def as_record(question: TradeoffsQuestion) -> dict[str, Any]:
    """The question as it is kept."""
    return {**asdict(question), "weeks": WEEKS}
