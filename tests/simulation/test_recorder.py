import numpy as np
import pytest

from c2sim.model.codes import AGENCIES, TieKind
from c2sim.results.residents_record import COLUMNS
from c2sim.results.summary import digest
from c2sim.scenario import load_scenario
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import simulate

WEEKS, HOMES = 60, 200
PLAN = load_scenario("seven_steps").with_changes(weeks=WEEKS, residents=HOMES)


@pytest.fixture(scope="module")
def run():
    return simulate(PLAN, journal=False, residents_record=True)


@pytest.fixture(scope="module")
def seen():
    """The same run, with what was counted by hand: raised, moved in, attended."""
    model = Model(PLAN, journal=False)
    raised, moved, attended, known = [], [], [], []

    def look(week):
        raised.append((model.state.lives.raised >= 0).copy())
        moved.append(model.state.lives.arrived == week)
        attended.append(model.state.lives.attended >= 0)
        known.append(int(model.state.contacts.number[0]))

    run_weeks(model, WEEKS, look)
    return model, np.array(raised), np.array(moved), np.array(attended), known


def test_the_numbers_are_the_same_with_a_record_and_there_is_none_unless_asked_for(run) -> None:
    plain = simulate(PLAN, journal=False)
    assert digest([plain]) == digest([run])
    assert plain.residents is None


def test_there_is_a_row_for_each_week_and_home_and_columns_have_their_types(run) -> None:
    weekly = run.residents.weekly
    assert len(weekly) == (WEEKS + 1) * HOMES
    assert not weekly.duplicated(["week", "home"]).any()
    types = {"week": "int16", "home": "int32", "since": "int16"} | COLUMNS
    assert {str(name): str(kind) for name, kind in weekly.dtypes.items()} == types


def test_who_attended_raised_and_met_is_who_did_in_the_run(run, seen) -> None:
    weekly = run.residents.weekly.query("week > 0")
    _, raised, _, attended, known = seen
    assert (weekly["attended"].to_numpy(bool).reshape(WEEKS, HOMES) == attended).all()
    assert (weekly["raised"].to_numpy(bool).reshape(WEEKS, HOMES) == raised).all()
    met = weekly.groupby("week")[["contacts", "provider_contacts"]].sum()
    assert (met["contacts"] / 2 + met["provider_contacts"]).to_list() == known
    assert weekly["attended"].any()
    assert weekly["raised"].any()


def test_acts_of_week_0_are_null_and_memberships_are_in_the_week_of_moving_away(run, seen) -> None:
    weekly, moved = run.residents.weekly, seen[2]
    start = weekly["week"] == 0
    for name in ("attended", "raised", "contacts", "provider_contacts"):
        assert (weekly[name].isna() == start).all()
    for name in ("groups", "partnership"):
        assert (weekly[name].isna().to_numpy().reshape(WEEKS + 1, HOMES)[1:] == moved).all()
    assert moved.any()


def test_a_newcomer_begins_in_the_week_after_the_one_in_which_they_moved_in(run, seen) -> None:
    since = run.residents.weekly["since"].to_numpy().reshape(WEEKS + 1, HOMES)
    week, home = np.argwhere(seen[2])[0]
    assert since[week + 1, home] < week + 1  # the leaver's last row
    if week + 2 <= WEEKS:
        assert since[week + 2, home] == week + 1


def test_members_of_the_partnership_are_not_counted_as_members_of_a_group(run, seen) -> None:
    model = seen[0]
    last = run.residents.weekly.query(f"week == {WEEKS}")
    there = ~last["groups"].isna().to_numpy()
    belongs = last["groups"].to_numpy(float, na_value=0) + last["partnership"].to_numpy(float, na_value=0)
    assert (belongs == (model.state.lives.member >= 0).sum(axis=0))[there].all()
    assert last["partnership"].any()


def test_trust_is_that_on_the_ties_that_count(run, seen) -> None:
    state, trust = seen[0].state, run.residents.trust
    last = trust.query(f"week == {WEEKS}")
    expected = {
        (i, int(state.ties.other[place]) - HOMES): state.ties.trust[place]
        for i in range(HOMES)
        for place in range(state.ties.start[i], state.ties.start[i] + state.ties.size[i])
        if state.ties.kind[place] == TieKind.LINKING
        and state.ties.strength[place] >= 0.1
        and state.lives.arrived[i] != WEEKS
    }
    found = dict(zip(zip(last["home"], last["provider"], strict=True), last["trust"], strict=True))
    assert found == pytest.approx(expected, abs=1e-6)
    assert expected
    assert trust["week"].nunique() == WEEKS + 1


def test_the_agency_of_a_provider_is_that_of_the_post(run, seen) -> None:
    trust = run.residents.trust
    assert list(trust["agency"].cat.categories) == list(AGENCIES)
    agencies = np.array(AGENCIES)[seen[0].state.providers.agency[trust["provider"]]]
    assert (trust["agency"].astype(str) == agencies).all()


def test_a_record_takes_the_room_that_is_stated(run) -> None:
    record = run.residents
    assert record.weekly.memory_usage(index=False, deep=True).sum() / len(record.weekly) == pytest.approx(24)
    a_tie = record.trust.memory_usage(index=False).sum() / len(record.trust)
    assert a_tie == pytest.approx(15, abs=0.1)
