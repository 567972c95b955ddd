import math

import numpy as np
import pytest

from c2sim.evidence.targets.panel import (
    correlation,
    mean_after,
    one_way_share,
    weeks_to_fall,
    within_slope,
)
from c2sim.evidence.targets.spells import (
    BRIDGED,
    Spell,
    ageing,
    bridged,
    deaths_and_risks,
    volunteering_spells,
)
from c2sim.results.estimate import UNKNOWN, estimate


def kaplan_meier(spells: list[Spell], weeks: int) -> float:
    return estimate("survival", [deaths_and_risks(spells, weeks)] * 3).effect


def test_kaplan_meier_gives_the_survival_of_a_printed_example() -> None:
    # Freireich's 21 patients on 6-MP (Kaplan-Meier at 23 weeks: 0.448)
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    spells = [Spell(0, age, True) for age in ended] + [Spell(0, age + 1, False) for age in lost]
    assert kaplan_meier(spells, 24) == pytest.approx(0.4482, abs=1e-4)
    assert kaplan_meier(spells, 7) == pytest.approx(0.8571, abs=1e-4)


def test_a_spell_that_came_late_into_sight_is_at_risk_from_then_on_only() -> None:
    late, early = Spell(10, 20, True), [Spell(0, 30, False)] * 3
    deaths, risks = np.reshape(deaths_and_risks([late, *early], 30), (2, -1))
    assert risks[9] == 3.0
    assert risks[10] == risks[20] == 4.0
    assert risks[21] == 3.0
    assert deaths.sum() == deaths[20] == 1.0
    assert kaplan_meier([late, *early], 30) == pytest.approx(0.75)


def test_survival_beyond_what_anybody_was_seen_for_is_unknown() -> None:
    found = estimate("survival", [deaths_and_risks([Spell(0, 9, False)], 20)] * 3)
    assert (found.low, found.high) == (-UNKNOWN, UNKNOWN)


def test_survival_of_seeds_together_is_that_of_all_their_spells() -> None:
    one, two = [Spell(0, 3, True)], [Spell(0, 9, False)] * 3
    apart = estimate("survival", [deaths_and_risks(one, 8), deaths_and_risks(two, 8)])
    assert apart.effect == pytest.approx(kaplan_meier(one + two, 8)) == pytest.approx(0.75)
    assert apart.low < apart.effect < apart.high


def test_a_risk_ratio_is_that_of_all_residents_together_and_unknown_without_any() -> None:
    found = estimate("risk", [(2.0, 10.0, 1.0, 10.0), (4.0, 10.0, 1.0, 10.0), (3.0, 10.0, 2.0, 10.0)])
    assert found.effect == pytest.approx((9 / 30) / (4 / 30))
    assert found.low <= found.effect <= found.high
    nobody = estimate("risk", [(0.0, 0.0, 1.0, 10.0)] * 3)
    assert nobody.high == UNKNOWN


def by_week(*active: int, weeks: int = 120) -> np.ndarray:
    """Activity of one home in the weeks that are named."""
    flags = np.zeros((weeks, 1), np.bool_)
    flags[list(active)] = True
    return flags


def test_a_gap_of_half_a_year_is_bridged_and_one_week_more_is_not() -> None:
    never = by_week()
    short = by_week(40, 40 + BRIDGED + 1)
    assert bridged(short, never).sum() == BRIDGED + 2
    assert list(volunteering_spells(short, never)) == [Spell(0, BRIDGED + 2, True)]
    long = by_week(40, 40 + BRIDGED + 2)
    assert bridged(long, never).sum() == 2
    assert list(volunteering_spells(long, never)) == [Spell(0, 1, True), Spell(0, 1, True)]


def test_whoever_moves_in_begins_a_spell_of_their_own() -> None:
    moves = by_week(45)
    spells = list(volunteering_spells(by_week(40, 41, 50, 51), moves))
    assert spells == [Spell(0, 5, True), Spell(0, 2, True)]


def test_spells_whose_beginning_was_not_seen_are_left_out_and_those_that_go_on_are_not_ended() -> None:
    never = by_week()
    assert list(volunteering_spells(by_week(*range(20, 90)), never)) == []
    assert list(volunteering_spells(by_week(*range(50, 120)), never)) == [Spell(0, 70, False)]
    assert list(volunteering_spells(by_week(*range(50, 100)), never)) == [Spell(0, 50, False)]
    assert list(volunteering_spells(by_week(*range(50, 90)), never)) == [Spell(0, 40, True)]


def test_a_group_founded_before_week_0_is_seen_from_its_age_in_week_0_on() -> None:
    assert ageing(founded=-30, last_seen=9, last_week=312) == Spell(30, 40, True)
    assert ageing(founded=100, last_seen=312, last_week=312) == Spell(0, 213, False)


def test_the_slope_within_persons_does_not_see_persons_or_waves(subtests: pytest.Subtests) -> None:
    luck = np.random.default_rng(1)
    persons, waves = luck.normal(size=400), luck.normal(size=(7, 1))
    cause = luck.normal(size=(7, 400)) + persons
    effect = -0.1 * cause + 5.0 * persons + 3.0 * waves
    assert within_slope(cause, effect) == pytest.approx(-0.1)
    noisy = effect + luck.normal(size=effect.shape)
    assert within_slope(cause, noisy) == pytest.approx(-0.1, abs=0.05)
    assert math.isnan(within_slope(np.ones((7, 400)), noisy))


def test_a_correlation_is_that_of_numpy_and_unknown_where_nothing_varies() -> None:
    one, two = np.random.default_rng(2).normal(size=(2, 50))
    assert correlation(one, two) == pytest.approx(np.corrcoef(one, two)[0, 1])
    assert math.isnan(correlation(np.ones(50), two))


def test_the_share_between_places_is_what_was_planted() -> None:
    luck = np.random.default_rng(3)
    places = np.repeat(np.arange(400), 25)
    values = 0.25 * luck.normal(size=400)[places] + luck.normal(size=10_000)
    assert one_way_share(values, places) == pytest.approx(0.0625 / 1.0625, abs=0.015)


def test_a_loss_that_halves_every_year_is_half_gone_after_a_year_and_nine_tenths_after_three_and_more() -> (
    None
):
    curve = 0.5 ** (np.arange(300) / 52)
    assert weeks_to_fall(curve, 0.5) == 52
    assert weeks_to_fall(curve, 0.1) == math.ceil(52 * math.log2(10))
    assert math.isnan(weeks_to_fall(curve[:40], 0.5))


def test_a_curve_after_an_event_starts_for_each_in_the_week_of_their_own() -> None:
    values = np.zeros((20, 3))
    values[4:, 0] = np.arange(16)
    values[7:, 1] = np.arange(13)
    found = mean_after(values, np.array([4.0, 7.0, -1e5]), np.array([True, True, False]), 10)
    assert found.tolist() == list(range(11))
    assert np.isnan(mean_after(values, np.zeros(3), np.zeros(3, np.bool_), 10)).all()
