"""Phase 4: meeting, ties, trust in neighbours, means over ties."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Cause, Fund, Level, Mean, Met, Post, TieKind
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.contact import goes_well, sociable
from c2sim.model.rules.meeting import meeting
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.rules.rows import add_half, empty_ties, find, prepare_rows, remove_half
from c2sim.model.rules.tying import decay, tying
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood

M = Parameters().meeting
T = Parameters().ties


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    begin(state, 1)
    return state


def test_stress_distrust_and_incidents_keep_people_at_home() -> None:
    usual = sociable(0.0, 0.5, 0, M)
    assert usual == pytest.approx(1.0)
    assert sociable(1.0, 0.5, 0, M) < usual
    assert sociable(0.0, 0.3, 0, M) < usual
    assert sociable(0.0, 0.5, 2, M) < usual
    assert sociable(2.25, 0.0, 1, M) > 0.0


def test_contact_goes_better_between_calm_and_trusting_people() -> None:
    assert goes_well(0.2, 0.8, M) > goes_well(0.8, 0.8, M)
    assert goes_well(0.5, 0.9, M) > goes_well(0.5, 0.1, M)
    assert 0.0 < goes_well(1.0, 0.0, M) < goes_well(0.0, 1.0, M) < 1.0


def test_bridging_and_linking_ties_fade_fastest_and_close_ties_hardly() -> None:
    for strength in (0.1, 0.4, 0.8):
        assert decay(strength, TieKind.BRIDGING, T) > decay(strength, TieKind.BONDING, T)
        assert decay(strength, TieKind.LINKING, T) == decay(strength, TieKind.BRIDGING, T)
    assert decay(0.9, TieKind.BONDING, T) < 0.2 * decay(0.1, TieKind.BONDING, T)


def trust_after(state: State, trust: float, rest: float, weeks: int = 1, **met: float) -> float:
    """Trust in neighbours of everybody alike after weeks with as much contact and as many incidents each."""
    level, people = Level.TRUST_NEIGHBOURS, state.residents
    people.levels[level], people.rest[level] = trust, rest - state.offsets[level]
    state.contacts.number[0] = 0
    state.met[Met.GOOD], state.met[Met.BAD] = met.get("good", 0.0), met.get("bad", 0.0)
    state.lives.witnessed[:] = met.get("incidents", 0.0)
    for _ in range(weeks):
        with wrapping():
            tying(state)
    assert np.ptp(people.levels[level]) == 0.0
    return float(people.levels[level, 0])


def test_bad_contact_costs_more_trust_than_good_contact_gains(place: State) -> None:
    gained = trust_after(place, 0.5, 0.5, good=1.0) - 0.5
    lost = 0.5 - trust_after(place, 0.5, 0.5, bad=1.0)
    assert lost == pytest.approx(T.loss_to_gain * gained)
    assert gained > 0.0


def test_incidents_on_the_street_cost_trust_in_neighbours(place: State) -> None:
    assert trust_after(place, 0.5, 0.5, incidents=1.0) == pytest.approx(0.5 - 0.5 * T.incident_loss)


def test_trust_in_neighbours_returns_to_rest_by_half_in_its_half_life(place: State) -> None:
    assert trust_after(place, 0.9, 0.5, weeks=52) == pytest.approx(0.7)


def test_trust_stays_within_its_scale_and_says_what_clipping_took(place: State) -> None:
    assert trust_after(place, 0.02, 0.0, bad=900.0, incidents=900.0) == 0.0
    causes = place.causes[Level.TRUST_NEIGHBOURS]
    assert causes[Cause.BOUND] > 0.0
    assert 0.02 + causes.sum() / place.size == pytest.approx(0.0)


def one_contact(state: State, i: int, other: int, good: bool) -> None:
    contacts = state.contacts
    contacts.number[0] = 1
    contacts.one[0], contacts.other[0], contacts.good[0], contacts.equal[0] = i, other, good, True
    with wrapping():
        tying(state)


def strangers(state: State) -> tuple[int, int]:
    return next((0, j) for j in range(1, state.size) if find(state.ties, 0, j) < 0)


def friends(state: State) -> tuple[int, int]:
    ties = state.ties
    for i in range(state.size):
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            if ties.other[place] < state.size and 0.3 < ties.strength[place] < 0.9:
                return i, int(ties.other[place])
    raise AssertionError("nobody is tied")


def strength(state: State, i: int, j: int) -> float:
    return float(state.ties.strength[find(state.ties, i, j)])


def test_good_contact_between_strangers_makes_a_tie_seen_from_both_ends(place: State) -> None:
    i, j = strangers(place)
    one_contact(place, i, j, good=True)
    assert strength(place, i, j) == strength(place, j, i) == T.first


def test_bad_contact_between_strangers_makes_none(place: State) -> None:
    i, j = strangers(place)
    one_contact(place, i, j, good=False)
    assert find(place.ties, i, j) == find(place.ties, j, i) == -1


@pytest.mark.parametrize("good", [True, False])
def test_good_contact_feeds_a_tie_and_bad_contact_hurts_it(place: State, good: bool) -> None:
    i, j = friends(place)
    before = strength(place, i, j)
    one_contact(place, i, j, good)
    assert (strength(place, i, j) > before) == good
    assert strength(place, i, j) == strength(place, j, i)


def test_an_unused_tie_fades_and_a_faint_one_ends(place: State) -> None:
    i, j = friends(place)
    before = strength(place, i, j)
    place.contacts.number[0] = 0
    with wrapping():
        tying(place)
    assert strength(place, i, j) < before
    place.ties.strength[find(place.ties, i, j)] = place.ties.strength[find(place.ties, j, i)] = 0.5 * T.ends
    with wrapping():
        tying(place)
    assert find(place.ties, i, j) == find(place.ties, j, i) == -1


def test_a_tie_is_bonding_within_a_street_or_group_bridging_across_and_linking_to_a_provider(
    place: State,
) -> None:
    people, ties = place.residents, place.ties
    for i in range(place.size):
        for at in range(ties.start[i], ties.start[i] + ties.size[i]):
            j = ties.other[at]
            if j >= place.size:
                assert ties.kind[at] == TieKind.LINKING
            else:
                near = people.street[i] == people.street[j] or people.group[i] == people.group[j]
                assert ties.kind[at] == (TieKind.BONDING if near else TieKind.BRIDGING)


def test_rows_that_are_full_are_given_room_without_losing_a_tie(place: State) -> None:
    ties = empty_ties(np.full(place.size, 4))
    for j in range(1, 5):
        assert add_half(ties, 0, j, TieKind.BONDING, 0.5, 0.1 * j)
    assert not add_half(ties, 0, 5, TieKind.BONDING, 0.5, 0.0)
    place.ties = ties
    place.contacts.number[0] = 0
    prepare_rows(place)
    assert place.ties is not ties
    assert [find(place.ties, 0, j) - place.ties.start[0] for j in range(1, 5)] == [0, 1, 2, 3]
    assert place.ties.trust[place.ties.start[0] + 3] == pytest.approx(0.4)
    assert add_half(place.ties, 0, 5, TieKind.BONDING, 0.5, 0.0)


def test_taking_a_tie_out_leaves_the_others() -> None:
    ties = empty_ties(np.full(3, 4))
    for j in (1, 2):
        add_half(ties, 0, j, TieKind.BONDING, 0.1 * j, 0.0)
    remove_half(ties, 0, find(ties, 0, 1))
    assert find(ties, 0, 1) == -1
    assert ties.strength[find(ties, 0, 2)] == pytest.approx(0.2)
    assert ties.size[0] == 1


def test_nobody_meets_themselves_and_everybody_met_is_there(place: State) -> None:
    with wrapping():
        meeting(place)
    number = int(place.contacts.number[0])
    one, other = place.contacts.one[:number], place.contacts.other[:number]
    assert number > place.size / 2
    assert (one != other).all()
    assert (one < place.size).all()
    assert (other < place.size + len(place.providers.agency) - 1).all()


def test_an_unfilled_post_meets_nobody(place: State) -> None:
    place.providers.in_post[:] = False
    with wrapping():
        meeting(place)
    assert (place.contacts.other[: int(place.contacts.number[0])] < place.size).all()


def test_the_hub_brings_more_who_live_near_and_none_when_closed(place: State) -> None:
    with wrapping():
        meeting(place)
    assert not place.hub.any()
    place.posts[Post.HUB_STREET], place.funds[[Fund.HUB_HOURS, Fund.HUB_PLACES]] = 0, (40.0, 50.0)
    visits = np.zeros(place.size)
    for week in range(1, 80):
        begin(place, week)
        with wrapping():
            meeting(place)
        visits += place.hub
    streets = place.streets
    far = np.hypot(streets.x - streets.x[0], streets.y - streets.y[0])[place.residents.street] > 0.5
    assert visits[~far].mean() > 1.5 * visits[far].mean() > 0.0


def test_means_over_ties_weigh_by_strength_and_leave_providers_out(place: State) -> None:
    ties = empty_ties(np.full(place.size, 6))
    for j, s in ((1, 0.9), (2, 0.3), (3, 0.05)):
        add_half(ties, 0, j, TieKind.BONDING if j < 2 else TieKind.BRIDGING, s, 0.0)
    add_half(ties, 0, place.size, TieKind.LINKING, 0.5, 0.0)
    place.ties = ties
    place.residents.levels[Level.STRESS, 1:4] = (0.2, 0.8, 0.5)
    place.residents.activity[:4] = (0, 1, 0, 3)
    neighbours(place)
    assert place.means[Mean.STRESS, 0] == pytest.approx((0.18 + 0.24 + 0.025) / 1.25)
    assert place.means[Mean.SUPPORT, 0] == pytest.approx(0.25)
    counted = place.means[[Mean.BONDING_TIES, Mean.BRIDGING_TIES, Mean.LINKING_TIES], 0]
    assert counted.tolist() == [1.0, 1.0, 1.0]
    assert place.means[Mean.ACTIVE_SHARE, 0] == pytest.approx(0.5)


def test_who_has_no_tie_is_compared_with_nobody(place: State) -> None:
    place.ties = empty_ties(np.full(place.size, 6))
    neighbours(place)
    assert np.array_equal(place.means[Mean.STRESS], place.residents.levels[Level.STRESS])
    assert (place.means[Mean.SUPPORT] == 0.0).all()
    assert (place.means[Mean.ACTIVE_SHARE] == 0.0).all()
