import math

import numpy as np
import pytest

from c2sim.results.effects import effects
from c2sim.results.naive import naive
from tests.made_up_cohorts import CAME, HOMES, SEATED, cohort, raised


def found_in(found, level="stress"):
    return {one.part: one for one in found if one.level == level}


def test_those_who_come_differ_from_others_by_a_naive_gap_where_a_plan_did_nothing() -> None:
    same = cohort(came=CAME, seated=SEATED)
    found = found_in(naive([same] * 2, 5))
    # never came: ten of 0.4 and eight of 0.6; came: ten of 0.4; SD 0.1
    assert found["came"].gap[0] == pytest.approx((0.4 - 8.8 / 18) / 0.1, abs=1e-5)
    assert found["core"].gap[0] == pytest.approx((0.6 - 8.8 / 18) / 0.1, abs=1e-5)
    assert found["came"].change == (0.0, 0.0, 0.0)
    assert found_in(effects([same] * 2, [same] * 2, 5))["came"].sd == 0.0


def test_the_change_is_that_of_the_same_people_since_week_0() -> None:
    plan = cohort(raised(np.repeat([0.0, 0.05, 0.1, 0.0], 10)), came=CAME)
    found = found_in(naive([plan] * 2, 5))
    assert found["came"].change[0] == pytest.approx(0.5, abs=1e-5)
    assert found["core"].change[0] == pytest.approx(1.0, abs=1e-5)
    assert found["never"].change[0] == pytest.approx(0.0, abs=1e-5)
    assert found["came"].mean == pytest.approx(0.45, abs=1e-6)


def test_the_population_and_those_who_never_came_have_no_gap() -> None:
    found = found_in(naive([cohort(came=CAME)] * 2, 5))
    assert all(math.isnan(one) for part in ("population", "never") for one in found[part].gap)


def test_there_is_no_gap_to_hardly_anybody() -> None:
    everybody = cohort(came=np.arange(HOMES) >= 4)
    found = found_in(naive([everybody] * 2, 5))
    assert math.isnan(found["came"].gap[0])
    assert found["never"].reason == "never: found 8 residents over 2 seeds, expected at least 10"
    assert math.isfinite(found["came"].change[0])
