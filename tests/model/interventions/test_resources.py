"""Interventions that open places and channels, raise budgets or make promises: what each one does."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Fund, Level, NewsKind, Post, Stage
from c2sim.model.rules.neighbourhood import neighbourhood
from c2sim.model.rules.organising import organising
from c2sim.model.rules.services import services
from c2sim.model.rules.stress import stress
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state


def full_of(state: State, stage: int, number: int) -> None:
    """Nothing is wrong but so many issues at one stage, each raised more often than the one before."""
    state.issues.stage[:] = Stage.NONE
    state.issues.stage[:number] = stage
    state.issues.agency[:number] = np.arange(number) % 7
    state.issues.voices[:number] = np.arange(number)


def distance_to_middle(state: State, street: int) -> float:
    x, y = state.streets.x, state.streets.y
    return float((x[street] - x.mean()) ** 2 + (y[street] - y.mean()) ** 2)


def test_a_hub_opens_in_the_middle_or_at_the_edge_and_closes(town: State, act, open_week) -> None:
    act(town, "hub", hours=10.0, place="edge", lasts=1)
    edge = int(town.posts[Post.HUB_STREET])
    act(town, "hub", hours=10.0, place="centre", lasts=2)
    centre = int(town.posts[Post.HUB_STREET])
    assert distance_to_middle(town, centre) < distance_to_middle(town, edge)
    open_week(town, 2)
    assert town.posts[Post.HUB_STREET] == centre
    assert town.funds[Fund.HUB_HOURS] == 10.0
    open_week(town, 3)
    assert town.posts[Post.HUB_STREET] == -1
    assert town.funds[Fund.HUB_HOURS] == 0.0


FOR_TWO_WEEKS = [
    ("social_media", {"reach": 0.03, "lasts": 2}, Fund.MEDIA_REACH, 0.03),
    ("media", {"reach": 0.03, "weeks": 2}, Fund.COVERAGE, 0.03),
    ("service_boost", {"capacity": 0.5, "lasts": 2}, Fund.EXTRA_CAPACITY, 0.5),
    ("service_boost", {"capacity": -0.5, "lasts": 2}, Fund.EXTRA_CAPACITY, -0.5),
]


def test_what_is_opened_for_two_weeks_stands_for_two_weeks(
    subtests: pytest.Subtests, town: State, act, open_week
) -> None:
    for kind, fields, fund, value in FOR_TWO_WEEKS:
        with subtests.test(kind=kind, value=value):
            state = copy_state(town)
            act(state, kind, **fields)
            stood = []
            for week in (1, 2, 3):
                if week > 1:
                    open_week(state, week)
                stood.append(float(state.funds[fund]))
            assert stood == [value, value, 0.0]


def test_what_has_no_end_stays(subtests: pytest.Subtests, town: State, act, open_week) -> None:
    for kind in ["social_media", "service_boost", "hub", "facilitator"]:
        with subtests.test(kind=kind):
            state = copy_state(town)
            act(state, kind)
            standing = state.funds.copy()
            open_week(state, 500)
            assert standing.any()
            assert np.array_equal(state.funds, standing)


def test_providers_with_more_hours_take_up_more_and_with_fewer_less(town: State, act, open_week) -> None:
    full_of(town, Stage.LATENT, 400)
    taken = []
    for capacity in (-0.5, 0.0, 2.0):
        state = copy_state(town)
        act(state, "service_boost", capacity=capacity)
        for week in range(1, 41):
            open_week(state, week)
            with wrapping():
                services(state)
        taken.append(int((state.issues.stage != Stage.LATENT).sum()))
    assert taken[0] < taken[1] < taken[2]


def test_an_action_plan_promises_on_the_priorities_raised_most(partners: State, act) -> None:
    full_of(partners, Stage.PRIORITISED, 10)
    handle = act(partners, "action_plan", promises=4)
    promised = np.flatnonzero(partners.issues.stage == Stage.PROMISED).tolist()
    assert promised == [6, 7, 8, 9]
    assert handle.reached == 4
    who = partners.promises.provider[promised]
    assert partners.providers.partner[who].all()
    assert np.array_equal(partners.providers.agency[who], partners.issues.agency[promised])
    assert partners.promises.joint[promised].all()


def test_an_action_plan_without_priorities_or_without_partners_promises_nothing(town: State, act) -> None:
    full_of(town, Stage.LATENT, 10)
    town.providers.partner[:7] = True
    assert act(town, "action_plan").reached == 0
    full_of(town, Stage.PRIORITISED, 10)
    town.providers.partner[:] = False
    assert act(town, "action_plan").reached == 0
    assert not (town.issues.stage == Stage.PROMISED).any()


def test_a_bid_succeeds_with_its_chance(town: State, act) -> None:
    won = 0
    for week in range(1, 201):
        town.week = week
        won += act(town, "bid", success=0.6).reached
    assert 0.45 < won / 200 < 0.75
    assert town.funds[Fund.GRANTS] == 3.0 * won


def test_money_from_a_bid_solves_priorities_when_the_partnership_meets(partners: State, act) -> None:
    full_of(partners, Stage.PRIORITISED, 10)
    act(partners, "bid", success=1.0, issues=2)
    with wrapping():
        organising(partners)
    assert partners.funds[Fund.GRANTS] == 2.0
    act(partners, "partnership_meeting")
    partners.groups.alive[:] = np.arange(len(partners.groups.alive)) == partners.posts[Post.PARTNERSHIP_GROUP]
    with wrapping():
        organising(partners)
    assert partners.funds[Fund.GRANTS] == 0.0
    assert np.flatnonzero(partners.issues.stage == Stage.SOLVED).tolist() == [8, 9]


def test_works_improve_the_streets_where_they_are_and_no_others(town: State, act) -> None:
    without = copy_state(town)
    act(town, "works", streets=6, share=0.5)
    renewed = town.streets.works > 0.0
    assert renewed.sum() == 6
    for state in (town, without):
        with wrapping():
            neighbourhood(state)
    better = town.streets.condition > without.streets.condition
    assert np.array_equal(better, renewed)


def test_works_that_are_shown_are_news_and_others_are_not(town: State, act) -> None:
    before = int(town.news.head[0])
    act(town, "works", streets=6, shown=False)
    assert town.news.head[0] == before
    act(town, "works", streets=6, shown=True)
    assert town.news.head[0] == before + 6
    assert town.news.kind[0, (before + 5) % 64] == NewsKind.WIN


def test_the_more_is_renewed_the_better(town: State, act) -> None:
    streets = []
    for share in (0.2, 0.8):
        state = copy_state(town)
        act(state, "works", share=share)
        with wrapping():
            neighbourhood(state)
        streets.append(float(state.streets.condition.mean()))
    assert streets[0] < streets[1]


def test_austerity_cuts_hours_and_hardens_life_until_it_ends(town: State, act, open_week) -> None:
    act(town, "austerity", services=0.4, households=0.2, lasts=2)
    stood = []
    for week in (1, 2, 3):
        if week > 1:
            open_week(town, week)
        stood.append((float(town.funds[Fund.CUTS]), float(town.funds[Fund.HARDER])))
    assert stood == [(0.4, 0.2), (0.4, 0.2), (0.0, 0.0)]


def test_under_austerity_less_is_taken_up_and_stress_is_higher(town: State, act, open_week) -> None:
    full_of(town, Stage.LATENT, 400)
    cut = copy_state(town)
    act(cut, "austerity", services=0.5, households=1.0)
    for state in (town, cut):
        for week in range(1, 31):
            open_week(state, week)
            with wrapping():
                services(state)
                stress(state)
    assert (cut.issues.stage != Stage.LATENT).sum() < (town.issues.stage != Stage.LATENT).sum()
    assert cut.residents.levels[Level.STRESS].mean() > town.residents.levels[Level.STRESS].mean()


def test_a_big_project_takes_the_priorities_first_and_succeeds_or_fails_as_a_whole(town: State, act) -> None:
    full_of(town, Stage.LATENT, 20)
    town.issues.severity[:20] = np.linspace(0.1, 0.9, 20)
    town.issues.stage[2] = Stage.PRIORITISED
    outcomes = set()
    for number in range(12):
        state = copy_state(town)
        act(state, "big_project", id=f"project_{number}", issues=6, weeks=30, success=0.5)
        promised = np.flatnonzero(state.issues.stage == Stage.PROMISED).tolist()
        assert promised == [2, 15, 16, 17, 18, 19]
        assert (state.promises.due[promised] == state.week + 30).all()
        assert state.promises.visible[promised].all()
        outcomes.add(tuple(state.promises.keep[promised].tolist()))
    assert outcomes == {(0.0,) * 6, (1.0,) * 6}
