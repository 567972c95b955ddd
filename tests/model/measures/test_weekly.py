"""The weekly measures: each is what its formula says, null when it says so, and within its bounds."""

import math
from itertools import pairwise

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.mesa.model import C2Model
from c2sim.model.codes import LEVELS, NEVER, Activity, Count, GroupKind, Level, Stage, TieKind
from c2sim.model.measures.definitions import MEASURES, NAMES
from c2sim.model.measures.dimensions import acted_on
from c2sim.model.measures.weekly import gini, weekly_row
from c2sim.model.rules.neighbourhood import neighbourhood
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state


@pytest.fixture(scope="module")
def _lived() -> State:
    model = C2Model("seven_steps", residents=300, rng=1, journal=False)
    model.run_for(80)
    with wrapping():
        neighbours(model.state)
    return model.state


@pytest.fixture
def lived(_lived: State) -> State:
    """A neighbourhood of 300 residents in week 80 of the seven steps, its means over ties taken anew."""
    return copy_state(_lived)


def measured(state: State) -> dict[str, float]:
    row = np.empty(len(NAMES))
    weekly_row(state, row)
    return dict(zip(NAMES, row.tolist(), strict=True))


def ties_of(state: State, *kinds: int) -> np.ndarray:
    """Ties of strength 0.1 or more of each resident, of these kinds."""
    ties, found = state.ties, np.zeros(state.size)
    for i in range(state.size):
        row = slice(ties.start[i], ties.start[i] + ties.size[i])
        found[i] = (np.isin(ties.kind[row], kinds) & (ties.strength[row] >= 0.1)).sum()
    return found


def test_a_measure_says_what_it_is() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for measure in MEASURES:
        assert measure.meaning.endswith(".")
        assert measure.formula
        assert measure.unit
        assert measure.scope
        assert measure.better in ("up", "down")
        assert measure.null.startswith(("never null", "null "))


def test_levels_are_means_over_residents(lived: State) -> None:
    row, levels = measured(lived), dict(zip(LEVELS, lived.residents.levels.mean(axis=1), strict=True))
    for name, mean in levels.items():
        assert row[name] == pytest.approx(mean)
    assert row["hope"] == pytest.approx((levels["agency"] + levels["pathways"]) / 2)
    assert row["confident"] == pytest.approx((levels["confidence"] + levels["agency"]) / 2)


def test_ties_are_counted_from_a_tenth_of_full_strength(lived: State) -> None:
    row, local = measured(lived), ties_of(lived, TieKind.BONDING, TieKind.BRIDGING)
    assert row["bonding"] == pytest.approx(ties_of(lived, TieKind.BONDING).mean())
    assert row["bridging"] == pytest.approx(ties_of(lived, TieKind.BRIDGING).mean())
    assert row["linking"] == pytest.approx(ties_of(lived, TieKind.LINKING).mean())
    assert row["connectivity"] == pytest.approx(np.minimum(1.0, local / 24).mean())
    assert row["isolated_share"] == pytest.approx((local == 0).mean())


def test_participation_looks_back_twelve_weeks(lived: State) -> None:
    lived.lives.last_active[:] = NEVER
    lived.lives.last_active[:30] = lived.week - 11
    lived.lives.last_active[30:60] = lived.week - 12
    assert measured(lived)["participation"] == pytest.approx(0.1)


def test_effort_is_compared_among_those_who_give_any(lived: State) -> None:
    lived.residents.activity[:] = Activity.UNINVOLVED
    lived.residents.activity[:3] = Activity.VOLUNTEERING
    lived.lives.hours[:] = 0.0
    lived.lives.hours[:3] = (1.0, 2.0, 6.0)
    lived.lives.hours[7] = 50.0  # uninvolved
    hours = np.array([1.0, 2.0, 6.0])
    expected = np.abs(hours[:, None] - hours).sum() / (2 * 9 * hours.mean())
    assert measured(lived)["effort_gini"] == pytest.approx(expected)


@pytest.mark.parametrize(("values", "expected"), [([2.0, 2.0], 0.0), ([1.0], 0.0), ([0.0, 1.0], 0.5)])
def test_the_gini_coefficient_of_known_values(values: list[float], expected: float) -> None:
    assert gini(np.array(values)) == pytest.approx(expected)


def test_worn_out_are_those_with_fatigue_of_three_tenths_among_the_active(lived: State) -> None:
    lived.residents.activity[:] = Activity.UNINVOLVED
    lived.residents.activity[:4] = Activity.VOLUNTEERING
    lived.residents.levels[Level.FATIGUE] = 1.0
    lived.residents.levels[Level.FATIGUE, :4] = (0.1, 0.29, 0.3, 0.9)
    assert measured(lived)["burnout"] == pytest.approx(0.5)


def test_groups_are_those_of_residents_and_not_the_partnership(lived: State) -> None:
    lived.groups.alive[:] = False
    lived.groups.alive[:3] = True
    lived.groups.kind[:3] = (GroupKind.RESIDENT_LED, GroupKind.RESIDENT_LED, GroupKind.PARTNERSHIP)
    assert measured(lived)["groups"] == pytest.approx(1000 * 2 / 300)


def test_issues_are_open_until_solved_or_lapsed(lived: State) -> None:
    lived.issues.stage[:] = Stage.NONE
    lived.issues.stage[:4] = (Stage.LATENT, Stage.PRIORITISED, Stage.PROMISED, Stage.SOLVED)
    assert measured(lived)["issues_open"] == 3


def test_promises_and_incidents_are_counted(lived: State) -> None:
    row = measured(lived)
    assert row["promises_kept"] == lived.counts[Count.PROMISES_KEPT]
    assert row["promises_late"] == lived.counts[Count.PROMISES_LATE]
    assert row["promises_broken"] == lived.counts[Count.PROMISES_BROKEN]
    assert lived.counts[Count.PROMISES_LATE] > 0
    lived.incident_weeks[:] = 0
    lived.incident_weeks[:2] = (3, 4)
    assert measured(lived)["antisocial_behaviour"] == pytest.approx(7 * 4 / 3.0)  # of 300 in a quarter


def test_collective_efficacy_is_cohesion_times_willingness_street_by_street(lived: State) -> None:
    local = np.minimum(1.0, ties_of(lived, TieKind.BONDING, TieKind.BRIDGING) / 24)
    levels = lived.residents.levels
    willing = levels[Level.CONFIDENCE] * levels[Level.TRUST_NEIGHBOURS]
    streets = [slice(first, last) for first, last in pairwise(lived.streets.first)]
    expected = np.mean([local[street].mean() * willing[street].mean() for street in streets])
    with wrapping():
        neighbourhood(lived)
    assert measured(lived)["collective_efficacy"] == pytest.approx(expected)
    assert measured(lived)["street_condition"] == pytest.approx(lived.streets.condition.mean())


@pytest.mark.parametrize("name", ["stance", "workload"])
def test_what_is_said_of_providers_leaves_programme_staff_and_vacant_posts_out(
    lived: State, name: str
) -> None:
    held = getattr(lived.providers, name)
    held[:] = 0.4
    held[0] = held[-1] = 1.0
    lived.providers.in_post[:] = True
    lived.providers.in_post[0] = False
    assert measured(lived)[name] == pytest.approx(0.4)


def test_inclusive_falls_when_one_group_takes_part_alone_or_trusts_less(lived: State) -> None:
    everyone = copy_state(lived)
    everyone.lives.last_active[:] = lived.week
    alone = copy_state(everyone)
    alone.lives.last_active[alone.residents.group != 0] = NEVER
    apart = copy_state(everyone)
    apart.residents.levels[Level.TRUST_SERVICES] = np.where(apart.residents.group == 0, 0.9, 0.1)
    nobody = copy_state(everyone)
    nobody.lives.last_active[:] = NEVER
    inclusive = [measured(state)["inclusive"] for state in (everyone, alone, apart, nobody)]
    assert inclusive[0] > max(inclusive[1:3])
    assert inclusive[3] == 0.0


def without_groups(state: State) -> None:
    state.groups.alive[:] = False
    state.lives.member[:] = -1
    state.residents.activity[:] = Activity.UNINVOLVED


def test_organised_is_the_mean_of_membership_sharing_and_reporting(lived: State) -> None:
    without_groups(lived)
    assert measured(lived)["organised"] == 0.0
    lived.groups.alive[0], lived.groups.kind[0] = True, GroupKind.RESIDENT_LED
    lived.groups.met[0] = lived.groups.reported[0] = lived.week
    lived.lives.member[0, :45] = 0  # 15 % are members: half of 0.3
    lived.residents.activity[:45], lived.lives.hours[:45] = Activity.VOLUNTEERING, 2.0  # shared alike
    assert measured(lived)["organised"] == pytest.approx((0.5 + 1.0 + 1.0) / 3)
    lived.groups.reported[0] = lived.week - 13
    assert measured(lived)["organised"] == pytest.approx((0.5 + 1.0 + 0.0) / 3)


def test_cooperative_rises_with_groups_that_share_members_and_with_joint_action(lived: State) -> None:
    without_groups(lived)
    lived.issues.stage[:] = Stage.NONE
    alone = measured(lived)["cooperative"]
    lived.groups.alive[:2], lived.groups.kind[:2] = True, GroupKind.RESIDENT_LED
    lived.lives.member[0, 0], lived.lives.member[1, 0] = 0, 1
    joined = measured(lived)["cooperative"]
    assert joined == pytest.approx(alone + 1 / 3)
    lived.issues.stage[:2], lived.issues.closed[:2] = Stage.SOLVED, lived.week
    lived.promises.provider[:2] = 0
    lived.promises.joint[:2] = (True, False)
    assert measured(lived)["cooperative"] == pytest.approx(joined + 0.5 / 3)


def test_influential_weighs_what_was_acted_on_in_time_by_severity(lived: State) -> None:
    issues, week = lived.issues, lived.week
    issues.prioritised[:] = NEVER
    issues.acted[:] = NEVER
    issues.stage[:4] = Stage.PRIORITISED
    issues.prioritised[:4] = week - np.array([40, 40, 40, 5])  # the last one still has time
    issues.severity[:4] = (0.6, 0.2, 0.2, 0.9)
    issues.acted[0] = week - 30  # in time
    issues.acted[1] = week - 1  # too late
    acted, every = acted_on(week, 26, issues)
    assert (acted, every) == pytest.approx((0.6, 1.0))
    influence = lived.residents.levels[Level.INFLUENCE].mean()
    assert measured(lived)["influential"] == pytest.approx(math.sqrt(0.6 * influence))


def test_before_there_are_priorities_influential_is_the_half_that_is_felt(lived: State) -> None:
    lived.issues.prioritised[:] = NEVER
    influence = lived.residents.levels[Level.INFLUENCE].mean()
    assert measured(lived)["influential"] == pytest.approx(influence)


def test_what_cannot_be_measured_is_null_and_nothing_else_is(lived: State) -> None:
    lived.residents.activity[:] = Activity.UNINVOLVED
    lived.raised_weeks[:] = lived.acted_ages[:] = 0.0
    lived.providers.in_post[:] = False
    null = {name for name, value in measured(lived).items() if math.isnan(value)}
    response = {"response_time", "acted_on_26", "acted_on_52"}
    assert null == {"effort_gini", "burnout", "stance", "workload"} | response
    assert null == {measure.name for measure in MEASURES if measure.null != "never null"}


@pytest.mark.parametrize("scenario", ["status_quo", "seven_steps", "provider_led"])
def test_measures_stay_within_their_bounds(scenario: str) -> None:
    model = C2Model(scenario, residents=300, weeks=120, rng=2, journal=False)
    model.run_for(120)
    for measure in MEASURES:
        values = model.weekly[measure.name].dropna().to_numpy()
        assert (values >= 0.0).all(), measure.name
        if measure.unit in ("share", "level, 0 to 1", "0 to 1"):
            assert (values <= 1.0).all(), measure.name
    for name in ("promises_kept", "promises_late", "promises_broken"):
        assert model.weekly[name].is_monotonic_increasing


def test_providers_can_have_promised_more_than_they_have_room_for(lived: State) -> None:
    lived.providers.workload[:] = 1.5
    assert measured(lived)["workload"] == pytest.approx(1.5)
    assert {one.name: one.unit for one in MEASURES}["workload"] == "times"
