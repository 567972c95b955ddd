import numpy as np
import pandas as pd
import pytest

from c2sim.analysis.prim import boxes, failures
from c2sim.errors import C2simError


@pytest.fixture(scope="module")
def factors():
    return pd.DataFrame(np.random.default_rng(1).random((400, 4)), columns=["a", "b", "c", "d"])


def test_the_box_in_which_all_failures_lie_is_found(factors):
    first = boxes(factors, (factors.a > 0.7) & (factors.c < 0.5))[0]
    limits = {one.parameter: one for one in first.limits}
    assert set(limits) == {"a", "c"}
    assert limits["a"].low == pytest.approx(0.7, abs=0.05)
    assert limits["c"].high == pytest.approx(0.5, abs=0.05)
    assert first.coverage > 0.9
    assert first.density > 0.9
    assert max(one.chance for one in first.limits) < 0.01


def test_failures_that_nothing_explains_give_no_dense_box(factors):
    luck = np.random.default_rng(2).random(len(factors)) < 0.3
    assert all(box.density < 0.75 for box in boxes(factors, luck))


@pytest.mark.parametrize("failed", [True, False])
def test_without_both_failures_and_successes_there_is_nothing_to_discover(factors, failed):
    with pytest.raises(C2simError, match="some of both"):
        boxes(factors, [failed] * len(factors))


def test_a_factor_that_does_not_vary_is_no_factor(factors):
    with pytest.raises(C2simError, match="no factor that varies"):
        boxes(factors[["a"]] * 0.0, factors.a > 0.5)


def test_a_condition_says_which_runs_fail():
    table = pd.DataFrame({"hope_final": [0.3, 0.5, None], "step_5_week": [None, 40.0, 50.0]})
    assert failures(table, "hope_final < 0.45").tolist() == [True, False, False]
    assert failures(table, "step_5_week is null").tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("condition", "message"),
    [("hope", "expected an outcome and a limit"), ("hop_final < 1", "nearest valid name: hope_final"),
     ("hope_final < 1e", "expected a number")],
)  # fmt: skip
def test_a_condition_that_cannot_be_read_is_refused(condition, message):
    with pytest.raises(C2simError, match=message):
        failures(pd.DataFrame({"hope_final": [0.1]}), condition)
