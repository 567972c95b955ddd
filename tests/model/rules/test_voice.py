"""Phase 5: who raises issues, and how they become priorities."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Count, Level, Post, Stage
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.voice import more_after_answers, private_voice, public_voice, voice
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters().voice


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    begin(state, 1)
    return state


def listen(state: State, quality: float = 1.0) -> None:
    with wrapping():
        Handle(state, "listening").gather(Gathering(listens=quality))
    state.lives.attended[:] = 0


def speak(state: State) -> None:
    with wrapping():
        voice(state)


def test_active_and_confident_people_speak_more() -> None:
    assert public_voice(True, 0.5, False, 0.0, P) > public_voice(False, 0.5, False, 0.0, P)
    assert public_voice(False, 0.9, False, 0.0, P) > public_voice(False, 0.1, False, 0.0, P)


def test_intimidation_silences_in_public_less_where_a_speaker_is_backed_and_not_in_private() -> None:
    free = public_voice(True, 0.5, False, 0.0, P)
    alone, backed = (public_voice(True, 0.5, True, backing, P) for backing in (0.0, 1.0))
    assert alone < backed < free
    assert private_voice(1.0, 0.5, P) > free


def test_someone_intimidating_on_a_street_lowers_what_is_raised_there(place: State) -> None:
    place.issues.stage[place.issues.stage != Stage.NONE] = Stage.LATENT
    place.parameters = with_changes({"voice": {"usual": 0.05, "active": 1.0}})
    place.residents.intimidating[:] = False
    feared = copy_state(place)
    feared.residents.intimidating[feared.streets.first[:-1]] = True
    for state in (place, feared):
        for week in range(1, 9):
            begin(state, week)
            speak(state)
    assert feared.issues.voices.sum() < 0.8 * place.issues.voices.sum()


def test_listening_raises_issues_that_become_priorities(place: State) -> None:
    listen(place)
    speak(place)
    first = place.issues.stage == Stage.PRIORITISED
    assert first.sum() == 2  # 12 per 1,500
    assert (place.issues.prioritised[first] == 1).all()
    assert (place.issues.voices[first] > 0).all()


def test_who_was_listened_to_and_raised_something_waits_for_an_answer(place: State) -> None:
    listen(place)
    speak(place)
    waits = place.lives.waiting == 1
    assert waits.any()
    open_streets = set(place.issues.street[place.issues.stage != Stage.NONE].tolist())
    assert set(place.residents.street[waits].tolist()) <= open_streets


def test_who_trusts_services_says_more_when_listened_to_whoever_else_is_trusted(
    place: State,
) -> None:
    place.parameters = with_changes({"voice": {"usual": 0.0}})
    place.issues.stage[place.issues.stage != Stage.NONE] = Stage.LATENT

    def said(services: float, neighbours: float) -> int:
        state = copy_state(place)
        state.residents.levels[Level.TRUST_SERVICES] = services
        state.residents.levels[Level.TRUST_NEIGHBOURS] = neighbours
        listen(state, 0.5)
        speak(state)
        return int(state.issues.voices.sum())

    assert said(0.9, 0.1) == said(0.9, 0.9) > said(0.1, 0.9) == said(0.1, 0.1) > 0


def test_without_listening_nobody_waits_and_nothing_becomes_a_priority(place: State) -> None:
    for week in range(1, 20):
        begin(place, week)
        speak(place)
    assert (place.lives.waiting == NEVER).all()
    assert not (place.issues.stage == Stage.PRIORITISED).any()


def test_being_told_what_was_heard_starts_the_waiting_anew(place: State) -> None:
    listen(place)
    speak(place)
    waited = place.lives.waiting == 1
    begin(place, 5)
    with wrapping():
        Handle(place, "feedback").gather(Gathering(tells=1.0))
    place.lives.attended[waited] = 0
    speak(place)
    assert (place.lives.waiting[waited] == 5).all()


def test_a_meeting_of_the_partnership_makes_priorities_of_what_was_voiced(place: State) -> None:
    voiced = np.flatnonzero(place.issues.stage != Stage.NONE)[:3]
    place.issues.stage[:] = Stage.NONE
    place.issues.stage[voiced], place.issues.voices[voiced] = Stage.VOICED, 5
    place.posts[Post.PARTNERSHIP_MET] = 0
    speak(place)
    assert (place.issues.stage[voiced] == Stage.PRIORITISED).sum() == 2


def test_an_issue_keeps_the_week_in_which_it_first_became_a_priority(place: State) -> None:
    voiced = int(np.flatnonzero(place.issues.stage != Stage.NONE)[0])
    place.issues.stage[:] = Stage.NONE
    place.issues.stage[voiced], place.issues.voices[voiced], place.issues.prioritised[voiced] = (
        Stage.VOICED,
        5,
        -7,
    )
    listen(place)
    speak(place)
    assert place.issues.prioritised[voiced] == -7


def test_a_promised_issue_can_be_raised_again_and_what_is_solved_is_not(place: State) -> None:
    place.issues.stage[:40:2] = Stage.PROMISED
    place.issues.passed[:40:2] = False
    place.issues.stage[1:40:2] = Stage.SOLVED
    place.issues.voices[:40] = 0
    for week in range(1, 4):
        begin(place, week)
        listen(place)
        speak(place)
    assert (place.issues.voices[:40:2] > 0).all()
    assert (place.issues.voices[1:40:2] == 0).all()
    assert (place.issues.stage[1:40:2] == Stage.SOLVED).all()


# What came of asking


def test_who_had_an_answer_speaks_more_often_and_who_met_silence_as_often_as_before() -> None:
    assert more_after_answers(1.0, P) == pytest.approx(1.0 + P.answered)
    assert more_after_answers(0.5, P) == pytest.approx(1.0 + 0.5 * P.answered)
    assert more_after_answers(0.0, P) == more_after_answers(-1.0, P) == 1.0


def test_where_people_had_answers_more_is_raised(place: State) -> None:
    place.issues.stage[place.issues.stage != Stage.NONE] = Stage.LATENT
    place.issues.voices[:] = 0
    said = []
    for answered in (0.0, 1.0):
        state = copy_state(place)
        for week in range(1, 9):
            begin(state, week)
            state.lives.answered[:] = answered
            speak(state)
        said.append(int(state.issues.voices.sum()))
    assert said[1] > 2 * said[0] > 0


def test_what_came_of_asking_is_half_forgotten_in_its_half_life(place: State) -> None:
    place.lives.answered[:100], place.lives.answered[100:] = 1.0, -1.0
    for week in range(1, int(P.remembers) + 1):
        begin(place, week)
        speak(place)
    assert place.lives.answered[:100] == pytest.approx(0.5)
    assert place.lives.answered[100:] == pytest.approx(-0.5)


def test_who_raises_an_issue_has_asked_for_it_and_who_waits_waits_for_the_first(place: State) -> None:
    place.lives.asked[:] = -1
    listen(place)
    speak(place)
    raised = place.lives.raised >= 0
    assert raised.any()
    assert (place.lives.asked[raised] >= 0).all()
    assert (place.issues.voices[place.lives.asked[raised]] > 0).all()
    assert (place.lives.asked[~raised] == -1).all()
    before = place.lives.asked.copy()
    begin(place, 2)
    listen(place)
    speak(place)
    waits = place.lives.waiting != NEVER
    assert waits[raised].any()
    assert np.array_equal(place.lives.asked[raised & waits], before[raised & waits])


def test_the_week_in_which_an_issue_is_first_raised_stays_on_record(place: State) -> None:
    place.issues.stage[:], place.issues.passed[:] = Stage.NONE, False
    place.issues.voiced[:], place.issues.voices[:] = NEVER, 0
    place.raised_weeks[:] = 0.0
    for week in (1, 2):
        begin(place, week)
        place.issues.stage[10 * week : 10 * week + 10] = Stage.LATENT
        listen(place)
        speak(place)
    voiced = place.issues.voiced[place.issues.voices > 0]
    assert set(voiced.tolist()) == {1, 2}
    assert [place.raised_weeks[week] for week in (1, 2)] == [(voiced == 1).sum(), (voiced == 2).sum()]


def test_an_issue_that_somebody_works_at_already_counts_as_raised_once_it_is(place: State) -> None:
    place.issues.stage[:], place.issues.passed[:] = Stage.NONE, False
    place.issues.stage[:20] = Stage.PROMISED
    place.issues.voiced[:], place.issues.voices[:], place.raised_weeks[:] = NEVER, 0, 0.0
    raised = place.counts[Count.ISSUES_RAISED]
    listen(place)
    speak(place)
    voiced = place.issues.voices > 0
    assert voiced.any()
    assert (place.issues.voiced[voiced] == place.week).all()
    assert (place.issues.stage[:20] == Stage.PROMISED).all()
    assert place.raised_weeks.sum() == place.counts[Count.ISSUES_RAISED] - raised == voiced.sum()


def test_what_was_raised_two_years_ago_makes_room_for_what_is_raised_now(place: State) -> None:
    place.issues.stage[:] = Stage.NONE
    place.raised_weeks[:], place.acted_ages[:] = 7.0, 7.0
    begin(place, 105)
    speak(place)
    assert place.raised_weeks[1] == 0.0
    assert not place.acted_ages[1].any()
    assert place.raised_weeks.sum() == 7.0 * 103
