"""C2Model is a Mesa model: its agents, its clock, its collectors; it can be pickled and copied."""

import copy
import pickle
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.agentset import AbstractAgentSet

from c2sim import C2Model
from c2sim.errors import C2simError
from c2sim.mesa.agents import Provider, Resident
from c2sim.scenario import load_scenario


@pytest.fixture
def model() -> C2Model:
    return C2Model(scenario="seven_steps", residents=300, rng=1)


def test_it_is_made_and_run_the_way_mesa_people_expect(model: C2Model) -> None:
    assert isinstance(model, mesa.Model)
    model.run_for(5)
    assert model.week == 5
    assert model.time == 5
    model.step()
    assert model.time == model.week == 6
    assert model.running


def test_it_stops_running_at_its_horizon() -> None:
    model = C2Model("status_quo", residents=300, weeks=3)
    model.run_for(3)
    assert not model.running
    last = model.weekly
    model.step()
    assert model.week == 3
    pd.testing.assert_frame_equal(model.weekly, last, check_exact=True)


def test_a_seed_is_a_whole_number_from_0(subtests: pytest.Subtests) -> None:
    seeds: list[Any] = [-1, 1.5, True, "1", 2**63]
    for seed in seeds:
        with subtests.test(seed=seed), pytest.raises(C2simError, match="seed"):
            C2Model("status_quo", residents=300, rng=seed)


def test_agents_are_the_residents_and_the_providers(model: C2Model) -> None:
    assert isinstance(model.agents, AbstractAgentSet)
    assert len(model.residents) == 300
    assert len(model.providers) == 4  # 3 of agencies, and the facilitator's post
    assert len(model.agents) == 304
    assert set(model.agents_by_type) == {Resident, Provider}
    assert [agent.row for agent in model.residents.to_list()] == list(range(300))


def test_agent_sets_select_aggregate_group_and_read(model: C2Model) -> None:
    model.run_for(3)
    stress = model.state.residents.levels[0]
    assert model.residents.agg("stress", np.mean) == pytest.approx(stress.mean())
    assert model.residents.get("stress") == stress.tolist()
    worn = model.residents.select(lambda agent: agent.stress > 0.7)
    assert len(worn) == int((stress > 0.7).sum())
    by_group = {group: len(agents) for group, agents in model.residents.groupby("group")}
    assert by_group == dict(enumerate(np.bincount(model.state.residents.group).tolist()))


def test_agents_say_what_their_row_says(model: C2Model) -> None:
    model.run_for(20)
    state = model.state
    for agent in model.residents.to_list()[::37]:
        assert agent.hope == 0.5 * (agent.agency + agent.pathways)
        assert agent.street == state.residents.street[agent.row]
        assert agent.activity in ("uninvolved", "attending", "volunteering", "organising")
        assert agent.tenure in ("owner", "social_rent", "private_rent")
        local = [*agent.ties["bonding"], *agent.ties["bridging"]]
        assert len(local) + len(agent.ties["linking"]) == state.ties.size[agent.row]
        assert all(0 <= row < 300 for row in local)
        assert all(0 <= row < 4 for row in agent.ties["linking"])
    facilitator = model.providers.to_list()[-1]
    assert facilitator.agency == "programme"
    assert facilitator.in_post
    assert not C2Model("status_quo", residents=300).providers.to_list()[-1].in_post


def test_agents_follow_their_row_when_arrays_are_replaced(model: C2Model) -> None:
    model.run_for(2)
    agent = model.residents.to_list()[7]
    before = model.state.ties
    model.state.residents = model.state.residents._replace(levels=model.state.residents.levels.copy())
    model.state.ties = before._replace(size=np.zeros_like(before.size))
    model.state.residents.levels[0, 7] = 0.123
    assert agent.stress == 0.123
    assert agent.ties == {"bonding": [], "bridging": [], "linking": []}


def mean_stress(model: C2Model) -> float:
    return float(model.state.residents.levels[0].mean())


def test_a_data_collector_with_model_reporters_collects_the_weekly_measures(model: C2Model) -> None:
    collector = mesa.DataCollector(model_reporters={"stress": mean_stress, "week": "week"})
    for _ in range(4):
        model.step()
        collector.collect(model)
    frame = collector.get_model_vars_dataframe()
    assert frame["week"].tolist() == [1, 2, 3, 4]
    assert frame["stress"].to_numpy() == pytest.approx(model.weekly["stress"].iloc[1:].to_numpy())


def test_a_data_collector_with_agent_reporters_collects_a_row_for_each_agent_and_week(model: C2Model) -> None:
    collector = mesa.DataCollector(
        agenttype_reporters={Resident: {"stress": "stress"}, Provider: {"stance": "stance"}}
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    residents = collector.get_agenttype_vars_dataframe(Resident)
    assert len(residents) == 2 * 300
    assert residents.loc[2, "stress"].to_numpy() == pytest.approx(model.state.residents.levels[0])
    assert len(collector.get_agenttype_vars_dataframe(Provider)) == 2 * 4


def test_do_calls_every_agent_of_a_set(model: C2Model) -> None:
    seen: list[int] = []
    model.residents.do(lambda agent: seen.append(agent.row))
    assert seen == list(range(300))


def test_counts_are_on_record_week_by_week(model: C2Model) -> None:
    model.run_for(30)
    counts = model.counts
    assert counts.index.tolist() == list(range(31))
    assert (counts.loc[0] == 0.0).all()
    assert (counts.diff().iloc[1:] >= 0.0).all().all()
    assert counts["promises_kept"].tolist() == model.weekly["promises_kept"].tolist()
    assert counts.loc[30].to_numpy() == pytest.approx(model.state.counts)
    assert (
        counts.loc[30, ["formed_bonding", "faded_bonding", "left_bonding", "incidents", "moved"]] > 0
    ).all()


def same(one: C2Model, other: C2Model) -> None:
    pd.testing.assert_frame_equal(one.weekly, other.weekly, check_exact=True)
    pd.testing.assert_frame_equal(one.causes, other.causes, check_exact=True)
    assert np.array_equal(one.state.residents.levels, other.state.residents.levels)
    assert one.pathway == other.pathway
    assert one.journal.records() == other.journal.records()


@pytest.mark.parametrize("looked_at", [False, True], ids=["", "after its agents were looked at"])
@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))], ids=["deepcopy", "pickle"]
)
def test_a_copy_of_a_running_model_goes_on_bit_for_bit(model: C2Model, copied, looked_at: bool) -> None:
    model.run_for(30)
    if looked_at:
        assert len(model.agents) == 304
    other = copied(model)
    model.run_for(30)
    assert other.week == 30
    for _ in range(30):
        other.step()
    same(model, other)
    assert other.residents.to_list()[3].model is other


def test_what_happens_to_a_copy_does_not_happen_to_the_original(model: C2Model) -> None:
    model.run_for(5)
    branch = copy.deepcopy(model)
    before = model.state.residents.levels.copy()
    branch.state.residents.levels[:] = 0.0
    branch.step()
    assert np.array_equal(model.state.residents.levels, before)
    assert model.week == 5


def test_two_models_of_one_scenario_do_not_disturb_each_other() -> None:
    plan = load_scenario("seven_steps").with_changes(residents=300)
    alone = C2Model(plan, rng=1)
    alone.run_for(40)
    one, other = C2Model(plan, rng=1), C2Model(plan, rng=1)
    for _ in range(40):
        one.step()
        other.step()
    same(one, alone)
    same(other, alone)
    assert one.plan is other.plan


def test_looking_at_agents_or_using_mesas_own_luck_changes_nothing(model: C2Model) -> None:
    watched = C2Model(scenario="seven_steps", residents=300, rng=1)
    for _ in range(20):
        watched.agents.shuffle()
        watched.random.random()
        watched.step()
    model.run_for(20)
    same(watched, model)


def test_agents_can_be_neither_replaced_nor_written(model: C2Model) -> None:
    with pytest.raises(AttributeError):
        model.agents = []


def test_weekly_measures_stand_where_mesas_viewer_looks_for_them():
    model = C2Model("status_quo", residents=300)
    for _ in range(3):
        model.step()
    assert model.datacollector.get_model_vars_dataframe().equals(model.weekly)
    assert len(model.weekly) == 4
