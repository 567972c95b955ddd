"""The plans that come with c2sim, as near as genes can come to them: where a search may start."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from c2sim.analysis.options import OPTIONS, Option
from c2sim.analysis.space import IN, STARTS, WEEKS
from c2sim.files.bundled import bundled_files
from c2sim.model.arrays import Floats
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.following import earliest_weeks
from c2sim.scenario import Scenario, load_scenario


def known_genes() -> Floats:
    """Genes of the bundled scenarios, one a row."""
    return np.array([genes_of(load_scenario(name)) for name in bundled_files("scenarios")])


def genes_of(scenario: Scenario) -> Floats:
    """Genes of the plan that is nearest to a scenario; what comes early in it is wanted most.

    What it does not hold has the middle of its doses, should a search take it in.
    """
    weeks = earliest_weeks(scenario.interventions)
    genes: list[float] = []
    for option in OPTIONS:
        pairs = zip(weeks, scenario.interventions, strict=True)
        own = [(week, one) for week, one in pairs if one.kind == option.kind]
        genes += _genes(option, own) if own else [0.0, *[0.5] * (option.genes - 1)]
    return np.array(genes)


def _genes(option: Option, own: Sequence[tuple[int, Intervention]]) -> list[float]:
    begin, first = min(own, key=lambda pair: pair[0])
    end = max(week if one.repeat_every is None else one.until or WEEKS for week, one in own)
    wanted = 1.0 - (1.0 - IN) * min(begin, WEEKS) / (WEEKS + 1)
    start = [] if option.after else [_gene(begin, STARTS)]
    values: dict[str, Any] = {**first.model_dump(), "for_weeks": end - begin}
    if values.get("lasts", 0) is None:
        values["lasts"] = WEEKS
    if values["repeat_every"] is None:
        values["repeat_every"] = max(1, end - begin)
    return [wanted, *start, *(_gene(values[field], choices) for field, choices in option.doses.items())]


def _gene(value: Any, choices: Sequence[Any]) -> float:
    """The gene in the middle of those that stand for the nearest choice."""
    if isinstance(value, (int, float)):
        near = min(range(len(choices)), key=lambda k: abs(choices[k] - value))
    else:
        near = choices.index(value) if value in choices else 0
    return (near + 0.5) / len(choices)
