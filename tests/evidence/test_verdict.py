import math

import numpy as np
import pytest

from c2sim.evidence.pattern import Criterion, Part, Pattern, above, below
from c2sim.evidence.verdict import judge, verdict
from c2sim.results.estimate import UNKNOWN, Estimate, Kind, estimate, t_quantile
from tools.answers.doses import DOSES, UNIFORM, answer, both_tests

BETWEEN = Criterion(0.2, 0.6, "a range")


def part(criterion: Criterion) -> Part:
    return Part("an effect", "level", ("status_quo",), lambda seen: (0.0,), criterion)


INTERVALS = [
    (0.2, 0.6, "reproduced"),
    (0.3, 0.4, "reproduced"),
    (0.1, 0.19, "not reproduced"),
    (0.61, 0.7, "not reproduced"),
    (0.1, 0.3, "undecided"),
    (0.5, 0.7, "undecided"),
    (0.1, 0.7, "undecided"),
]


def test_an_interval_inside_is_reproduced_outside_is_not_and_across_is_undecided(
    subtests: pytest.Subtests,
) -> None:
    for low, high, expected in INTERVALS:
        with subtests.test(low=low, high=high, expected=expected):
            assert verdict(Estimate((low + high) / 2, low, high), BETWEEN) == expected


def test_a_sign_is_undecided_while_the_interval_covers_zero() -> None:
    assert verdict(Estimate(1.0, -0.1, 2.1), above(0.0, "a sign")) == "undecided"
    assert verdict(Estimate(1.0, 0.1, 2.1), above(0.0, "a sign")) == "reproduced"
    assert verdict(Estimate(1.0, 0.1, 2.1), below(0.0, "a sign")) == "not reproduced"


def test_the_quantiles_of_t_are_those_of_the_printed_tables() -> None:
    table = {1: 12.706, 2: 4.303, 4: 2.776, 5: 2.571, 7: 2.365, 10: 2.228, 19: 2.093, 30: 2.042, 99: 1.984}
    for freedom, printed in table.items():
        assert t_quantile(freedom) == pytest.approx(printed, rel=2e-3)


def test_a_mean_has_the_interval_of_student() -> None:
    found = estimate("mean", [(1.0,), (2.0,), (3.0,)])
    half = 4.302653 / math.sqrt(3)
    assert (found.effect, found.low, found.high) == pytest.approx((2.0, 2.0 - half, 2.0 + half))


def test_a_share_of_none_or_of_all_seeds_still_has_an_interval_within_0_and_1() -> None:
    none, every = (estimate("share", [(value,)] * 8) for value in (0.0, 1.0))
    assert 0.3 < none.high < 0.4
    assert 0.6 < every.low < 0.7
    assert none.effect == 0.0
    assert every.effect == 1.0


def test_a_ratio_is_that_of_the_means_and_its_interval_holds_it() -> None:
    found = estimate("ratio", [(1.0, 2.1), (2.0, 3.9), (3.0, 6.2), (4.0, 7.9)])
    assert found.low < found.effect < found.high
    assert found.effect == pytest.approx(10.0 / 20.1)
    assert found.high - found.low < 0.1


def test_a_ratio_to_what_cannot_be_told_from_zero_says_nothing() -> None:
    found = estimate("ratio", [(1.0, 1.0), (1.0, -1.1), (1.0, 0.9), (1.0, -0.7)])
    assert (found.low, found.high) == (-UNKNOWN, UNKNOWN)


def test_a_lag_is_found_where_the_second_curve_is_the_first_one_later() -> None:
    luck, weeks = np.random.default_rng(5), np.arange(312)
    for lag in (0, 40, -60):
        seeds = []
        for _ in range(10):
            rise, later = (1.0 / (1.0 + np.exp((80 + after - weeks) / 8)) for after in (0, lag))
            bump = np.exp(-(((weeks - 120 - np.array([[0], [lag]])) / 15) ** 2))
            noise = 0.3 * luck.normal(size=(2, 312))
            seeds.append(tuple((np.stack((rise, later)) + bump + noise).ravel()))
        found = estimate("lag", seeds)
        assert found.low <= lag <= found.high
        assert abs(found.effect - lag) <= 12


def test_the_least_of_several_is_reproduced_only_if_each_is_above() -> None:
    ahead, behind, unsure = (1.0, 1.1, 0.9, 1.0), (-1.0, -1.1, -0.9, -1.0), (1.0, -1.0, 2.0, -1.5)
    sign = above(0.0, "a sign")
    for columns, expected in (
        ((ahead, ahead), "reproduced"),
        ((ahead, unsure), "undecided"),
        ((ahead, unsure, behind), "not reproduced"),
    ):
        assert verdict(estimate("least", list(zip(*columns, strict=True))), sign) == expected


def test_a_peak_of_the_spread_is_told_from_a_spread_that_rises() -> None:
    luck = np.random.default_rng(1)
    inside, rising = ((0.02, 0.2, 0.05, 0.02), (0.02, 0.05, 0.1, 0.3))
    sign = above(1.0, "a peak")
    for spread, expected in ((inside, "reproduced"), (rising, "not reproduced")):
        seeds = [tuple(row) for row in 0.3 + luck.normal(size=(40, 4)) * spread]
        assert verdict(estimate("peak", seeds), sign) == expected


def test_runs_part_around_the_mean_where_their_spread_is_widest() -> None:
    seeds = [(0.1, 0.1 + 0.4 * (k % 2), 0.6, 0.6) for k in range(20)]
    found = estimate("divide", seeds)
    assert found.effect == pytest.approx(0.3)
    assert 0.1 < found.low < 0.3 < found.high < 0.5


DEGENERATE: list[tuple[Kind, list[tuple[float, ...]]]] = [
    ("mean", [(0.0,)] * 5),
    ("mean", [(1e9,)] * 5),
    ("mean", [(math.nan,)] * 5),
    ("mean", [(math.nan,)] * 4 + [(1.0,)]),
    ("share", [(0.0,)] * 2),
    ("ratio", [(0.0, 0.0)] * 5),
    ("ratio", [(1.0, 2.0)] * 5),
    ("least", [(0.0, 1.0)] * 5),
    ("peak", [(0.0, 0.0, 0.0, 0.0)] * 5),
    ("peak", [(0.0, k, 0.0, 0.0) for k in range(5)]),
    ("divide", [(0.0, 0.0, 0.0, 0.0)] * 5),
    ("lag", [(0.0,) * 626] * 5),
    ("lag", [tuple(range(626))] * 5),
]


def test_effects_are_numbers_and_low_is_below_high_whatever_the_seeds_give(subtests: pytest.Subtests) -> None:
    for kind, values in DEGENERATE:
        with subtests.test(kind=kind, values=values):
            found = estimate(kind, values)
            assert all(map(math.isfinite, (found.effect, found.low, found.high)))
            assert found.low < found.high
            assert found.low <= found.effect <= found.high


def test_a_pattern_is_reproduced_only_if_all_its_parts_are() -> None:
    parts = (part(above(0.0, "a sign")), part(below(0.0, "a sign")), part(above(5.0, "far up")))
    pattern = Pattern("P0", "fit", "A statement.", "a source", parts)
    up, down, wide = [(1.0,), (1.1,), (1.2,)], [(-1.0,), (-1.1,), (-1.2,)], [(-9.0,), (20.0,), (9.0,)]
    far = [(6.0,), (6.1,), (6.2,)]
    assert judge(pattern, [up, down, far]).verdict == "reproduced"
    undecided = judge(pattern, [up, down, wide])
    assert undecided.verdict == "undecided"
    assert undecided.deciding is undecided.parts[2]
    refuted = judge(pattern, [up, up, wide])
    assert refuted.verdict == "not reproduced"
    assert refuted.deciding is refuted.parts[1]


def test_one_hump_two_humps_and_a_flat_top_are_told_apart_by_the_coefficient_of_bimodality() -> None:
    luck = np.random.default_rng(3)
    one = estimate("modes", [(x,) for x in luck.normal(size=200)])
    flat = estimate("modes", [(x,) for x in luck.random(size=2000)])
    two = estimate("modes", [(x + 5.0 * (k % 2),) for k, x in enumerate(luck.normal(size=200))])
    assert one.high < UNIFORM < two.low
    assert flat.effect == pytest.approx(UNIFORM, abs=0.02)


def test_two_regimes_are_seen_if_one_test_is_sure_and_denied_only_if_all_are() -> None:
    above_1, below_1, about_1 = Estimate(2.0, 1.5, 2.5), Estimate(0.5, 0.3, 0.7), Estimate(1.0, 0.8, 1.2)
    one, two, either = Estimate(0.4, 0.3, 0.5), Estimate(0.8, 0.7, 0.9), Estimate(0.5, 0.4, 0.7)
    assert answer(above_1, [one, one]) == "two regimes"
    assert answer(below_1, [one, two]) == "two regimes"
    assert answer(below_1, [one, one]) == "no two regimes"
    assert answer(below_1, [one, either]) == "undecided"
    assert answer(about_1, [one, one]) == "undecided"


def test_a_place_that_takes_off_with_some_seeds_only_is_found_to_have_two_regimes() -> None:
    luck = np.random.default_rng(4)
    values = 0.1 + 0.01 * luck.normal(size=(60, len(DOSES)))
    assert both_tests(values)["answer"] != "two regimes"
    values[::2, 3] += 0.3
    found = both_tests(values)
    assert found["answer"] == "two regimes"
    assert found["widest_at"] == DOSES[3]
