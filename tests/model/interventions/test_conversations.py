"""Each field of a Community Conversation changes the quantity that it acts on; what follows is for runs."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, TENURES, Fund, Quality, Role, Stage
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import with_changes
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.organising import organising
from c2sim.model.rules.voice import voice
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood


@pytest.fixture(scope="module")
def start() -> State:
    """A neighbourhood in which many follow an invitation, so that small differences show."""
    changes = {"attendance": {"poster": 0.2, "network": 0.2}}
    return state_at_start(Neighbourhood(), with_changes(changes), 1)


@pytest.fixture
def held(start: State, open_week: Callable, act: Callable[..., Handle]) -> Callable[..., State]:
    """The neighbourhood in the week of a conversation, once people have come (and some been before)."""

    def hold(been: int = 0, **fields: object) -> State:
        state = copy_state(start)
        open_week(state, 1)
        state.lives.roles[:been] |= Role.HEARD
        act(state, "conversation", **{"room_cap": 200, "bring_a_friend": 0.0, "prof_share": 0.0, **fields})
        with wrapping():
            attendance(state)
        return state

    return hold


def came(state: State) -> np.ndarray:
    return state.lives.attended >= 0


def test_recruiting_with_a_bias_brings_those_already_active(held: Callable[..., State]) -> None:
    open_to_all, biased = held(recruit_bias=0.0), held(recruit_bias=1.0)
    shares = [(state.residents.activity[came(state)] > 0).mean() for state in (open_to_all, biased)]
    assert shares[0] < 0.6
    assert shares[1] == 1.0


def test_seats_for_professionals_bring_providers_and_leave_fewer_for_residents(held) -> None:
    few, many = held(prof_share=0.05, room_cap=20), held(prof_share=0.6, room_cap=20)
    assert (few.provider_week.present >= 0).sum() < (many.provider_week.present >= 0).sum()
    assert (came(few).sum(), came(many).sum()) == (19, 8)


def test_a_room_holds_no_more_than_its_cap_and_people_meet_less_in_a_large_circle(held) -> None:
    small, large = held(room_cap=8), held(room_cap=40)
    assert (came(small).sum(), came(large).sum()) == (8, 40)
    assert small.gatherings.quality[Quality.MIXES, 0] > large.gatherings.quality[Quality.MIXES, 0]


def raised(state: State) -> np.ndarray:
    """Who raised an issue, when every issue is latent and only those in the circle speak."""
    state.issues.stage[state.issues.stage > Stage.LATENT] = Stage.LATENT
    with wrapping():
        voice(state)
    return (state.lives.raised >= 0) & came(state)


def test_with_facilitation_the_less_confident_speak_too(held: Callable[..., State]) -> None:
    few, all_alike = held(facilitation=0.0), held(facilitation=1.0)
    confidence = few.residents.levels[4]
    low = confidence < 0.35
    assert few.gatherings.quality[Quality.DOMINATED, 0] == 1.0
    silent, spoken = raised(few), raised(all_alike)
    assert silent[low].sum() < spoken[low].sum()
    assert confidence[silent].mean() > confidence[spoken].mean()


def test_talk_of_strengths_only_leaves_troubles_unsaid(held: Callable[..., State]) -> None:
    assert raised(held(strengths_focus=1.0)).sum() < raised(held(strengths_focus=0.0)).sum()


def test_a_warm_welcome_brings_back_those_who_have_been_before(held: Callable[..., State]) -> None:
    cold, warm = (came(held(been=300, welcome=welcome))[:300].mean() for welcome in (0.0, 1.0))
    assert warm > cold + 0.2


def test_guests_bring_friends_to_whom_they_are_tied(held: Callable[..., State]) -> None:
    alone, together = (held(bring_a_friend=chance, channels=["young_people"]) for chance in (0.0, 0.9))
    more = np.flatnonzero(came(together) & ~came(alone))
    assert len(more) > 20
    ties = alone.ties
    guests = set(np.flatnonzero(came(alone)).tolist())
    for friend in more.tolist():
        row = ties.other[ties.start[friend] : ties.start[friend] + ties.size[friend]].tolist()
        assert guests & set(row)


def test_without_dipping_in_and_out_whoever_missed_one_stays_out(held: Callable[..., State]) -> None:
    assert came(held(been=300, dip_allowed=True))[:300].any()
    assert not came(held(been=300, dip_allowed=False))[:300].any()


def test_what_doubles_another_gathering_loses_those_who_were_there(start: State, held) -> None:
    lately = start.lives.last_gathering.copy()
    start.lives.last_gathering[:700] = 0
    split, own = came(held(overlap=1.0)), came(held(overlap=0.0))
    start.lives.last_gathering[:] = lately
    assert not split[:700].any()
    assert own[:700].any()


def test_seed_grants_let_people_who_were_heard_found_groups(held: Callable[..., State]) -> None:
    founded = []
    for seeds in (0.0, 4.0):
        state = held(been=1500, seed_fund=seeds)
        assert state.funds[Fund.SEEDS] == seeds
        before = state.groups.alive.sum()
        for week in range(state.week, state.week + 8):
            state.week = week
            with wrapping():
                organising(state)
        founded.append(int(state.groups.alive.sum() - before))
        assert state.funds[Fund.SEEDS] >= 0.0
    assert founded[1] > founded[0]


@pytest.mark.parametrize(
    ("channel", "of_them"),
    [
        ("young_people", lambda state: state.residents.tenure == TENURES.index("private_rent")),
        ("faith_and_voluntary", lambda state: state.residents.group > 0),
    ],
)
def test_a_channel_reaches_its_own_people(channel: str, of_them: Callable, held) -> None:
    everybody, own = held(channels=["faces"]), held(channels=[channel])
    assert of_them(everybody)[came(everybody)].mean() < 0.7
    assert of_them(own)[came(own)].all()


def test_online_distance_keeps_nobody_away_and_people_meet_less(held: Callable[..., State]) -> None:
    faces, web = held(channels=["faces"]), held(channels=["web"])
    assert came(web).sum() > came(faces).sum()
    assert web.gatherings.quality[Quality.MIXES, 0] < faces.gatherings.quality[Quality.MIXES, 0]


def test_fewer_come_when_the_agenda_is_somebody_elses(held: Callable[..., State]) -> None:
    assert came(held(agenda_owner=0.0)).sum() < came(held(agenda_owner=1.0)).sum()


def test_what_is_shared_with_partners_becomes_known_as_a_priority(held: Callable[..., State]) -> None:
    known = []
    for shared in (0.0, 0.5, 1.0):
        state = held(shared=shared)
        state.issues.prioritised[:] = NEVER
        raised(state)
        assert (state.issues.stage == Stage.VOICED).any()
        known.append(int((state.issues.stage == Stage.PRIORITISED).sum()))
    assert known[0] == 0
    assert known[0] < known[1] < known[2]
