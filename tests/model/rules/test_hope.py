"""Phase 9: agency and pathways."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Activity, Level, NewsKind
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters
from c2sim.model.rules.hope import hope, own_and_context
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import all_at, news_for_all, news_of, phase

P = Parameters()


def test_own_history_and_local_context_weigh_as_is_said_of_them() -> None:
    own, ties = own_and_context(0.1, 0.4, 0.6, 0.6, P.hope)
    assert ties == pytest.approx(P.hope.context * (own + ties))
    assert 0.0 < ties < own
    own, ties = own_and_context(0.1, 0.4, 0.6, 0.4, P.hope)
    assert ties == 0.0 < own


def test_known_success_raises_agency_and_known_failure_lowers_it(
    subtests: pytest.Subtests, place: State
) -> None:
    all_at(Level.AGENCY, 0.4, place)
    for kind, sign in [
        (NewsKind.KEPT, 1),
        (NewsKind.WIN, 1),
        (NewsKind.BROKEN, -1),
        (NewsKind.MISMATCHED, 0),
    ]:
        with subtests.test(kind=kind, sign=sign):
            without, state = copy_state(place), copy_state(place)
            news_for_all(state, kind)
            difference = phase(state, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY]
            assert (np.sign(difference) == sign).all()


def test_success_is_felt_more_by_those_who_took_part(place: State) -> None:
    all_at(Level.AGENCY, 0.4, place)
    without = copy_state(place)
    news_for_all(place, NewsKind.WIN)
    difference = phase(place, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY]
    active = place.residents.activity != Activity.UNINVOLVED
    assert difference[active].min() > 1.5 * difference[~active].max()


@pytest.mark.parametrize("kind", [NewsKind.WIN, NewsKind.KEPT, NewsKind.BROKEN])
def test_what_happens_on_ones_own_street_moves_hope_and_hearsay_hardly(place: State, kind: int) -> None:
    all_at(Level.AGENCY, 0.4, place)
    place.residents.activity[:] = Activity.UNINVOLVED
    place.lives.last_gathering[:] = -1000
    place.lives.member[:] = -1
    without = copy_state(place)
    news_of(2, place, kind)
    moved = np.abs(phase(place, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY])
    there = place.residents.street == 2
    assert moved[~there] == pytest.approx(P.channels.hearsay * moved[there][0])
    assert moved[there].min() > 0.0


def test_news_of_a_visit_counts_as_far_as_it_is_near(place: State) -> None:
    all_at(Level.PATHWAYS, 0.4, place)
    place.lives.member[0, :10] = 0
    place.lives.member[:, 10:] = -1
    place.lives.last_gathering[:] = -1000
    without = copy_state(place)
    news_of(-1, place, NewsKind.VISIT)
    moved = phase(place, hope)[Level.PATHWAYS] - phase(without, hope)[Level.PATHWAYS]
    assert moved[:10] == pytest.approx(P.learning.heard * 0.6)
    assert moved[10:] == pytest.approx(P.channels.hearsay * P.learning.heard * 0.6)


def test_successes_raise_agency_the_less_the_further_it_lies_above_what_is_usual(place: State) -> None:
    place.residents.levels[Level.AGENCY] = 0.6
    gained = []
    for usual in (0.6, 0.6 - 0.5 * P.people.reach, 0.6 - P.people.reach, 0.2):
        state = copy_state(place)
        state.residents.rest[Level.AGENCY] = usual
        without = copy_state(state)
        news_for_all(state, NewsKind.WIN)
        difference = phase(state, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY]
        gained.append(float(difference[state.residents.activity == Activity.UNINVOLVED].mean()))
    assert gained[1] == pytest.approx(0.5 * gained[0])
    assert gained[2:] == pytest.approx([0.0, 0.0])


def test_pathways_rise_with_confidence_and_providers_known_and_fall_with_stress(place: State) -> None:
    def after(level: int, value: float) -> float:
        state = copy_state(place)
        if level == -1:
            state.means[6] = value
        else:
            state.residents.levels[level] = value
        return float(phase(state, hope)[Level.PATHWAYS].mean())

    assert after(Level.CONFIDENCE, 0.9) > after(Level.CONFIDENCE, 0.1)
    assert after(-1, 2.0) > after(-1, 0.0)
    assert after(Level.STRESS, 0.9) < after(Level.STRESS, 0.1)


@pytest.mark.parametrize(
    ("what", "level"),
    [(Gathering(listens=1.0), Level.AGENCY), (Gathering(shows=1.0), Level.PATHWAYS)],
    ids=["being listened to raises agency", "an example raises pathways"],
)
def test_what_is_taken_home_from_a_gathering(place: State, what: Gathering, level: int) -> None:
    with wrapping():
        Handle(place, "test").gather(what)
    all_at(level, 0.5, place)
    without = copy_state(place)
    place.lives.attended[:150] = 0
    difference = phase(place, hope)[level] - phase(without, hope)[level]
    assert (difference[:150] > 0.0).all()
    assert (difference[150:] == 0.0).all()
