"""Mesa's own tools work on C2Model: batch_run, collectors of agents, and what may not be done to agents."""

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.batchrunner import batch_run

from c2sim import C2Model
from c2sim.errors import C2simError
from c2sim.mesa.agents import Provider, Resident
from c2sim.mesa.collector import WeeklyCollector
from c2sim.model.measures.definitions import NAMES

WHAT = {"residents": 60, "weeks": 8}


def rows(scenario: object, processes: int = 1, period: int = -1) -> pd.DataFrame:
    found = batch_run(
        C2Model,
        {"scenario": scenario, **WHAT},
        rng=[1, 2],
        number_processes=processes,
        data_collection_period=period,
        display_progress=False,
    )
    return pd.DataFrame(found).sort_values(["RunId", "Step"], ignore_index=True)


@pytest.fixture
def model() -> C2Model:
    return C2Model("status_quo", residents=60, weeks=8)


def test_batch_run_gives_a_row_a_run_with_every_measure_of_the_last_week(model: C2Model) -> None:
    found = rows(["status_quo", "hub_alone"])
    assert len(found) == 4
    assert set(NAMES) <= set(found.columns)
    assert set(found["Step"]) == {8}
    assert found["scenario"].tolist() == ["status_quo", "hub_alone"] * 2
    model.run_for(8)
    for name in NAMES:
        assert found.loc[0, name] == pytest.approx(model.weekly.loc[8, name], nan_ok=True, abs=0.0)


def test_batch_run_takes_a_single_string_and_gives_the_same_from_two_processes() -> None:
    alone = rows("status_quo")
    assert len(alone) == 2
    pd.testing.assert_frame_equal(rows("status_quo", processes=2), alone, check_exact=True)


def test_batch_run_gives_the_weeks_that_are_asked_for() -> None:
    assert rows("status_quo", period=4)["Step"].tolist() == [0, 4, 8] * 2


def test_a_collector_of_mesas_own_leaves_empty_what_a_worker_or_a_resident_does_not_have(
    model: C2Model,
) -> None:
    reporters = {"stress": "stress", "stance": "stance", "activity": "activity"}
    collector = mesa.DataCollector(agent_reporters=reporters)
    model.step()
    collector.collect(model)
    frame = collector.get_agent_vars_dataframe()
    assert len(frame) == 63
    assert frame["stress"].iloc[:60].to_numpy() == pytest.approx(model.state.residents.levels[0])
    assert frame["stress"].iloc[60:].isna().all()
    assert frame["activity"].iloc[60:].isna().all()
    assert frame["stance"].iloc[:60].isna().all()
    assert frame["stance"].iloc[60:].notna().all()


def test_the_models_own_collector_can_collect_of_agents_every_week(model: C2Model) -> None:
    model.datacollector = WeeklyCollector({"stress": "stress", "workload": "workload"})
    model.run_for(3)
    frame = model.datacollector.get_agent_vars_dataframe()
    assert frame.index.get_level_values("Step").unique().tolist() == [0, 1, 2, 3]
    assert frame.loc[3, "stress"].mean() == pytest.approx(model.weekly.loc[3, "stress"])
    assert model.datacollector.get_model_vars_dataframe()["hope"].tolist() == model.weekly["hope"].tolist()


def test_a_name_that_nobody_has_is_still_an_error(model: C2Model) -> None:
    for agent in (model.residents.to_list()[0], model.providers.to_list()[0]):
        with pytest.raises(AttributeError, match="stres"):
            agent.stres  # noqa: B018


def test_nobody_can_be_removed(model: C2Model) -> None:
    for kind in (Resident, Provider):
        with pytest.raises(C2simError, match=r"found remove\(\), expected nobody to be taken out"):
            model.agents_by_type[kind].to_list()[0].remove()
    with pytest.raises(C2simError, match="found remove"):
        model.remove_all_agents()
    assert len(model.agents) == 63


def test_whole_numbers_of_numpy_are_taken_for_residents_weeks_and_seeds(model: C2Model) -> None:
    other = C2Model("status_quo", residents=np.int64(60), weeks=np.int32(8), rng=np.int64(1))  # pyright: ignore
    model.run_for(2)
    other.run_for(2)
    pd.testing.assert_frame_equal(model.weekly, other.weekly, check_exact=True)
