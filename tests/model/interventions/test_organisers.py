"""Organisers, what they lead to, and Changes: each acts on what it says."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim import load_scenario, simulate
from c2sim.cli.text.tables import runs_text
from c2sim.engine.chance import wrapping
from c2sim.model.codes import COUNTS, Activity, Fund, Post, Quality, Role, Stage
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.organising import organising
from c2sim.model.rules.practice import practice
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from c2sim.results.summary import summarise


@pytest.fixture
def organised(town: State) -> State:
    """The town with twenty residents who were listened to and help."""
    town.lives.roles[:20] |= Role.KEY | Role.HEARD
    return town


def come(state: State) -> None:
    with wrapping():
        attendance(state)


def test_organisers_listen_to_some_each_week_and_it_is_counted(town: State, act) -> None:
    act(town, "organisers")
    come(town)
    heard = int(((town.lives.roles & Role.HEARD) > 0).sum())
    assert 1 <= heard <= 12
    assert town.counts[COUNTS.index("listenings")] == heard


def test_one_to_one_nobody_meets_anybody_else_and_nothing_becomes_a_priority_yet(town: State, act) -> None:
    act(town, "organisers")
    assert town.gatherings.quality[Quality.LISTENS, 0] > 0.0
    assert town.gatherings.quality[Quality.MIXES, 0] == 0.0
    assert town.gatherings.quality[Quality.UNSHARED, 0] == 1.0


def test_training_makes_listening_better_and_from_e3_on_it_is_analysed(town: State, act, open_week) -> None:
    trained, untrained = copy_state(town), copy_state(town)
    for week in range(1, 26):
        for state, fields in ((trained, {}), (untrained, {"residential": False, "e_sessions": 0})):
            open_week(state, week)
            act(state, "organisers", **fields)
    quality = [state.gatherings.quality[:, 0] for state in (trained, untrained)]
    assert quality[0][Quality.LISTENS] == pytest.approx(1.0)
    assert quality[1][Quality.LISTENS] == pytest.approx(0.4)
    assert (quality[0][Quality.UNSHARED], quality[1][Quality.UNSHARED]) == (0.0, 1.0)


def test_who_agrees_to_help_is_counted_once_and_invites(town: State, act) -> None:
    town.lives.roles[:400] |= Role.HEARD
    act(town, "organisers", listenings=0, asked=10.0)
    come(town)
    agreed = int(((town.lives.roles & Role.KEY) > 0).sum())
    assert agreed > 0
    assert town.counts[COUNTS.index("listened_volunteers")] == agreed


def test_demanding_in_public_brings_promises_and_is_met_as_bad_contact(organised: State, act) -> None:
    organised.issues.stage[organised.issues.stage == Stage.VOICED] = Stage.PRIORITISED
    organised.issues.stage[:6] = Stage.PRIORITISED
    calm = copy_state(organised)
    handle = act(organised, "go_deeper", approach="citizen_organising", confrontation=5.0)
    act(calm, "go_deeper", approach="citizen_organising", confrontation=0.0)
    assert handle.reached > 20
    before = organised.providers.stance.copy()
    for state in (organised, calm):
        with wrapping():
            practice(state)
    staff = slice(0, -1)
    assert (organised.providers.stance[staff] < calm.providers.stance[staff]).all()
    assert (organised.providers.trust[staff] < calm.providers.trust[staff]).all()
    assert organised.providers.stance[staff].mean() < before[staff].mean()


@pytest.mark.parametrize(
    ("approach", "row"),
    [("animating", Quality.LISTENS), ("animating", Quality.TEACHES), ("assets", Quality.SHOWS)],
)
def test_each_way_of_going_deeper_gathers_for_its_own_purpose(organised, act, approach, row) -> None:
    act(organised, "go_deeper", approach=approach)
    assert organised.gatherings.quality[row, 0] > 0.0
    assert (organised.funds[Fund.SEEDS] > 0.0) == (approach == "assets")


def test_an_action_camp_shows_more_than_a_knowledge_hub_which_brings_nobody_together(organised, act) -> None:
    act(organised, "action_camp")
    act(organised, "knowledge_hub")
    shows, mixes = organised.gatherings.quality[[Quality.SHOWS, Quality.MIXES], :2]
    assert shows[0] > shows[1] > 0.0
    assert mixes[0] > mixes[1] == 0.0


def test_training_of_individuals_teaches_and_hardly_lets_them_meet(town: State, act) -> None:
    act(town, "individual_training")
    assert town.gatherings.quality[Quality.TEACHES, 0] == 1.0
    assert town.gatherings.quality[Quality.MIXES, 0] < 0.2
    assert town.funds[Fund.SEEDS] == 0.0


def test_a_review_redirects_the_meetings_of_the_partnership_to_the_weakest_dimension(
    subtests: pytest.Subtests, partners: State, act: Callable[..., Handle], open_week
) -> None:
    for focus in range(5):
        with subtests.test(focus=focus):
            state = copy_state(partners)
            open_week(state, 5)
            plain = copy_state(state)
            state.posts[Post.FOCUS] = focus
            state.issues.stage[:6] = Stage.PRIORITISED
            plain.issues.stage[:6] = Stage.PRIORITISED
            for one in (plain, state):
                act(one, "partnership_meeting")
            changed = {
                0: state.gatherings.quality[Quality.TEACHES, 0] > 0.0,
                1: state.gatherings.number[0] > plain.gatherings.number[0],
                2: state.funds[Fund.SEEDS] > 0.0,
                3: state.gatherings.called[0].sum() > plain.gatherings.called[0].sum(),
                4: (state.issues.stage != plain.issues.stage).any(),
            }
            assert [name for name, differs in changed.items() if differs] == [focus]


def test_a_review_needs_a_partnership(town: State, act) -> None:
    act(town, "self_review")
    assert town.posts[Post.FOCUS] < 0


def test_while_assets_are_put_first_residents_offer_and_providers_meet_it_as_good_contact(
    town: State, act
) -> None:
    town.residents.activity[:300] = Activity.VOLUNTEERING
    usual = copy_state(town)
    act(town, "asset_framing", share=1.0)
    for state in (usual, town):
        with wrapping():
            organising(state)
    assert town.provider_week.offers.sum() > usual.provider_week.offers.sum()
    usual.provider_week.offers[:] = town.provider_week.offers
    for state in (usual, town):
        with wrapping():
            practice(state)
    offered = np.flatnonzero(town.provider_week.offers[:-1] > 0.0)
    assert (town.providers.stance[offered] > usual.providers.stance[offered]).all()


def test_what_listening_came_to_lies_around_what_was_published_and_is_reported_beside_it() -> None:
    plan = load_scenario("community_organisers").with_changes(weeks=51)
    runs = [simulate(plan, seed, journal=False) for seed in range(1, 11)]
    told = summarise(runs, bands=True)["listening"]
    for name, published in (("listenings_per_volunteer", 25.0), ("listenings_per_project", 83.0)):
        assert told[name]["published"] == published
        assert told[name]["found"]["low"] < published < told[name]["found"]["high"]
        assert name in runs_text(runs)
    each = [run.counts["listenings"].iloc[-1] / 2 for run in runs]
    assert np.median(each) == pytest.approx(231.0, rel=0.1)


def test_a_plan_without_organisers_has_no_ratios_of_listening() -> None:
    run = simulate(load_scenario("status_quo").with_changes(weeks=2, residents=300), 1, journal=False)
    assert run.listening == {}
    assert "listening" not in summarise([run], bands=False)


def test_action_years_are_funded_only_if_enough_people_help(town: State, act) -> None:
    few, many = copy_state(town), copy_state(town)
    many.lives.roles[:20] |= Role.KEY | Role.HEARD
    reached = [act(state, "organisers", valued_from=8.0).reached for state in (few, many)]
    assert reached[0] == 0
    assert reached[1] > 0
