import numpy as np
import pytest

from c2sim.model.codes import Post, Role
from c2sim.results.cohort import FELT
from c2sim.results.summary import summarise
from c2sim.scenario import Neighbourhood, Scenario, load_scenario
from c2sim.simulation.follow_up import FollowUp, felt, weeks_to_keep
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import compare, simulate


@pytest.fixture(scope="module")
def watched():
    """A year of the pathway among 200 residents, followed up, and who came and sat, counted by hand."""
    model = Model(load_scenario("seven_steps").with_changes(weeks=52, residents=200), journal=False)
    follow_up = FollowUp(model, (26, 52))
    came, arrived = [], []

    def count(_week):
        came.append(model.state.lives.attended >= 0)
        arrived.append(model.state.lives.arrived.copy())

    run_weeks(model, 52, follow_up.look, count)
    return model, follow_up.cohort, np.array(came), np.array(arrived)


def test_the_weeks_that_are_asked_for_are_kept_and_week_0(watched) -> None:
    assert watched[1].weeks == (0, 26, 52)


def test_times_came_are_weeks_with_a_gathering_attended(watched) -> None:
    _, cohort, came, _ = watched
    assert came.any()
    assert (cohort.came[1] == came[:26].sum(axis=0)).all()
    assert (cohort.came[2] == came.sum(axis=0)).all()
    assert not cohort.came[0].any()


def test_who_has_moved_is_no_longer_there(watched) -> None:
    _, cohort, _, arrived = watched
    assert cohort.there[0].all()
    assert not cohort.there[2].all()
    assert (cohort.there[1] == (arrived[25] <= 0)).all()


def test_a_seat_once_held_stays_on_record(watched) -> None:
    _, cohort, _, _ = watched
    assert cohort.seated[2].any()
    assert (cohort.seated[2] >= cohort.seated[1]).all()


def test_own_levels_have_the_means_that_the_weekly_table_has(watched) -> None:
    model, _, _, _ = watched
    means = dict(zip(FELT, felt(model.state).mean(axis=1, dtype=np.float64), strict=True))
    for name, mean in means.items():
        # newcomers of the last week have their ties counted a week later, in both
        assert mean == pytest.approx(model.level(name), abs=1e-6) if name in model.weekly else name


def test_following_up_changes_nothing(watched) -> None:
    model, _, _, _ = watched
    plain = Model(model.plan, journal=False)
    run_weeks(plain, 52)
    assert plain.weekly.equals(model.weekly)


@pytest.mark.parametrize("role", [Role.KEY, Role.STEERING, Role.CO_ORDINATOR])
def test_a_role_of_the_programme_is_a_seat(role) -> None:
    model = Model(Scenario(name="few", weeks=4, neighbourhood=Neighbourhood(residents=60)))
    follow_up = FollowUp(model, (1,))
    model.state.lives.roles[7] = role
    follow_up.look(1)
    assert follow_up.cohort.seated[1].nonzero()[0].tolist() == [7]


def test_a_place_in_the_partnership_is_a_seat_and_one_in_a_group_or_a_learning_visit_is_none() -> None:
    model = Model(Scenario(name="few", weeks=4, neighbourhood=Neighbourhood(residents=60)))
    follow_up = FollowUp(model, (1,))
    lives = model.state.lives
    lives.roles[3] = Role.LEARNER | Role.HEARD
    lives.member[:] = -1
    lives.member[0, 4], lives.member[1, 5] = 2, 1
    model.state.posts[Post.PARTNERSHIP_GROUP] = 1
    follow_up.look(1)
    assert follow_up.cohort.seated[1].nonzero()[0].tolist() == [5]


def test_effects_are_looked_at_in_week_156_and_in_the_last_one() -> None:
    assert weeks_to_keep(312) == (156, 312)
    assert weeks_to_keep(156) == (156,)
    assert weeks_to_keep(52) == (52,)


def test_two_plans_that_are_the_same_have_no_effect_on_anybody() -> None:
    plan = load_scenario("seven_steps").with_changes(weeks=40, residents=200)
    frame = compare([plan, plan.model_copy(update={"name": "again"})], seeds=2).effects
    told = frame[frame["reason"] == ""]
    assert {"population", "came", "never"} <= set(told["part"])
    numbers = ["sd", "low", "high", "raw"]
    assert np.all(np.asarray(told[numbers]) == 0.0)
    assert np.all(np.isnan(np.asarray(frame[frame["reason"] != ""][numbers])))


def test_parts_add_up_to_the_stayers_of_the_run_and_gaps_are_told_without_a_twin(watched) -> None:
    model, cohort, _, _ = watched
    parts = cohort.parts(52)
    stayers = model.distributions.query("part == 'stayers'")["people"].iloc[0]
    assert sum(int(parts[name].sum()) for name in ("came", "core", "never")) == stayers
    run = simulate(model.plan, journal=False)
    came = summarise([run], bands=False)["by_who"]["52"]["hope"]["came"]
    assert came["residents"] == parts["came"].sum()
    assert came["gap"]["sd"] is not None
    assert came["gap"]["low"] is None  # one seed
