import dataclasses

import numpy as np
import pandas as pd
import pytest

import c2sim
from c2sim.errors import C2simError, ScenarioError
from c2sim.files.bundled import bundled_folder
from c2sim.model.measures.definitions import NAMES
from c2sim.results.provenance import checkout_state, provenance
from c2sim.results.summary import digest
from c2sim.scenario import Neighbourhood, Scenario
from c2sim.simulation.run import compare, ensemble, simulate

SMALL = Neighbourhood(residents=60)
PLAN = Scenario(name="small", weeks=6, neighbourhood=SMALL)
OTHER = Scenario(
    name="other",
    weeks=6,
    neighbourhood=SMALL,
    interventions=[{"kind": "facilitator", "week": 2}],  # pyright: ignore[reportArgumentType]
)


@pytest.fixture(scope="module")
def run() -> c2sim.Run:
    return simulate(PLAN)


def test_a_run_has_a_row_for_every_week_and_for_the_start(run) -> None:
    assert list(run.weekly.index) == list(range(7))
    assert run.weekly.index.name == "week"
    assert tuple(run.weekly.columns) == NAMES


def test_a_run_knows_what_was_run(run) -> None:
    assert run.scenario == PLAN
    assert run.seed == 1
    assert set(run.pathway) == set(range(1, 8))
    assert any("providers" in note for note in run.notes)


def test_causes_are_tidy(run) -> None:
    assert list(run.causes.columns) == ["week", "level", "cause", "change"]
    assert run.causes["week"].between(1, 6).all()


def test_a_run_knows_where_it_came_from(run) -> None:
    assert run.provenance["versions"]["numpy"] == np.__version__
    assert {"c2sim", "python", "numba", "mesa"} <= set(run.provenance["versions"])
    assert len(run.provenance["scenario_digest"]) == len(run.provenance["parameters_digest"]) == 64


def test_the_scenario_digest_sees_a_changed_parameter() -> None:
    changed = PLAN.model_copy(update={"parameters": {"people": {"spread": 0.21}}})
    one, two = (provenance(plan) for plan in (PLAN, changed))
    assert one["scenario_digest"] != two["scenario_digest"]
    assert one["parameters_digest"] != two["parameters_digest"]


def test_the_same_seed_gives_the_same_run(run) -> None:
    assert digest([simulate(PLAN)]) == digest([run])


def test_another_seed_gives_another_run(run) -> None:
    assert digest([simulate(PLAN, seed=2)]) != digest([run])


def test_seed_0_is_a_seed_like_any_other(run) -> None:
    assert digest([simulate(PLAN, seed=0)]) == digest([simulate(PLAN, seed=0)]) != digest([run])


def test_the_numbers_are_the_same_without_a_journal() -> None:
    with_journal, without = simulate(OTHER), simulate(OTHER, journal=False)
    assert with_journal.journal
    assert not without.journal
    assert digest([with_journal]) == digest([without])


def test_progress_is_told_of_every_week() -> None:
    told: list[int] = []
    simulate(PLAN, progress=told.append)
    assert told == [1, 2, 3, 4, 5, 6]


def test_progress_counts_on_over_seeds_and_scenarios() -> None:
    told: list[int] = []
    ensemble(PLAN, [1, 2], progress=told.append)
    assert told == list(range(1, 13))
    told.clear()
    compare([PLAN, OTHER], seeds=2, progress=told.append)
    assert told == list(range(1, 25))


def test_a_run_is_a_frozen_record(run) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        run.seed = 2


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_an_impossible_seed_is_refused(seed: int) -> None:
    with pytest.raises(C2simError, match=rf"seed: found {seed}, expected a whole number from 0"):
        simulate(PLAN, seed)


def test_an_ensemble_is_its_runs_one_after_the_other(run) -> None:
    runs = ensemble(PLAN, [2, 1])
    assert [one.seed for one in runs] == [2, 1]
    pd.testing.assert_frame_equal(runs[1].weekly, run.weekly)


def test_a_name_and_a_path_are_as_good_as_a_record() -> None:
    path = bundled_folder("scenarios") / "status_quo.toml"
    by_name, by_path = (c2sim.load_scenario(one) for one in ("status_quo", path))
    assert by_name == by_path
    short = by_name.with_changes(weeks=2, residents=60)
    assert len(simulate(short).weekly) == 3


def test_a_comparison_runs_every_scenario_with_every_seed() -> None:
    found = compare([PLAN, OTHER], seeds=2)
    assert {name: [run.seed for run in runs] for name, runs in found.runs.items()} == {
        "small": [1, 2],
        "other": [1, 2],
    }
    assert set(found.paired["scenario"]) == {"other"}


def test_a_comparison_can_give_all_one_horizon_and_one_size() -> None:
    longer = PLAN.model_copy(update={"name": "longer", "weeks": 9, "neighbourhood": Neighbourhood()})
    found = compare([PLAN, longer], seeds=1, weeks=3, residents=40)
    assert {(one.scenario.weeks, one.scenario.neighbourhood.residents) for (one,) in found.runs.values()} == {
        (3, 40)
    }


def test_scenarios_start_from_the_same_people() -> None:
    found = compare([PLAN, OTHER], seeds=1)
    pd.testing.assert_series_equal(found.runs["small"][0].weekly.loc[0], found.runs["other"][0].weekly.loc[0])


def test_a_comparison_of_unlike_places_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"neighbourhood\.residents: found 1500, expected 60"):
        compare([PLAN, Scenario(name="large", weeks=6)], seeds=1)


@pytest.mark.parametrize("seeds", [0, -3])
def test_a_comparison_without_seeds_is_refused(seeds: int) -> None:
    with pytest.raises(C2simError, match="seeds: found"):
        compare([PLAN, OTHER], seeds=seeds)


def test_one_name_instead_of_a_list_is_refused() -> None:
    with pytest.raises(C2simError, match="expected a list"):
        compare("status_quo")


def test_an_installed_package_has_no_commit(tmp_path) -> None:
    assert checkout_state(tmp_path / "site-packages" / "c2sim") == (None, None)
