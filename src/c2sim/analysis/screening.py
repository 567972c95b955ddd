# pyright: standard, reportArgumentType=false, reportReturnType=false
"""Sensitivity of the model: a method over the plausible ranges of its parameters, assumptions first.

At each point the plan and the scenario that it is held against are run with the same seeds; what is
analysed is the mean difference. Each outcome also says how often a difference over all points has the
sign that it has with default values: whether the conclusion survives when all of these parameters are
moved at once.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from c2sim.analysis.sensitivity import Method, Problem, indices, sample
from c2sim.errors import C2simError, nearest, plain
from c2sim.experiment.experiment import checked
from c2sim.model.arrays import Floats
from c2sim.model.parameters import SECTIONS, numbers
from c2sim.results.estimate import UNKNOWN, estimate
from c2sim.scenario import Scenario, load_scenario

if TYPE_CHECKING:
    import pandas as pd

    from c2sim.analysis.runner import Runner

TAGS = ("assumption", "evidence", "all")


@dataclass(frozen=True)
class ScreeningQuestion:
    """Which plan is held against which, over which parameters, and how closely it is looked at."""

    scenario: str = "seven_steps"
    against: str = "status_quo"
    method: Method = "morris"
    samples: int = 4
    parameters: tuple[str, ...] = ("assumption",)
    outcomes: tuple[str, ...] = (
        "hope_final",
        "trust_services_final",
        "connectivity_final",
        "participation_final",
    )
    replicates: int = 3
    residents: int = 300
    weeks: int = 312
    seed: int = 1

    @property
    def problem(self) -> Problem:
        """The parameters that vary, each over its plausible range."""
        return problem(self.parameters)

    @property
    def points(self) -> int:
        """How many points the method takes."""
        return self.samples * self.problem.block(self.method)

    @property
    def plans(self) -> list[Scenario]:
        """What the plan is held against, and the plan."""
        return [
            load_scenario(name).with_changes(self.weeks, self.residents)
            for name in (self.against, self.scenario)
        ]

    @property
    def runs(self) -> int:
        """How many runs it takes, those with default values included.

        Raises:
            C2simError: when it cannot be asked.
        """
        sample(self.problem, self.method, self.samples, self.seed)
        table = {"name": self.method, "scenarios": tuple(self.plans), "outcomes": self.outcomes}
        checked(table, "sensitivity")
        return 2 * self.replicates * (self.points + 1)


def problem(chosen: Sequence[str]) -> Problem:
    """The parameters of some tags, sections or names, with their plausible ranges.

    Raises:
        C2simError: for a name that stands for no parameter.
    """
    every = {f"{section}.{name}": number for (section, name), number in numbers().items()}
    names: dict[str, tuple[float, float]] = {}
    for one in chosen:
        found = [
            name for name, number in every.items()
            if one in ("all", number.tag, name.partition(".")[0], name) and number.low < number.high
        ]  # fmt: skip
        if not found:
            raise C2simError(
                f'parameters: found "{plain(one)}", expected assumption, evidence, all, a section or '
                f"a parameter; nearest valid name: {nearest(one, [*TAGS, *SECTIONS, *every])}"
            )
        names |= {name: (float(every[name].low), float(every[name].high)) for name in found}
    return Problem(tuple(names), tuple(names.values()))


def screened(question: ScreeningQuestion, runner: "Runner") -> dict[str, Any]:
    """Run all points and take indices for each outcome; the part of the record that is the answer."""
    asked = question.problem
    points = sample(asked, question.method, question.samples, question.seed)
    plans = question.plans
    rows = [{}, *(dict(zip(asked.names, map(float, point), strict=True)) for point in points)]
    table = runner.runs(
        question.method, plans, points=tuple(rows), replicates=question.replicates, outcomes=question.outcomes
    )
    apart = differences(table, plans[0].name, question.outcomes)
    return {
        "points": len(points),
        "failed_runs": int(table["failure"].notna().sum()),
        "outcomes": [
            _outcome(name, question.method, asked, points, apart[name]) for name in question.outcomes
        ],
    }


def differences(table: "pd.DataFrame", against: str, outcomes: Sequence[str]) -> "pd.DataFrame":
    """Of each outcome the plan's value less that of the other scenario, by point and seed."""
    base = table[table["scenario"] == against].set_index(["point", "seed"])[list(outcomes)]
    plan = table[table["scenario"] != against].set_index(["point", "seed"])[list(outcomes)]
    return plan.astype("float64") - base.astype("float64")


def _outcome(name: str, method: Method, asked: Problem, points: Floats, apart: "pd.Series") -> dict[str, Any]:
    usual = estimate("mean", [(float(one),) for one in apart.loc[0]])
    means = (
        apart.groupby(level="point")
        .agg(lambda values: values.mean(skipna=False))
        .loc[1:]
        .to_numpy(np.float64)
    )
    found = indices(asked, method, points, means)
    known = means[np.isfinite(means)]
    return {
        "name": name,
        "with_defaults": float(apart.loc[0].mean()),
        "interval": None if usual.high - usual.low >= UNKNOWN else [usual.low, usual.high],
        "same_sign": float(np.mean(np.sign(known) == np.sign(apart.loc[0].mean()))),
        "blocks": found.attrs["blocks"],
        "indices": found.to_dict("records"),
    }


def as_record(question: ScreeningQuestion) -> dict[str, Any]:
    """The question as it is kept."""
    return asdict(question)
