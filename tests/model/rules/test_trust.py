"""Phase 10: trust in services, influence and memory, by news, by waiting and by having tried."""

import numpy as np
import pytest

from c2sim.model.codes import NEVER, Cause, Level, NewsKind, Quality, TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.rules.rows import add_half, empty_ties
from c2sim.model.rules.trust import is_unanswered, moved_by, trust
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import all_at, news_for_all, news_of, phase

P = Parameters()
MOVED = [Level.TRUST_SERVICES, Level.INFLUENCE, Level.MEMORY]


def test_a_broken_promise_costs_more_than_a_kept_one_gains() -> None:
    gained, lost = moved_by(0.5, NewsKind.KEPT, 0.0, P.trust), moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust)
    assert gained > 0.0
    assert -lost == pytest.approx(P.trust.loss_to_gain * gained)


def test_a_response_that_was_not_asked_for_costs_a_little() -> None:
    assert (
        moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust) < moved_by(0.5, NewsKind.MISMATCHED, 0.0, P.trust) < 0.0
    )


def test_who_remembers_broken_promises_is_won_back_less() -> None:
    assert moved_by(0.5, NewsKind.KEPT, 0.6, P.trust) == pytest.approx(
        0.4 * moved_by(0.5, NewsKind.KEPT, 0.0, P.trust)
    )
    assert moved_by(0.5, NewsKind.BROKEN, 0.6, P.trust) == moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust)
    assert moved_by(0.5, NewsKind.KEPT, 1.0, P.trust) == 0.0


@pytest.mark.parametrize("kind", [NewsKind.KEPT, NewsKind.BROKEN, NewsKind.MISMATCHED])
def test_what_is_not_known_changes_no_one(place: State, kind: int) -> None:
    knowing = copy_state(place)
    unknowing = copy_state(place)
    for state in (knowing, unknowing):
        news_for_all(state, kind)
    unknowing.lives.fresh.fill(0)
    silent = phase(place, trust)[MOVED].copy()
    assert np.array_equal(phase(unknowing, trust)[MOVED], silent)
    assert not np.array_equal(phase(knowing, trust)[MOVED], silent)


def test_a_promise_moves_the_tie_in_full_and_general_trust_by_a_fifth(place: State) -> None:
    all_at(Level.TRUST_SERVICES, 0.5, place)
    place.residents.levels[Level.MEMORY] = 0.0
    place.ties = empty_ties(np.full(place.size, 4))
    add_half(place.ties, 0, place.size + 2, TieKind.LINKING, 0.5, 0.5)
    without = copy_state(place)
    news_for_all(place, NewsKind.KEPT, provider=2)
    difference = phase(place, trust)[Level.TRUST_SERVICES] - phase(without, trust)[Level.TRUST_SERVICES]
    in_full = moved_by(0.5, NewsKind.KEPT, 0.0, P.trust)
    assert place.ties.trust[place.ties.start[0]] == pytest.approx(0.5 + in_full)
    assert difference[0] == pytest.approx(P.trust.general * in_full)
    assert difference[1] == pytest.approx(in_full)


def test_each_broken_promise_known_raises_memory_and_nothing_else_does(place: State) -> None:
    for kind, more in (
        (NewsKind.BROKEN, True),
        (NewsKind.KEPT, False),
        (NewsKind.WIN, False),
        (NewsKind.MISMATCHED, False),
    ):
        state = copy_state(place)
        before = state.residents.levels[Level.MEMORY].copy()
        news_for_all(state, kind)
        assert ((phase(state, trust)[Level.MEMORY] > before) == more).all()


def test_memory_fades_by_half_in_five_years(place: State) -> None:
    place.residents.levels[Level.MEMORY] = 0.4
    for week in range(1, 261):
        begin(place, week)
        phase(place, trust)
    assert place.residents.levels[Level.MEMORY] == pytest.approx(0.2)


def test_listening_without_an_answer_costs_trust_once_patience_is_over(place: State) -> None:
    assert not is_unanswered(12, 0, P.learning)
    assert is_unanswered(13, 0, P.learning)
    assert not is_unanswered(53, 0, P.learning)
    assert not is_unanswered(13, NEVER, P.learning)
    all_at(Level.TRUST_SERVICES, 0.5, place)
    place.lives.waiting[:] = NEVER
    without = copy_state(place)
    place.lives.waiting[:100] = 1 - 20
    difference = phase(place, trust)[Level.TRUST_SERVICES] - phase(without, trust)[Level.TRUST_SERVICES]
    assert (difference[:100] < 0.0).all()
    assert (difference[100:] == 0.0).all()


def test_who_waits_too_long_gives_up_and_remembers_the_silence(place: State) -> None:
    place.lives.waiting[:] = 1 - 60
    place.lives.asked[:], place.lives.answered[:] = 0, 0.0
    place.lives.waiting[:100], place.lives.answered[:100] = NEVER, 0.5
    before = place.residents.levels[Level.MEMORY].copy()
    more = phase(place, trust)[Level.MEMORY] - before
    assert (more[100:] > 0.0).all()
    assert (more[:100] <= 0.0).all()
    assert (place.lives.waiting == NEVER).all()
    assert (place.lives.answered[100:] == -1.0).all()
    assert (place.lives.asked[100:] == -1).all()
    assert (place.lives.answered[:100] == 0.5).all()
    assert (place.lives.asked[:100] == 0).all()


def test_news_of_others_promises_answers_nobody(place: State) -> None:
    place.lives.waiting[:] = 1 - 5
    news_for_all(place, NewsKind.KEPT)
    phase(place, trust)
    assert (place.lives.waiting == 1 - 5).all()


# Near and far


@pytest.mark.parametrize("kind", [NewsKind.KEPT, NewsKind.BROKEN, NewsKind.MISMATCHED])
def test_what_services_do_on_ones_own_street_counts_in_full_and_hearsay_hardly(
    place: State, kind: int
) -> None:
    all_at(Level.TRUST_SERVICES, 0.5, place)
    all_at(Level.INFLUENCE, 0.5, place)
    place.residents.levels[Level.MEMORY] = 0.0
    place.lives.last_gathering[:], place.lives.member[:] = NEVER, -1
    without = copy_state(place)
    news_of(2, place, kind)
    difference = phase(place, trust)[MOVED] - phase(without, trust)[MOVED]
    there = place.residents.street == 2
    assert difference[0, there] == pytest.approx(moved_by(0.5, kind, 0.0, P.trust))
    for moved in difference:
        assert moved[~there] == pytest.approx(P.channels.hearsay * moved[there][0])


def test_a_tie_too_is_moved_as_far_as_the_news_is_near(place: State) -> None:
    place.lives.last_gathering[:], place.lives.member[:] = NEVER, -1
    place.ties = empty_ties(np.full(place.size, 4))
    here, far = 0, int(np.flatnonzero(place.residents.street != 0)[0])
    for i in (here, far):
        add_half(place.ties, i, place.size + 2, TieKind.LINKING, 0.5, 0.5)
    news_of(0, place, NewsKind.BROKEN, provider=2)
    phase(place, trust)
    moved = place.ties.trust[place.ties.start[[here, far]]] - 0.5
    in_full = moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust)
    assert moved == pytest.approx([in_full, P.channels.hearsay * in_full])


# Gains that get smaller


def test_kept_promises_win_less_trust_and_influence_the_further_these_lie_above_what_is_usual(
    place: State,
) -> None:
    place.residents.levels[[Level.TRUST_SERVICES, Level.INFLUENCE]] = 0.6
    place.residents.levels[Level.MEMORY] = 0.0
    gained = []
    for usual in (0.7, 0.6, 0.6 - 0.5 * P.people.reach, 0.6 - P.people.reach):
        state = copy_state(place)
        state.residents.rest[[Level.TRUST_SERVICES, Level.INFLUENCE]] = usual
        without = copy_state(state)
        news_for_all(state, NewsKind.KEPT)
        gained.append((phase(state, trust) - phase(without, trust))[MOVED[:2], 0])
    in_full = np.array([P.trust.gain, P.trust.influence_gain]) * 0.4
    for found, share in zip(gained, (1.0, 1.0, 0.5, 0.0), strict=True):
        assert found == pytest.approx(share * in_full)


def test_losses_are_as_large_wherever_one_stands(place: State) -> None:
    place.residents.levels[[Level.TRUST_SERVICES, Level.INFLUENCE]] = 0.6
    lost = []
    for usual in (0.8, 0.3):
        state = copy_state(place)
        state.residents.rest[[Level.TRUST_SERVICES, Level.INFLUENCE]] = usual
        without = copy_state(state)
        news_for_all(state, NewsKind.BROKEN)
        lost.append((phase(state, trust) - phase(without, trust))[MOVED[:2], 0])
    assert lost[0] == pytest.approx(lost[1])
    assert (lost[0] < 0.0).all()


# Having tried


def test_a_gathering_at_which_one_is_welcome_raises_influence_and_one_without_welcome_does_not(
    place: State,
) -> None:
    all_at(Level.INFLUENCE, 0.4, place)
    place.lives.attended[:] = -1
    place.lives.welcome[:] = 1.0  # of an earlier one
    place.lives.attended[:100], place.lives.welcome[:50] = 0, 0.0
    place.gatherings.quality[Quality.MIXES, 0] = 1.0
    moved = phase(place, trust)[Level.INFLUENCE] - 0.4
    usual = moved[100]
    assert moved[:50] == pytest.approx(usual)
    assert moved[50:100] - usual == pytest.approx(P.trust.influence_tried * 0.6)
    assert moved[100:] == pytest.approx(usual)
    gained = 50 * P.trust.influence_tried * 0.6
    assert place.causes[Level.INFLUENCE, Cause.HAVING_TRIED] == pytest.approx(gained)
