"""Interventions that fill posts and seats or set up bodies: what each one does, and what it needs."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Activity, Channel, Fund, Mean, Post, Role
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.organising import organising
from c2sim.model.rules.practice import practice
from c2sim.model.state import State


def phase(state: State, rule) -> None:
    with wrapping():
        rule(state)


def named(state: State, g: int = 0) -> list[int]:
    return np.flatnonzero(state.gatherings.named[g]).tolist()


def members(state: State) -> list[int]:
    group = state.posts[Post.PARTNERSHIP_GROUP]
    return np.flatnonzero((state.lives.member == group).any(axis=0)).tolist() if group >= 0 else []


def test_a_facilitator_has_hours_every_week_until_the_post_ends(town: State, act, open_week) -> None:
    act(town, "facilitator", hours=20.0, lasts=3)
    for week in (2, 3):
        town.provider_week.hours[-1] = 0.0
        open_week(town, week)
        assert town.providers.in_post[-1]
        assert town.provider_week.hours[-1] == 20.0
    open_week(town, 4)
    assert not town.providers.in_post[-1]
    assert town.provider_week.hours[-1] == 0.0


def test_a_facilitator_who_hosts_a_gathering_has_less_time_to_visit(town: State, act) -> None:
    act(town, "facilitator", hours=20.0)
    act(town, "celebration")
    assert 0.0 < town.provider_week.hours[-1] < 20.0


def test_the_strategic_group_gives_discretion_to_the_agencies_that_sit_there(
    town: State, act, open_week
) -> None:
    usual = town.providers.discretion.copy()
    for week in range(1, 14):
        open_week(town, week)
        act(town, "strategic_group", agencies=["police", "health"])
        phase(town, practice)
    higher = town.providers.discretion[:-1] > usual[:-1] + 0.05
    seated = np.isin(town.providers.agency[:-1], [0, 2])
    assert (higher[~seated] == False).all()  # noqa: E712
    assert higher[seated].any()


def test_discretion_falls_back_once_the_strategic_group_no_longer_meets(town: State, act, open_week) -> None:
    act(town, "strategic_group")
    for week in range(1, 14):
        open_week(town, week)
        phase(town, practice)
    while_it_met = town.providers.discretion[:-1].mean()
    for week in range(14, 120):
        open_week(town, week)
        phase(town, practice)
    assert town.providers.discretion[:-1].mean() < while_it_met - 0.05


def test_residents_sit_on_the_strategic_group_once_there_is_a_partnership(town: State, act) -> None:
    act(town, "strategic_group", resident_seats=True)
    assert town.posts[Post.SEATED_AT_STRATEGIC] == -1
    town.lives.roles[:4] = Role.KEY
    act(town, "partnership")
    act(town, "strategic_group", resident_seats=False)
    assert town.posts[Post.SEATED_AT_STRATEGIC] == -1
    act(town, "strategic_group", resident_seats=True)
    assert town.posts[Post.SEATED_AT_STRATEGIC] == 1


def test_key_residents_are_approached_and_some_agree_and_take_on_work(town: State, act) -> None:
    agreed = []
    for week in range(1, 21):
        town.week = week
        town.lives.roles[:] = 0
        town.lives.attended[:] = -1
        town.gatherings.number[0] = 0
        act(town, "key_residents")
        assert len(named(town)) == 20
        assert town.gatherings.channel[0] == Channel.APPROACH
        phase(town, attendance)
        keys = np.flatnonzero(town.lives.roles & Role.KEY).tolist()
        assert set(keys) <= set(named(town))
        agreed.append(len(keys))
    assert 2 <= np.mean(agreed) <= 9  # Beacon: 5 of about 20


def test_key_residents_are_found_by_brokerage_by_activism_or_at_random(town: State, act) -> None:
    town.residents.activity[:] = Activity.UNINVOLVED
    town.residents.activity[100:120] = Activity.ORGANISING
    found = {}
    for selection in ("brokerage", "activism", "random"):
        town.gatherings.number[0] = 0
        act(town, "key_residents", selection=selection)
        found[selection] = named(town)
    bridging = np.sort(town.means[Mean.BRIDGING_TIES])
    assert town.means[Mean.BRIDGING_TIES][found["brokerage"]].min() >= bridging[-20]
    assert found["activism"] == list(range(100, 120))
    assert len(set(found["random"]) & set(found["brokerage"])) < 10


def test_who_is_a_key_resident_already_is_not_approached_again(town: State, act) -> None:
    act(town, "key_residents")
    first = named(town)
    town.lives.roles[first] = Role.KEY
    town.gatherings.number[0] = 0
    act(town, "key_residents")
    assert not set(first) & set(named(town))


def test_the_steering_group_seats_key_residents_and_one_provider_of_each_agency(town: State, act) -> None:
    town.lives.roles[[3, 8]] = Role.KEY
    act(town, "steering_group")
    assert np.flatnonzero(town.lives.roles & Role.STEERING).tolist() == [3, 8]
    assert sorted(town.providers.agency[town.providers.partner].tolist()) == list(range(7))
    assert named(town) == [3, 8]


def test_the_partnership_is_formed_by_key_residents_and_whoever_came_lately_and_was_welcome(
    town: State, act
) -> None:
    """Whether they take part in anything else makes no difference."""
    town.lives.roles[:3] = Role.KEY
    town.lives.last_gathering[:], town.lives.welcome[:] = NEVER, 1.0
    town.lives.last_gathering[[10, 11, 20, 21, 22]] = town.week - 12
    town.lives.last_gathering[30] = town.week - 13
    town.lives.welcome[[21, 22]] = 0.0
    town.residents.activity[[10, 21, 30]] = Activity.VOLUNTEERING
    town.residents.activity[[11, 20, 22]] = Activity.UNINVOLVED
    town.providers.partner[:2] = True
    act(town, "partnership")
    assert members(town) == [0, 1, 2, 10, 11, 20]
    assert town.providers.partner[:2].all()


def test_of_those_who_came_as_many_would_join_as_were_welcome(town: State) -> None:
    town.lives.last_gathering[:], town.lives.last_gathering[1000:] = town.week, NEVER
    town.lives.welcome[:500], town.lives.welcome[500:] = 0.8, 0.3
    would = Handle(town, "partnership").would_join(12)
    assert would[:500].mean() == pytest.approx(0.8, abs=0.06)
    assert would[500:1000].mean() == pytest.approx(0.3, abs=0.06)
    assert not would[1000:].any()
    active = town.residents.activity[:1000] > Activity.UNINVOLVED
    idle = ~active
    assert would[:1000][active].any()
    assert would[:1000][idle].any()


def test_without_anybody_to_form_it_there_is_no_partnership_and_there_is_never_a_second(
    town: State, act
) -> None:
    town.lives.roles[:] = 0
    town.lives.last_gathering[:] = NEVER
    assert act(town, "partnership").reached == 0
    assert town.posts[Post.PARTNERSHIP_GROUP] == -1
    town.lives.roles[:3] = Role.KEY
    act(town, "partnership")
    group = town.posts[Post.PARTNERSHIP_GROUP]
    town.lives.roles[3] = Role.KEY
    act(town, "partnership")
    assert town.posts[Post.PARTNERSHIP_GROUP] == group
    assert 3 not in members(town)


def test_a_partnership_meeting_is_held_in_the_same_week_and_needs_a_partnership(town: State, act) -> None:
    act(town, "partnership_meeting")
    assert town.gatherings.number[0] == 0
    town.lives.roles[:5] = Role.KEY
    act(town, "partnership")
    act(town, "partnership_meeting")
    assert town.posts[Post.CONVENED] == 1
    assert named(town) == members(town)
    phase(town, organising)
    assert town.posts[Post.PARTNERSHIP_MET] == 1


def test_coaching_takes_the_facilitators_hours_and_helps_to_carry_the_partnership(
    partners: State, act
) -> None:
    before = partners.provider_week.hours[-1]
    act(partners, "coaching", hours=6.0)
    assert partners.funds[Fund.COACHING] == 6.0
    assert partners.provider_week.hours[-1] <= before - 6.0
    partners.lives.hours[:] = 0.0
    phase(partners, organising)
    assert partners.groups.carried[partners.posts[Post.PARTNERSHIP_GROUP]] > 0.0


def test_coaching_cannot_take_hours_that_nobody_has(partners: State, act, open_week) -> None:
    act(partners, "withdrawal")
    open_week(partners, 2)
    act(partners, "coaching", hours=6.0)
    assert partners.funds[Fund.COACHING] == 0.0


def test_the_co_ordinator_is_the_member_who_gives_most_and_is_paid_until_the_end(
    partners: State, act, open_week
) -> None:
    partners.lives.hours[:] = 0.0
    partners.lives.hours[4] = 9.0
    partners.lives.hours[700] = 50.0  # no member
    act(partners, "co_ordinator", hours=15.0, lasts=2)
    assert partners.posts[Post.CO_ORDINATOR_ROW] == 4
    assert partners.lives.roles[4] & Role.CO_ORDINATOR
    assert partners.funds[Fund.CO_ORDINATOR_HOURS] == 15.0
    open_week(partners, 2)
    assert partners.posts[Post.CO_ORDINATOR_ROW] == 4
    open_week(partners, 3)
    assert partners.posts[Post.CO_ORDINATOR_ROW] == -1
    assert not partners.lives.roles[4] & Role.CO_ORDINATOR
    assert partners.funds[Fund.CO_ORDINATOR_HOURS] == 0.0


def test_without_a_partnership_nobody_is_paid_to_co_ordinate(town: State, act) -> None:
    assert act(town, "co_ordinator").reached == 0
    assert not (town.lives.roles & Role.CO_ORDINATOR).any()


def test_withdrawal_empties_the_facilitators_post_and_ends_the_strategic_group_if_asked(
    partners: State, act, open_week
) -> None:
    act(partners, "strategic_group", resident_seats=True)
    act(partners, "withdrawal")
    assert not partners.providers.in_post[-1]
    assert partners.posts[Post.WITHDRAWN] == 1
    assert partners.posts[Post.STRATEGIC_MET] == 1
    act(partners, "withdrawal", strategic_group=True)
    assert not partners.seated.any()
    assert partners.posts[Post.STRATEGIC_MET] == NEVER
    assert partners.posts[Post.SEATED_AT_STRATEGIC] == -1
    open_week(partners, 2)
    assert not partners.providers.in_post[-1]
    assert partners.posts[Post.PARTNERSHIP_GROUP] >= 0  # what residents carry goes on
