"""Those who take part meet each other, in groups and outside (phase 4)."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Activity
from c2sim.model.parameters import with_changes
from c2sim.model.rules.fellows import among_active
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood


def meet(state: State, weeks: int = 20) -> np.ndarray:
    """Pairs of residents who met because both take part."""
    met = []
    for week in range(1, weeks + 1):
        begin(state, week)
        state.contacts.number[0] = 0
        with wrapping():
            among_active(state.view())
        number = int(state.contacts.number[0])
        assert state.contacts.equal[:number].all()
        met.append(np.stack([state.contacts.one[:number], state.contacts.other[:number]], axis=1))
    return np.concatenate(met)


@pytest.fixture
def lively(place: State) -> State:
    """Residents 0 to 99 take part and belong to no group; the others do not; nobody has any tie yet."""
    place.parameters = with_changes({"meeting": {"together": 1.0}})
    place.residents.activity[:] = Activity.UNINVOLVED
    place.residents.activity[:100] = Activity.ATTENDING
    place.residents.rate[:] = 1.0
    place.lives.member[:], place.ties.size[:] = -1, 0
    return place


def test_who_takes_part_meets_others_who_do_and_nobody_else(lively: State) -> None:
    met = meet(lively)
    assert len(met) > 200
    assert met.max() < 100
    assert (met[:, 0] != met[:, 1]).all()
    assert len(np.unique(met)) > 95


def test_more_meetings_come_of_it_the_more_of_them_are_had(lively: State) -> None:
    many = len(meet(lively))
    lively.parameters = with_changes({"meeting": {"together": 0.5}})
    half = len(meet(lively))
    lively.parameters = with_changes({"meeting": {"together": 0.0}})
    assert len(meet(lively)) == 0
    assert half == pytest.approx(0.5 * many, rel=0.15)


def test_the_only_one_who_takes_part_meets_nobody(lively: State) -> None:
    lively.residents.activity[1:] = Activity.UNINVOLVED
    assert len(meet(lively)) == 0


def test_members_of_a_group_meet_each_other_before_others(lively: State) -> None:
    lively.lives.member[0, :20] = 0
    lively.lives.member[2, 20:30] = 0
    met = meet(lively)
    of_members = met[met[:, 0] < 30, 1]
    assert (of_members < 30).mean() > 0.6  # of 100 who take part they are 30


def test_people_meet_within_their_ward() -> None:
    state = state_at_start(Neighbourhood(residents=3000), with_changes({}), 1)
    state.parameters = with_changes({"meeting": {"together": 1.5}})
    met = meet(state, weeks=4)
    ward = state.streets.ward[state.residents.street]
    assert len(met) > 50
    assert (ward[met[:, 0]] == ward[met[:, 1]]).all()
