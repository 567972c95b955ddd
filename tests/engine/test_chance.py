"""Chance: every draw is even, is its own, and depends on nothing but what it is for."""

import numpy as np
import pytest

from c2sim.engine.chance import count, draw, index, key, mix, poisson, stream, wrapping

DRAWS = 20_000


def u(seed: int, purpose: str, week: int, row: int, slot: int, intervention: str = "") -> float:
    with wrapping():
        k = np.uint64(key(np.uint64(seed), stream(purpose, intervention), week))
        return float(draw(k, row, slot))


def many(seed: int = 1, purpose: str = "hope", week: int = 1, slot: int = 0, rows: int = DRAWS) -> np.ndarray:
    with wrapping():
        k = np.uint64(key(np.uint64(seed), stream(purpose), week))
        return np.array([draw(k, row, slot) for row in range(rows)])


def chi_square(values: np.ndarray, cells: int) -> float:
    """Sum of squared deviations from an even spread, as a normal deviate (expected 0, spread 1)."""
    found = np.bincount((values * cells).astype(int), minlength=cells)
    expected = len(values) / cells
    statistic = float(((found - expected) ** 2 / expected).sum())
    return (statistic - (cells - 1)) / np.sqrt(2.0 * (cells - 1))


def test_draws_are_spread_evenly_over_the_unit_interval(subtests: pytest.Subtests) -> None:
    for seed in [0, 1, 2, 2**32 - 1, 2**63 + 1]:
        with subtests.test(seed=seed):
            values = many(seed)
            assert values.min() >= 0.0
            assert values.max() < 1.0
            assert abs(chi_square(values, 200)) < 4.0


def test_each_purpose_week_and_slot_is_spread_evenly_over_few_rows() -> None:
    purposes = [many(1, f"purpose {number}", rows=200) for number in range(100)]
    weeks = [many(1, week=week, rows=200) for week in range(-50, 50)]
    slots = [many(1, slot=slot, rows=200) for slot in range(100)]
    for together in (purposes, weeks, slots):
        assert abs(chi_square(np.concatenate(together), 100)) < 4.0


def test_one_row_is_spread_evenly_over_weeks() -> None:
    values = np.array([u(1, "hope", week, 7, 0) for week in range(DRAWS)])
    assert abs(chi_square(values, 200)) < 4.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (many(1), many(2)),
        (many(1), many(1, "trust")),
        (many(1), many(1, week=2)),
        (many(1), many(1, week=-1)),
        (many(1), many(1, slot=1)),
        (many(1)[1:], many(1)[:-1]),
        (many(1)[1:], many(1, slot=1)[:-1]),
        (many(1, week=2)[1:], many(1, week=1, slot=1)[:-1]),
    ],
    ids=["seeds", "purposes", "weeks", "burn-in", "slots", "rows", "rows and slots", "rows, weeks and slots"],
)
def test_draws_for_different_things_have_nothing_to_do_with_each_other(
    one: np.ndarray, other: np.ndarray
) -> None:
    assert abs(float(np.corrcoef(one, other)[0, 1])) < 4.0 / np.sqrt(len(one))
    both = (one * 10).astype(int) * 10 + (other * 10).astype(int)
    assert abs(chi_square((both + 0.5) / 100.0, 100)) < 4.0


def test_neighbouring_seeds_and_weeks_share_no_draw() -> None:
    seeds = {u(seed, "hope", 1, 0, 0) for seed in range(1000)}
    weeks = {u(1, "hope", week, 0, 0) for week in range(-500, 500)}
    assert len(seeds) == 1000
    assert len(weeks) == 1000


def test_a_draw_does_not_depend_on_when_it_is_asked_for() -> None:
    wanted = [
        (seed, purpose, week, row)
        for seed in (1, 2)
        for purpose in ("a", "b")
        for week in (1, 9)
        for row in (0, 5)
    ]
    first = {one: u(*one, 0) for one in wanted}
    last = {one: u(*one, 0) for one in reversed(wanted)}
    assert first == last


def test_an_intervention_has_luck_of_its_own() -> None:
    assert u(1, "gathering", 1, 0, 0, "one") != u(1, "gathering", 1, 0, 0, "other")
    assert u(1, "gathering", 1, 0, 0, "one") != u(1, "gathering", 1, 0, 0)


def test_purpose_and_intervention_are_not_run_together() -> None:
    assert stream("ab", "c") != stream("a", "bc")


def test_a_draw_is_the_same_on_every_machine() -> None:
    with wrapping():
        assert int(mix(np.uint64(1))) == 0x5692161D100B05E5
    assert u(1, "hope", 1, 0, 0) == u(1, "hope", 1, 0, 0)
    assert u(1, "hope", 1, 0, 0) * 2**53 % 1 == 0.0


def test_poisson_counts_have_the_mean_and_the_spread_of_a_poisson(subtests: pytest.Subtests) -> None:
    for mean in [0.0, 0.05, 0.7, 3.0, 12.0]:
        with subtests.test(mean=mean):
            counts = np.array([poisson(value, mean) for value in many()])
            error = np.sqrt(max(mean, 1e-9) / len(counts))
            assert abs(counts.mean() - mean) < 4.0 * error + 1e-9
            assert abs(counts.var() - mean) < 0.05 * mean + 1e-9


def test_a_poisson_count_ends_even_for_the_last_draw_below_one() -> None:
    assert poisson(np.nextafter(1.0, 0.0), 3.0) <= 60


def test_counts_have_their_mean_with_the_least_spread(subtests: pytest.Subtests) -> None:
    for mean in [0.0, 0.3, 1.0, 2.7]:
        with subtests.test(mean=mean):
            counts = np.array([count(value, mean) for value in many()])
            assert abs(counts.mean() - mean) < 4.0 * 0.5 / np.sqrt(len(counts)) + 1e-9
            assert set(counts.tolist()) <= {int(mean), int(mean) + 1}


def test_an_index_is_never_outside() -> None:
    assert index(0.0, 3) == 0
    assert index(np.nextafter(1.0, 0.0), 3) == 2
    assert index(np.nextafter(1.0, 0.0), 10**9) == 10**9 - 1
    values = [index(value, 7) for value in many(rows=7000)]
    assert np.bincount(values).min() > 850
