"""Meetings with providers on equal terms: trust in them and in services, part of it passing (phase 10)."""

import numpy as np
import pytest

from c2sim.model.codes import Cause, Level, TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.rules.rows import add_half, empty_ties
from c2sim.model.rules.trust import trust
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import all_at, meet_provider, phase

P = Parameters().trust
IN_FULL = P.contact * 0.6 * P.carries
"""What one good meeting adds to trust in services of somebody at .4, who is tied to nobody."""


@pytest.fixture
def strangers(place: State) -> State:
    """Everybody's trust in services is .4, as it usually is, and nobody knows a provider."""
    all_at(Level.TRUST_SERVICES, 0.4, place)
    place.ties = empty_ties(np.full(place.size, 4))
    return place


def moved(state: State, **how: bool) -> np.ndarray:
    """What a meeting does to trust in services, against the same week without one."""
    without = copy_state(state)
    meet_provider(state, slice(0, 100), **how)
    return phase(state, trust)[Level.TRUST_SERVICES] - phase(without, trust)[Level.TRUST_SERVICES]


def test_a_good_meeting_on_equal_terms_raises_trust_of_those_who_met(strangers: State) -> None:
    difference = moved(strangers)
    assert difference[:100] == pytest.approx(IN_FULL)
    assert (difference[100:] == 0.0).all()
    assert strangers.causes[Level.TRUST_SERVICES, Cause.GOOD_CONTACT] == pytest.approx(100 * IN_FULL)


def test_casework_is_not_contact_on_equal_terms(strangers: State) -> None:
    assert (moved(strangers, equal=False) == 0.0).all()


def test_a_bad_meeting_costs_more_than_a_good_one_gains_for_who_is_between_trust_and_distrust(
    strangers: State,
) -> None:
    all_at(Level.TRUST_SERVICES, 0.5, strangers)
    gained = moved(copy_state(strangers))[:100]
    lost = moved(strangers, good=False)[:100]
    assert -lost == pytest.approx(P.loss_to_gain * gained)
    assert strangers.causes[Level.TRUST_SERVICES, Cause.BAD_CONTACT] == pytest.approx(lost.sum())


def test_what_good_meetings_gain_gets_less_far_above_what_is_usual(strangers: State) -> None:
    strangers.residents.levels[Level.TRUST_SERVICES] = 0.4 + Parameters().people.reach
    assert moved(strangers)[:100] == pytest.approx(0.0)


def later(state: State, weeks: int) -> float:
    """What is left after so many weeks of a meeting in the first, all else being as if there were none."""
    without = copy_state(state)
    meet_provider(state, slice(0, 100))
    for one in (state, without):
        still = one.parameters.trust._replace(half_life=1e9)
        one.parameters = one.parameters._replace(trust=still)
        for week in range(1, weeks + 2):
            begin(one, week)
            one.contacts.number[0] *= week == 1 and one is state
            phase(one, trust)
    level = Level.TRUST_SERVICES
    return float((state.residents.levels[level] - without.residents.levels[level])[:100].mean())


def test_the_part_that_passes_is_half_gone_in_its_half_life_and_the_rest_stays(strangers: State) -> None:
    left = [later(copy_state(strangers), weeks) / IN_FULL for weeks in (0, 4, 8, 104)]
    assert left == pytest.approx(
        [1.0, 1.0 - 0.5 * P.passing, 1.0 - 0.75 * P.passing, 1.0 - P.passing], abs=1e-6
    )


def test_meeting_again_renews_what_had_worn_off(strangers: State) -> None:
    meet_provider(strangers, slice(0, 100))
    phase(strangers, trust)
    first = strangers.lives.warmth[0]
    for week in range(2, 10):
        begin(strangers, week)
        strangers.contacts.number[0] = 0
        phase(strangers, trust)
    cooled = strangers.lives.warmth[0]
    meet_provider(strangers, slice(0, 100))
    phase(strangers, trust)
    assert first == pytest.approx(P.passing * IN_FULL)
    assert cooled == pytest.approx(0.25 * first)
    assert strangers.lives.warmth[0] > 0.8 * first


def test_a_bad_meeting_leaves_a_chill_that_passes_too(strangers: State) -> None:
    moved(strangers, good=False)
    assert (strangers.lives.warmth[:100] < 0.0).all()
    assert (strangers.lives.warmth[100:] == 0.0).all()


def test_the_tie_to_the_provider_keeps_what_does_not_pass(strangers: State) -> None:
    add_half(strangers.ties, 0, strangers.size, TieKind.LINKING, 0.5, 0.7)
    difference = moved(strangers)
    in_full = P.contact * 0.3
    assert strangers.ties.trust[strangers.ties.start[0]] == pytest.approx(0.7 + (1.0 - P.passing) * in_full)
    assert difference[0] == pytest.approx(P.carries * in_full)
    assert difference[1] == pytest.approx(IN_FULL)


def test_each_meeting_of_a_week_counts(strangers: State) -> None:
    meet_provider(strangers, slice(0, 2))
    strangers.contacts.one[:2] = 0
    phase(strangers, trust)
    assert strangers.lives.warmth[0] == pytest.approx(2.0 * P.passing * IN_FULL)
    assert strangers.lives.warmth[1] == 0.0
