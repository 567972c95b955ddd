"""Interventions that bring people together: who is asked, how, and what is done there."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Activity, Channel, Level, NewsKind, Post, Quality, Role, Stage
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.voice import voice
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state

BY_INVITATION = {"poster": Channel.POSTER, "networks": Channel.NETWORK, "door": Channel.DOOR}


def named(state: State, g: int = 0) -> list[int]:
    return np.flatnonzero(state.gatherings.named[g]).tolist()


def staff(state: State, g: int = 0) -> list[int]:
    """Providers asked to come, without the facilitator who hosts."""
    return np.flatnonzero(state.gatherings.called[g][:-1]).tolist()


def quality(state: State, of: int, g: int = 0) -> float:
    return float(state.gatherings.quality[of, g])


def news_of(state: State, kind: int) -> int:
    last = state.news.head[0]
    return sum(int(state.news.kind[0, place % 64] == kind) for place in range(max(0, last - 64), last))


FOR_THE_PARTNERSHIP = [
    ("self_assessment", (Quality.LISTENS, Quality.MIXES)),
    ("connecting_workshop", (Quality.TEACHES, Quality.MIXES)),
    ("partnership_training", (Quality.TEACHES,)),
    ("partnership_meeting", (Quality.LISTENS, Quality.MIXES)),
    ("steering_group", (Quality.MIXES,)),
]


def test_what_is_for_the_partnership_asks_its_members_by_name(
    subtests: pytest.Subtests, partners: State, act
) -> None:
    for kind, does in FOR_THE_PARTNERSHIP:
        with subtests.test(kind=kind):
            state = copy_state(partners)
            act(state, kind)
            assert state.gatherings.channel[0] == Channel.BY_NAME
            assert set(range(6)) <= set(named(state))
            assert len(named(state)) < 100
            assert all(quality(state, of) > 0.0 for of in does)


OPEN_EVENTS = [
    ("listening_event", Quality.LISTENS),
    ("feedback_event", Quality.TELLS),
    ("celebration", Quality.CELEBRATES),
    ("return_visit", Quality.SHOWS),
]


def test_an_open_event_asks_everybody_in_the_way_it_says(
    subtests: pytest.Subtests, partners: State, act
) -> None:
    for invitation in BY_INVITATION:
        for kind, does in OPEN_EVENTS:
            with subtests.test(kind=kind, invitation=invitation):
                state = copy_state(partners)
                state.issues.prioritised[0] = 0
                act(state, kind, invitation=invitation)
                assert len(named(state)) == state.size
                assert state.gatherings.channel[0] == BY_INVITATION[invitation]
                assert quality(state, does) > 0.0


BETTER = [
    ("self_assessment", Quality.LISTENS),
    ("connecting_workshop", Quality.MIXES),
    ("experiential_learning", Quality.TEACHES),
    ("listening_event", Quality.LISTENS),
    ("feedback_event", Quality.TELLS),
    ("coaching", Quality.TEACHES),
    ("walkabout", Quality.LISTENS),
    ("site_visit", Quality.SHOWS),
    ("return_visit", Quality.SHOWS),
    ("partnership_meeting", Quality.MIXES),
    ("celebration", Quality.CELEBRATES),
    ("partnership_training", Quality.TEACHES),
]


def test_what_is_done_better_gives_more(subtests: pytest.Subtests, partners: State, act) -> None:
    for kind, of in BETTER:
        with subtests.test(kind=kind):
            state = copy_state(partners)
            state.issues.prioritised[0] = 0
            for one in (0.2, 0.8):
                act(state, kind, quality=one)
            assert quality(state, of, 1) == pytest.approx(4.0 * quality(state, of, 0))


def test_coaching_takes_members_by_turns(partners: State, act) -> None:
    met: set[int] = set()
    for week in range(1, 40):
        partners.week, partners.gatherings.number[0] = week, 0
        act(partners, "coaching")
        if partners.gatherings.number[0]:
            met |= set(named(partners))
    assert set(range(6)) <= met


def test_self_assessment_brings_together_partners_and_all_staff(partners: State, act) -> None:
    act(partners, "self_assessment")
    assert staff(partners) == list(range(15))


def test_learning_takes_residents_and_providers_and_the_second_wave_takes_others(
    partners: State, act
) -> None:
    act(partners, "experiential_learning", learners=5, provider_share=0.4)
    assert len(staff(partners)) == 2
    first = named(partners)
    assert len(first) == 3
    assert set(first) <= set(np.flatnonzero(partners.lives.roles & Role.STEERING).tolist())
    assert partners.gatherings.grants[0] == Role.LEARNER
    partners.lives.roles[first] |= Role.LEARNER
    act(partners, "experiential_learning", id="second_wave", learners=5, provider_share=0.4)
    assert len(named(partners, 1)) == 3
    assert not set(named(partners, 1)) & set(first)


def test_who_comes_to_learn_is_a_learner(partners: State, act) -> None:
    partners.parameters = partners.parameters._replace(
        attendance=partners.parameters.attendance._replace(named=1.0)
    )
    partners.residents.levels[8] = 0.0
    act(partners, "experiential_learning")
    with wrapping():
        attendance(partners)
    learners = np.flatnonzero(partners.lives.roles & Role.LEARNER).tolist()
    assert learners == named(partners)


def test_a_listening_event_makes_priorities_of_what_is_raised_there(partners: State, act) -> None:
    partners.issues.stage[:60] = Stage.LATENT
    assert not (partners.issues.stage == Stage.PRIORITISED).any()
    act(partners, "listening_event", invitation="door")
    with wrapping():
        attendance(partners)
        voice(partners)
    assert (partners.lives.attended == 0).sum() > 10
    assert (partners.issues.stage == Stage.PRIORITISED).any()
    assert (partners.lives.waiting == 1).any()


def test_no_more_come_than_the_room_holds(partners: State, act) -> None:
    act(partners, "listening_event", invitation="door", room=5)
    with wrapping():
        attendance(partners)
    assert (partners.lives.attended == 0).sum() == 5


def test_a_feedback_event_needs_something_heard_and_puts_it_on_record(partners: State, act) -> None:
    partners.issues.prioritised[:] = NEVER
    act(partners, "feedback_event")
    assert partners.gatherings.number[0] == 0
    assert partners.posts[Post.REPORTED_BACK] == NEVER
    partners.issues.prioritised[0] = 0
    act(partners, "feedback_event")
    assert partners.posts[Post.REPORTED_BACK] == 1


def test_a_walkabout_asks_at_the_doors_of_a_few_streets_and_moves_on(partners: State, act, open_week) -> None:
    walked = []
    for week in (1, 2):
        open_week(partners, week)
        act(partners, "walkabout", streets=4, providers=3)
        walked.append(set(partners.residents.street[named(partners)].tolist()))
        assert len(staff(partners)) == 3
        homes = np.isin(partners.residents.street, list(walked[-1])).sum()
        assert len(named(partners)) == homes
    assert len(walked[0]) == len(walked[1]) == 4
    assert walked[0] != walked[1]


def test_a_site_visit_takes_some_and_becomes_news_at_home(partners: State, act) -> None:
    act(partners, "site_visit", visitors=6, provider_share=0.5)
    assert len(staff(partners)) == 3
    assert len(named(partners)) == 3
    assert partners.gatherings.street[0] == -1
    assert news_of(partners, NewsKind.VISIT) == 1


@pytest.mark.parametrize("kind", ["site_visit", "return_visit"])
def test_without_a_debrief_less_is_learnt_of_a_visit(kind: str, partners: State, act) -> None:
    for debrief in (True, False):
        act(partners, kind, debrief=debrief)
    kept = 1.0 - partners.parameters.learning.debrief
    for of in (Quality.SHOWS, Quality.TEACHES):
        assert quality(partners, of, 1) == pytest.approx(kept * quality(partners, of, 0))
        assert quality(partners, of, 1) < quality(partners, of, 0)


def test_a_return_visit_is_open_to_those_who_could_not_travel_and_is_news(partners: State, act) -> None:
    act(partners, "return_visit", invitation="poster")
    assert len(named(partners)) == partners.size
    assert partners.gatherings.street[0] >= 0
    assert news_of(partners, NewsKind.VISIT) == 1


def test_a_forum_asks_everybody_and_two_of_the_staff(town: State, act) -> None:
    act(town, "forum", quality=0.8, room=10, overlap=0.7, recruit_bias=0.4, agenda_owner=1.0)
    assert len(named(town)) == town.size
    assert len(staff(town)) == 2
    assert town.gatherings.room[0] == 10
    assert [quality(town, of) for of in (Quality.LISTENS, Quality.BIASED, Quality.OVERLAPS)] == pytest.approx(
        [0.4, 0.4, 0.7]
    )


def test_a_forum_on_the_agency_s_agenda_hears_less_and_lets_fewer_meet(town: State, act) -> None:
    for owner in (1.0, 0.25):
        act(town, "forum", agenda_owner=owner)
    assert [quality(town, Quality.IMPOSED, g) for g in (0, 1)] == [0.0, 0.75]
    for of in (Quality.LISTENS, Quality.MIXES):
        assert quality(town, of, 1) == pytest.approx(0.25 * quality(town, of, 0))


def who_comes(state: State, act, **fields: object) -> np.ndarray:
    act(state, "listening_event", invitation="door", room=5000, **fields)
    with wrapping():
        attendance(state)
    return state.lives.attended >= 0


def test_biased_recruiting_brings_those_who_are_active_already(partners: State, act) -> None:
    partners.residents.activity[:100] = Activity.VOLUNTEERING
    alike, biased = (who_comes(copy_state(partners), act, recruit_bias=bias) for bias in (0.0, 1.0))
    active = partners.residents.activity > 0
    assert alike[~active].any()
    assert not biased[~active].any()
    assert biased[active].sum() > alike[active].sum()


def test_an_imposed_agenda_keeps_those_away_who_do_not_trust_it(partners: State, act) -> None:
    partners.residents.levels[Level.TRUST_SERVICES] = 0.2
    own, imposed = (who_comes(copy_state(partners), act, agenda_owner=owner).sum() for owner in (1.0, 0.0))
    assert imposed < own


def test_who_came_to_a_gathering_lately_has_no_time_for_one_that_doubles_it(partners: State, act) -> None:
    partners.lives.last_gathering[:750] = partners.week - 2
    partners.lives.last_gathering[750:] = NEVER
    comes = who_comes(partners, act, overlap=1.0)
    assert not comes[:750].any()
    assert comes[750:].any()
