"""Phase 14: leaving and arriving."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import (
    NEVER,
    Activity,
    Count,
    Level,
    Role,
)
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.records import Movers, Residents
from c2sim.model.rules.movers import room_for
from c2sim.model.rules.moving import cut_ties, leave_hazard, moving
from c2sim.model.rules.rows import find
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters()


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    state.groups.alive[:] = False
    state.lives.member[:] = -1
    begin(state, 1)
    return state


def weeks(state: State, rule, number: int = 1) -> None:
    for week in range(state.week, state.week + number):
        begin(state, week)
        with wrapping():
            rule(state)


def test_private_renters_leave_most_and_owners_least() -> None:
    owner, social, private = (leave_hazard(tenure, P.moving) for tenure in range(3))
    assert owner < social < private
    assert 1.0 - (1.0 - private) ** 52 == pytest.approx(0.21, abs=0.01)


def test_leaving_does_not_depend_on_deprivation(place: State) -> None:
    other = copy_state(place)
    other.residents.levels[:] = 0.99
    other.streets.condition[:] = 0.0
    for state in (place, other):
        weeks(state, moving, 50)
    assert place.counts[Count.MOVED] == other.counts[Count.MOVED] > 5


def test_leavers_take_their_ties_with_them_at_both_ends(place: State) -> None:
    row = int(np.argmax(place.ties.size))
    start = place.ties.start[row]
    others = [int(j) for j in place.ties.other[start : start + place.ties.size[row]] if j < place.size]
    assert len(others) > 3
    before = place.counts.copy()
    number = int(place.ties.size[row])
    cut_ties(row, place.ties, place.counts)
    assert place.ties.size[row] == 0
    assert all(find(place.ties, j, row) < 0 for j in others)
    assert (place.counts - before)[6:9].sum() == number


def test_a_newcomer_holds_no_seat_knows_no_news_and_starts_near_the_baseline(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009}})
    place.residents.levels[:] = 0.99
    place.residents.activity[:] = Activity.ORGANISING
    place.lives.roles[:] = Role.KEY
    place.lives.member[:] = 0
    place.lives.known[:] = ~np.uint64(0)
    place.lives.waiting[:] = 0
    place.residents.tenure[:] = 2
    weeks(place, moving, 20)
    new = place.lives.roles == 0
    assert 20 < new.sum() < 100
    assert (place.residents.activity[new] == Activity.UNINVOLVED).all()
    assert (place.lives.member[:, new] == -1).all()
    assert (place.lives.known[new] == 0).all()
    assert (place.lives.waiting[new] == NEVER).all()
    means = place.residents.levels[:, new].mean(axis=1)
    rows = [level for level in range(8)]
    assert means[rows] == pytest.approx(place.start[rows], abs=0.12)
    assert (place.residents.levels[Level.MEMORY, new] == place.start[Level.MEMORY]).all()
    assert place.ties.size[new].mean() < 6


KEPT = ("levels", "rest", "group", "rate", "threshold", "intimidating")


def persons(record: Residents | Movers, rows: np.ndarray) -> list[list[np.ndarray]]:
    """What movers keep, person by person."""
    return [[getattr(record, name)[..., row].copy() for name in KEPT] for row in rows]


def test_who_moves_within_a_region_is_on_record_as_they_left_and_arrives_as_that_person(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009}})
    place.residents.tenure[:] = 2
    place.leavers, home = room_for(place.size), copy_state(place)
    queue: list[list[np.ndarray]] = []
    for _ in range(12):
        before = copy_state(place)
        weeks(place, moving)
        left = np.arange(place.leavers.number[0])
        found = persons(place.leavers, left)
        np.testing.assert_equal(found, persons(before.residents, place.leavers.home[left]))
        queue += found
    assert len(queue) > 20
    home.arrivals = room_for(len(queue))
    home.arrivals.number[0] = len(queue)
    for row, person in enumerate(queue):
        for name, value in zip(KEPT, person, strict=True):
            getattr(home.arrivals, name)[..., row] = value
    for _ in range(4):
        weeks(home, moving)
        came = np.flatnonzero(home.lives.arrived == home.week)
        np.testing.assert_equal(persons(home.residents, came), queue[: len(came)])
        queue = queue[len(came) :]


def test_who_meets_many_people_knows_no_more_of_them_on_arrival(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009, "newcomer_ties": 3.0}})
    place.residents.tenure[:] = 2
    place.arrivals = room_for(place.size)
    place.arrivals.number[0] = place.size
    known: list[int] = []
    for rate in (1.0, 40.0):
        state = copy_state(place)
        state.arrivals.rate[:] = rate
        weeks(state, moving, 10)
        known.append(int(state.counts[Count.FORMED_BONDING : Count.FORMED_BONDING + 2].sum()))
    assert known[0] == known[1] > 20


def test_a_home_stays_in_its_street_and_tenure(place: State) -> None:
    before = (place.residents.street.copy(), place.residents.tenure.copy())
    weeks(place, moving, 100)
    assert np.array_equal(place.residents.street, before[0])
    assert np.array_equal(place.residents.tenure, before[1])
