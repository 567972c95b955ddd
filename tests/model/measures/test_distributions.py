import numpy as np
import pytest

from c2sim import C2Model, compare, load_scenario
from c2sim.model.measures.distributions import FOLLOWED, SPLITS

WEEKS = 60


@pytest.fixture(scope="module")
def lived() -> C2Model:
    """A year of the pathway in a small place."""
    model = C2Model("seven_steps", residents=300, weeks=WEEKS, rng=1, journal=False)
    model.run_for(WEEKS)
    return model


def test_each_split_holds_every_resident_of_week_0_once(lived):
    table = lived.distributions
    heads = (
        table[(table["measure"] == "hope") & (table["part"] != "newcomers")].groupby("split")["people"].sum()
    )
    assert dict(heads) == dict.fromkeys(SPLITS, 300)


def test_there_are_as_many_newcomers_as_leavers_and_they_have_no_past(lived):
    parts = lived.distributions.set_index(["part", "measure"])
    assert parts.loc[("newcomers", "hope"), "people"] == parts.loc[("leavers", "hope"), "people"] > 0
    assert np.isnan(parts.loc[("newcomers", "hope"), "change"])


def test_the_parts_of_week_0_put_together_give_the_measure_of_week_0(subtests, lived):
    for measure in FOLLOWED:
        with subtests.test(measure=measure):
            table = lived.distributions
            for split in SPLITS:
                rows = table[
                    (table["split"] == split) & (table["measure"] == measure) & (table["part"] != "newcomers")
                ]
                mean = np.average(rows["first"], weights=rows["people"])
                assert mean == pytest.approx(lived.weekly[measure].iloc[0], abs=1e-12)


def test_stayers_and_newcomers_put_together_give_the_measure_of_the_last_week(lived):
    table = lived.distributions
    rows = table[(table["measure"] == "hope") & table["part"].isin(["stayers", "newcomers"])]
    mean = np.average(rows["last"], weights=rows["people"])
    assert mean == pytest.approx(lived.weekly["hope"].iloc[-1], abs=1e-12)


def test_all_hours_are_carried_by_somebody(lived):
    table = lived.distributions
    one = table[table["measure"] == "hope"]
    moved = one[one["split"] == "leaver or stayer"]
    assert moved["hours"].sum() == pytest.approx(1.0)
    for split in SPLITS:
        rows = one[(one["split"] == split) & (one["part"] != "newcomers")]
        newcomers = float(moved.loc[moved["part"] == "newcomers", "hours"].iloc[0])
        assert rows["hours"].sum() + newcomers == pytest.approx(1.0)


def test_the_thirds_are_ordered_by_stress_at_week_0(lived):
    table = lived.distributions
    rows = table[(table["split"] == "stress at week 0") & (table["measure"] == "stress")]
    assert list(rows["part"]) == list(SPLITS["stress at week 0"])
    assert rows["first"].is_monotonic_increasing


def test_a_plan_that_does_nothing_adds_nothing_to_anybody():
    plan = load_scenario("status_quo").with_changes(weeks=20, residents=300)
    same = plan.model_copy(update={"name": "again"})
    found = compare([plan, same], seeds=2).to_dict()["gains"]["again"]
    added = [band["median"] for measures in found.values() for band in measures.values()]
    assert set(added) - {None} == {0.0}


def test_a_plan_against_another_says_which_part_of_the_residents_it_adds_to(make_run):
    from c2sim.results.who_gains import gains

    found = gains([make_run(slope=0.0)], [make_run(slope=0.1)])
    assert found["largest group"]["hope"]["median"] == 0.0
    assert found["second group"]["hope"]["median"] == pytest.approx(0.1)
    assert found["second group"]["hours"]["median"] == 0.0
