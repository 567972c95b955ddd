import math

import numpy as np
import pytest

from c2sim.errors import C2simError
from c2sim.results.cohort import FELT, PARTS
from c2sim.results.effects import effects, over_seeds, spread_of
from tests.made_up_cohorts import CAME, HOMES, SEATED, START, STRESS, cohort, raised


def found_in(effects_found, level="stress"):
    return {one.part: one for one in effects_found if one.level == level}


def test_a_known_shift_of_a_part_is_its_effect_in_sd_of_residents_at_week_0() -> None:
    plan = cohort(raised(np.repeat([0.0, 0.05, 0.1, 0.0], 10)), came=CAME, seated=SEATED)
    found = found_in(effects([cohort()] * 3, [plan] * 3, 5))
    assert found["came"].sd == pytest.approx(0.5, abs=1e-6)  # 0.05 over an SD of 0.1
    assert found["core"].sd == pytest.approx(10 / 12, abs=1e-6)
    assert found["never"].sd == pytest.approx(0.0, abs=1e-6)
    assert found["population"].sd == pytest.approx(0.375, abs=1e-6)
    assert found["came"].raw == pytest.approx(0.05, abs=1e-6)


def test_the_interval_is_students_over_seeds() -> None:
    plans = [cohort(raised(by)) for by in (0.0, 0.1, 0.2)]
    one = found_in(effects([cohort()] * 3, plans, 5))["population"]
    assert one.sd == pytest.approx(1.0, abs=1e-6)
    half = 4.302653 * 1.0 / math.sqrt(3)
    assert (one.low, one.high) == pytest.approx((1.0 - half, 1.0 + half), abs=1e-5)


def test_equal_plans_have_no_effect() -> None:
    same = cohort(came=CAME, seated=SEATED)
    for one in effects([same] * 2, [same] * 2, 5):
        assert (one.sd, one.low, one.high, one.raw) == (0.0, 0.0, 0.0, 0.0)


def test_the_parts_are_a_partition_of_those_who_still_live_there() -> None:
    there = np.arange(HOMES) % 3 > 0
    parts = cohort(came=CAME, seated=SEATED, there=there).parts(5)
    assert tuple(parts) == PARTS
    assert (np.sum([parts[name] for name in PARTS[1:]], axis=0) == there).all()
    assert (parts["population"] == there).all()


def test_twelve_times_are_the_core_and_eleven_are_not_and_a_seat_is_whoever_came() -> None:
    came, seated = np.zeros(HOMES, int), np.zeros(HOMES, bool)
    came[:3] = (11, 12, 1)
    seated[2:4] = True
    parts = cohort(came=came, seated=seated).parts(5)
    assert np.flatnonzero(parts["came"]).tolist() == [0]
    assert np.flatnonzero(parts["core"]).tolist() == [1, 2, 3]


def test_who_moved_away_is_in_no_part_and_changes_no_effect() -> None:
    there = np.arange(HOMES) > 0
    shift = np.zeros(HOMES)
    shift[0] = 0.4  # somebody else lives there now
    plan = cohort(raised(shift), there=there)
    one = found_in(effects([cohort(there=there)] * 2, [plan] * 2, 5))["population"]
    assert one.sd == 0.0
    assert one.residents == HOMES - 1


def test_a_part_of_too_few_is_null_and_says_so() -> None:
    plan = cohort(came=np.arange(HOMES) < 4)
    found = found_in(effects([cohort()] * 2, [plan] * 2, 5))
    assert math.isnan(found["came"].sd)
    assert found["came"].reason == "came: found 8 residents over 2 seeds, expected at least 10"
    assert found["core"].reason == "core: found nobody over 2 seeds, expected at least 10"
    assert found["never"].reason == ""


def test_a_level_in_which_residents_do_not_differ_is_null_and_says_so() -> None:
    flat = START.copy()
    flat[STRESS] = 0.5
    one = found_in(effects([cohort(start=flat)], [cohort(start=flat)], 5))["population"]
    assert math.isnan(one.sd)
    assert one.reason == "stress: residents do not differ in week 0"


def test_one_seed_has_an_effect_and_no_interval() -> None:
    one = found_in(effects([cohort()], [cohort(raised(0.1))], 5))["population"]
    assert one.sd == pytest.approx(1.0, abs=1e-6)
    assert math.isnan(one.low)
    assert math.isnan(one.high)


def test_a_seed_without_anybody_in_a_part_is_left_out_of_its_mean() -> None:
    plan = cohort(raised(0.1), came=CAME)
    found = found_in(effects([cohort()] * 2, [plan, cohort(raised(0.1))], 5))
    assert found["came"].sd == pytest.approx(1.0, abs=1e-6)
    assert found["came"].residents == 5.0


def test_the_spread_is_pooled_over_seeds_by_variance_and_not_between_them() -> None:
    narrow, wide = (
        np.tile(np.repeat([m - h, m + h], 20), (len(FELT), 1)) for m, h in ((0.2, 0.1), (0.7, 0.2))
    )
    spread = spread_of([cohort(start=narrow), cohort(start=wide)])
    assert spread[STRESS] == pytest.approx(math.sqrt((0.01 + 0.04) / 2), abs=1e-6)


def test_nothing_known_is_null_over_seeds() -> None:
    assert all(math.isnan(one) for one in over_seeds(np.array([np.nan, np.nan])))


def test_a_week_that_was_not_kept_is_refused_with_those_that_were() -> None:
    with pytest.raises(C2simError, match=r"week of a cohort: found 7, expected one that was kept \(0, 5\)"):
        cohort().parts(7)
