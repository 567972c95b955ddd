import numpy as np
import pytest

from c2sim import load_scenario, simulate
from c2sim.errors import ScenarioError
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.cost import ROLES, Hours
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario import Scenario


def made(kind: str, **fields):
    return KINDS[kind].model_validate({"kind": kind, "week": 1, **fields})


def hours_of(*interventions: dict, residents: int = 1500, weeks: int = 12) -> np.ndarray:
    """Person-hours, one row a week and one column a role."""
    plan = Scenario.model_validate(
        {
            "name": "costed",
            "weeks": weeks,
            "neighbourhood": Neighbourhood(residents=residents),
            "interventions": list(interventions),
        }
    )
    return simulate(plan, 1, journal=False).costs.to_numpy()


def test_every_kind_says_what_it_usually_takes_and_none_takes_less_than_nothing(
    subtests: pytest.Subtests,
) -> None:
    for kind in KINDS:
        with subtests.test(kind=kind):
            usual = made(kind).usual_cost
            assert all(np.isfinite(value) and value >= 0.0 for value in usual)
            assert sum(usual) > 0.0 or kind in ("withdrawal", "austerity")


DOSES = [
    ("experiential_learning", "learners", 7, 14),
    ("key_residents", "approached", 5, 20),
    ("listening_event", "invitation", "poster", "door"),
    ("action_plan", "promises", 2, 6),
    ("site_visit", "debrief", False, True),
    ("works", "streets", 1, 6),
    ("co_ordinator", "hours", 10.0, 18.5),
]


def test_a_larger_dose_takes_more_hours(subtests: pytest.Subtests) -> None:
    for kind, field, less, more in DOSES:
        with subtests.test(kind=kind, field=field, less=less, more=more):
            assert sum(made(kind, **{field: more}).usual_cost) > sum(made(kind, **{field: less}).usual_cost)


def test_hours_stated_for_one_role_leave_the_other_roles_as_usual() -> None:
    usual = made("connecting_workshop").usual_cost
    stated = made("connecting_workshop", cost={"provider": 7.0}).hours_by_role
    assert stated == usual._replace(provider=7.0)


def test_a_plan_without_interventions_costs_nothing() -> None:
    assert not hours_of().any()


def test_an_event_costs_its_hours_in_each_week_in_which_it_happens() -> None:
    hours = hours_of({"kind": "bid", "week": 2, "repeat_every": 4, "until": 6, "success": 1.0})
    assert hours[:, ROLES.index("resident")].tolist() == [0, 0, 30, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0]


def test_what_reaches_nobody_costs_nothing() -> None:
    assert not hours_of({"kind": "partnership_meeting", "week": 2}).any()


def test_hours_are_scaled_with_the_number_of_residents_and_without_a_floor() -> None:
    bid = {"kind": "bid", "week": 2, "success": 1.0}
    assert hours_of(bid, residents=300).sum() == pytest.approx(30.0 / 5)


def test_a_post_costs_its_hours_every_week_until_it_ends() -> None:
    hours = hours_of({"kind": "facilitator", "week": 3, "lasts": 5})[:, ROLES.index("facilitator")]
    assert hours.tolist() == [0, 0, 0, 30, 30, 30, 30, 30, 0, 0, 0, 0, 0]


def test_a_post_costs_nothing_from_the_week_in_which_professionals_withdraw() -> None:
    hours = hours_of({"kind": "facilitator", "week": 3}, {"kind": "withdrawal", "week": 6})
    assert hours.sum(axis=1).tolist() == [0, 0, 0, 30, 30, 30, 0, 0, 0, 0, 0, 0, 0]


def test_what_a_facilitator_does_within_paid_hours_is_not_counted_twice() -> None:
    visit = {"kind": "return_visit", "week": 4, "invitation": "poster"}
    post, facilitator = {"kind": "facilitator", "week": 1}, ROLES.index("facilitator")
    assert hours_of(visit)[4, facilitator] == 16.0
    assert hours_of(post, visit)[4, facilitator] == 30.0
    assert hours_of({**post, "hours": 10.0}, visit)[4, facilitator] == 16.0


def test_the_cost_of_a_run_is_the_sum_over_its_weeks() -> None:
    run = simulate(load_scenario("seven_steps").with_changes(weeks=60, residents=300), 1, journal=False)
    assert run.cost == pytest.approx(run.costs.sum().to_dict())
    assert list(run.cost) == list(Hours._fields)
    assert run.cost["facilitator"] >= 60 * 30 / 5


def test_a_misspelt_role_is_refused_with_the_nearest_name(tmp_path) -> None:
    file = tmp_path / "plan.toml"
    file.write_text(
        'name = "plan"\nweeks = 9\n[[interventions]]\nkind = "bid"\nweek = 2\ncost = {residnet = 3}\n'
    )
    with pytest.raises(ScenarioError, match=r"cost\.residnet: found an unknown key.*nearest.*resident"):
        load_scenario(file)
