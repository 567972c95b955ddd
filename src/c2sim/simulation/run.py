"""Running scenarios: once, with several seeds, or side by side.

A scenario is given by the name of a bundled one, by the path of its file, or as a record.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from c2sim.errors import C2simError
from c2sim.results.cohort import Cohort
from c2sim.results.comparison import Comparison
from c2sim.results.provenance import provenance
from c2sim.results.result import Run
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.matched_pairs import refuse_unmatched
from c2sim.simulation.batch import Job, Progress, run_batch
from c2sim.simulation.follow_up import FollowUp, weeks_to_keep
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.recorder import Recorder

type Reference = str | os.PathLike[str] | Scenario
LARGEST_SEED = 2**32 - 1
MOST_SEEDS = 10_000


def simulate(
    scenario: Reference,
    seed: int = 1,
    *,
    journal: bool = True,
    residents_record: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Run a scenario with one seed.

    Args:
        scenario: a bundled name, a path, or a Scenario.
        seed: whole number from 0; the same seed gives the same run, bit for bit.
        journal: whether to keep the journal; the numbers are the same without.
        residents_record: whether to keep what each resident does, as `Run.residents`: about 33 bytes a
            resident and week, so 15 MB for 1,500 residents over 312 weeks.
        progress: called with the number of weeks run so far.

    Raises:
        C2simError: when the scenario or the seed cannot be used.
    """
    plan = resolve(scenario)
    refuse_seed(seed)
    model = Model(plan, rng=seed, journal=journal)
    follow_up = FollowUp(model, weeks_to_keep(plan.weeks))
    recorder = Recorder(model) if residents_record else None
    run_weeks(model, plan.weeks, follow_up.look, recorder and recorder.look, progress)
    run = run_of(model, seed, follow_up.cohort)
    return replace(run, residents=recorder.record) if recorder else run


def run_of(model: Model, seed: int, cohort: Cohort | None = None) -> Run:
    """What a model has given so far, as a run; for those who step the model themselves."""
    return Run(
        scenario=model.plan,
        seed=int(seed),
        weekly=model.weekly,
        causes=model.causes,
        pathway=model.pathway,
        journal=model.journal.records(),
        provenance=provenance(model.plan),
        notes=tuple(model.notes),
        counts=model.counts,
        distributions=model.distributions,
        costs=model.costs,
        cohort=cohort,
        happenings=model.happenings,
    )


def ensemble(
    scenario: Reference, seeds: Iterable[int], *, journal: bool = True, progress: Progress | None = None
) -> list[Run]:
    """Run a scenario with each of several seeds, as many at a time as there are processors."""
    plan, all_seeds = resolve(scenario), list(seeds)
    for seed in all_seeds:
        refuse_seed(seed)

    def run_with(seed: int) -> Job[Run]:
        return lambda tell: simulate(plan, seed, journal=journal, progress=tell)

    return run_batch([run_with(seed) for seed in all_seeds], progress)


def compare(
    scenarios: Sequence[Reference],
    seeds: int = 20,
    weeks: int | None = None,
    residents: int | None = None,
    *,
    progress: Progress | None = None,
) -> Comparison:
    """Run two or more scenarios with the seeds 1 to `seeds` and hold each against the first.

    Args:
        scenarios: bundled names, paths, or Scenarios, of one neighbourhood and one horizon.
        seeds: how many seeds.
        weeks: horizon for all, instead of their own.
        residents: size for all, instead of their own.
        progress: called with the number of weeks run so far, over all seeds and scenarios.

    Raises:
        ScenarioError: when neighbourhoods or horizons differ, or a scenario cannot be used.
    """
    plans = matched(scenarios, weeks, residents)
    refuse_seeds(seeds)
    by_seed = paired(plans, range(1, seeds + 1), progress)
    return Comparison({plan.name: runs for plan, runs in zip(plans, zip(*by_seed, strict=True), strict=True)})


def paired(
    plans: Sequence[Scenario], seeds: Iterable[int], progress: Progress | None = None
) -> list[tuple[Run, ...]]:
    """Run matched plans with each seed; by seed, a run a plan, without journals.

    Plans of a seed are run one after the other, since they share the burnt-in start of the seed.
    """

    def run_with(seed: int) -> Job[tuple[Run, ...]]:
        return lambda tell: tuple(simulate(plan, seed, journal=False, progress=tell) for plan in plans)

    return run_batch([run_with(seed) for seed in seeds], progress)


def resolve(scenario: Reference) -> Scenario:
    """The scenario that is meant."""
    return scenario if isinstance(scenario, Scenario) else load_scenario(scenario)


def matched(
    scenarios: Sequence[Reference], weeks: int | None = None, residents: int | None = None
) -> list[Scenario]:
    """The scenarios that are meant, with one horizon and one size if given.

    Raises:
        ScenarioError: when they do not make matched pairs, or when one cannot be used.
    """
    if isinstance(scenarios, (str, os.PathLike, Scenario)):
        raise C2simError("found one scenario to compare, expected a list of at least two")
    plans = [resolve(scenario).with_changes(weeks, residents) for scenario in scenarios]
    refuse_unmatched(plans)
    return plans


def refuse_seed(seed: int) -> None:
    """Refuse a seed that is out of range."""
    if not 0 <= seed <= LARGEST_SEED:
        raise C2simError(f"seed: found {seed}, expected a whole number from 0 to {LARGEST_SEED:,}")


def refuse_seeds(seeds: int) -> None:
    """Refuse a number of seeds that is none or too many."""
    if not 1 <= seeds <= MOST_SEEDS:
        raise C2simError(f"seeds: found {seeds}, expected a whole number from 1 to {MOST_SEEDS:,}")
