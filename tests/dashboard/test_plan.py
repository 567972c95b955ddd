import pytest

from c2sim.dashboard.link import LONGEST, from_link, to_link
from c2sim.dashboard.plan import (
    MOST_INTERVENTIONS,
    MOST_RESIDENTS,
    MOST_SEED,
    MOST_WEEKS,
    Plan,
    edited,
    intervention,
    start,
    within_limits,
)
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files
from c2sim.model.interventions.hub import Hub
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario import Scenario


def by_id(plan: Plan, name: str):
    return next(one for one in plan.scenario.interventions if one.id == name)


def test_a_plan_is_cut_to_what_a_shared_server_can_carry():
    large = Scenario(name="large", weeks=2600, neighbourhood=Neighbourhood(residents=1_000_000))
    plan = within_limits(large, seed=10**9, residents=10**6)
    assert plan.scenario.weeks == MOST_WEEKS
    assert plan.scenario.neighbourhood.residents == MOST_RESIDENTS
    assert plan.seed == MOST_SEED


def test_a_plan_with_too_many_interventions_is_refused():
    plan = start("status_quo")
    for _ in range(MOST_INTERVENTIONS):
        plan = plan.with_intervention(intervention({"kind": "hub", "id": plan.fresh_id("hub"), "week": 10}))
    one_more = intervention({"kind": "hub", "id": "one_more", "week": 10})
    with pytest.raises(C2simError, match=f"expected at most {MOST_INTERVENTIONS}"):
        plan.with_intervention(one_more)


def test_the_twin_has_the_same_place_and_luck_and_shocks_but_no_programme():
    plan = start("austerity", seed=7)
    twin = plan.without()
    assert twin.seed == 7
    assert twin.scenario.neighbourhood == plan.scenario.neighbourhood
    assert {one.kind for one in twin.scenario.interventions} == {"austerity"}


def test_what_waited_for_an_intervention_keeps_its_week_when_that_one_is_removed():
    plan = start("seven_steps").without_intervention("listening_event")
    assert by_id(plan, "feedback_event").week == 27
    assert "listening_event" not in {one.id for one in plan.scenario.interventions}


def test_every_bundled_plan_goes_through_a_link_and_comes_back_the_same(subtests):
    for name in bundled_files("scenarios"):
        with subtests.test(name=name):
            plan = start(name, seed=3)
            assert from_link(to_link(plan)) == plan


def test_a_changed_plan_goes_through_a_short_link_and_comes_back_the_same():
    plan = start("seven_steps", seed=5).without_intervention("listening_event")
    plan = plan.with_intervention(edited(by_id(plan, "hub"), week=60, hours=35.0))
    plan = plan.with_intervention(intervention({"kind": "walkabout", "id": "walkabout_2", "week": 9}))
    assert from_link(to_link(plan)) == plan
    assert len(to_link(plan)) < 600


def test_a_plan_of_ones_own_goes_through_a_link_and_comes_back_the_same():
    hub = Hub(week=4)
    place = Neighbourhood(residents=200)
    plan = Plan(
        Scenario(
            name="ours",
            weeks=104,
            neighbourhood=place,
            parameters={"trust": {"loss_to_gain": 1.5}},
            interventions=(hub,),
        ),
        2,
    )
    assert from_link(to_link(plan)) == plan


NO_LINKS = ["", "x", "not a link", "eJwDAAAAAAE", "A" * (LONGEST + 1), "../../etc/passwd", "é", "AAAA" * 400]


def test_what_is_not_a_link_is_refused_in_one_line(subtests):
    for text in NO_LINKS:
        with subtests.test(text=text):
            with pytest.raises(C2simError, match="link: found") as refusal:
                from_link(text)
            assert "\n" not in str(refusal.value)
