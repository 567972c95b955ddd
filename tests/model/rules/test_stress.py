"""Phase 8: stress and wear."""

import numpy as np
import pytest

from c2sim.model.codes import Cause, Level, Mean, Trait
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.levels import returns_with
from c2sim.model.rules.stress import back_to_rest, eased_by, stress, through_ties
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import phase

P = Parameters()


def back(state: State, below: float, worn: float = 0.0, eases: float = 0.0, support: float = 0.0):
    """Change in a week by return to rest, wear, cohesion and support, at a tenth of the way a week."""
    return back_to_rest(0.1, below, worn, eases, support, state.view())


def test_stress_returns_to_rest_by_half_in_its_half_life(place: State) -> None:
    level, r = 0.9, returns_with(P.stress.half_life)
    for _ in range(8):
        level += sum(back_to_rest(r, 0.5 - level, 0.0, 0.0, 0.0, place.view()))
    assert level == pytest.approx(0.7)


def test_support_speeds_the_return_and_wear_and_want_of_cohesion_raise_resting_stress(place: State) -> None:
    usual, _, _, none = back(place, -0.3)
    _, worn, eased, helped = back(place, -0.3, worn=0.2, eases=0.1, support=1.0)
    assert none == 0.0
    assert worn > 0.0
    assert eased > 0.0
    assert helped == pytest.approx(P.stress.support * (usual + worn + eased))


def test_trust_in_neighbours_and_ties_beyond_the_usual_ease_and_less_than_usual_strains() -> None:
    assert eased_by(0.0, 0.0, P.stress) == 0.0
    assert eased_by(0.1, 0.0, P.stress) == pytest.approx(-0.1 * P.stress.neighbours)
    assert eased_by(0.0, 0.1, P.stress) == pytest.approx(-0.1 * P.stress.ties)
    assert eased_by(-0.1, -0.1, P.stress) > 0.0


@pytest.mark.parametrize(
    "less", [{"neighbours": 0.0}, {"ties": 0.0}], ids=["by ties alone", "by trust in neighbours alone"]
)
def test_cohesion_lowers_stress_and_is_on_record(place: State, less: dict[str, float]) -> None:
    place.parameters = with_changes({"stress": less})
    place.residents.levels[Level.TRUST_NEIGHBOURS] = place.start[Level.TRUST_NEIGHBOURS]
    place.means[Mean.BONDING_TIES], place.means[Mean.BRIDGING_TIES] = (
        24.0 * place.traits[Trait.CONNECTED],
        0.0,
    )
    place.means[Mean.SUPPORT] = 0.0
    place.residents.levels[Level.STRESS] = 0.5
    cohesive = copy_state(place)
    cohesive.residents.levels[Level.TRUST_NEIGHBOURS] += 0.2
    cohesive.means[Mean.BRIDGING_TIES] += 2.0
    difference = phase(cohesive, stress)[Level.STRESS] - phase(place, stress)[Level.STRESS]
    assert place.causes[Level.STRESS, Cause.COHESION] == pytest.approx(0.0)
    eased = -P.stress.ties * 2.0 / 24.0 if "neighbours" in less else -P.stress.neighbours * 0.2
    a_week = returns_with(P.stress.half_life) * eased
    assert np.median(difference) == pytest.approx(
        a_week
    )  # some whom hardship strikes are at the end of the scale
    assert cohesive.causes[Level.STRESS, Cause.COHESION] == pytest.approx(a_week * place.size)


def test_calm_spreads_more_than_distress() -> None:
    calmer, _ = through_ties(0.6, 0.4, P.stress)
    _, distressed = through_ties(0.4, 0.6, P.stress)
    assert calmer < 0.0 < distressed
    assert abs(calmer) > 2.0 * distressed
    assert through_ties(0.5, 0.5, P.stress) == (0.0, 0.0)


CHANGES = [
    ("issues", lambda s: s.streets.load.fill(9.0), 1),
    ("incidents", lambda s: s.lives.witnessed.fill(1), 1),
    ("a derelict street", lambda s: s.streets.condition.fill(0.0), 1),
    ("overwork", lambda s: s.lives.hours.fill(12.0), 1),
    ("groups", lambda s: s.lives.member.fill(0), -1),
    ("a good street", lambda s: s.streets.condition.fill(1.0), -1),
]


def test_load_raises_stress_and_groups_and_good_streets_lower_it(
    subtests: pytest.Subtests, place: State
) -> None:
    usual = phase(copy_state(place), stress)[Level.STRESS]
    for what, change, sign in CHANGES:
        with subtests.test(what):
            other = copy_state(place)
            change(other)
            difference = phase(other, stress)[Level.STRESS] - usual
            assert (difference * sign >= 0.0).all()
            assert (difference * sign > 0.0).mean() > 0.5


def test_ordinary_hours_do_not_stress(place: State) -> None:
    place.lives.hours[:] = P.effort.onset
    phase(place, stress)
    assert place.causes[Level.STRESS, Cause.OVERWORK] == 0.0


def test_buffering_is_a_switch_that_is_off(place: State) -> None:
    assert P.hardship.buffering == 0.0
    place.means[Mean.SUPPORT] = 1.0
    other = copy_state(place)
    other.parameters = with_changes({"hardship": {"buffering": 0.1}})
    assert phase(other, stress)[Level.STRESS].mean() < phase(place, stress)[Level.STRESS].mean()


def test_wear_follows_stress_slowly(place: State) -> None:
    place.residents.levels[Level.WEAR] = 0.5
    place.residents.levels[Level.STRESS] = 0.9
    after = phase(place, stress)
    moved = after[Level.WEAR] - 0.5
    assert (moved > 0.0).all()
    assert moved.max() < 0.005


def test_hope_does_not_lower_stress_directly(place: State) -> None:
    other = copy_state(place)
    other.residents.levels[[Level.AGENCY, Level.PATHWAYS]] = 1.0
    assert np.array_equal(phase(other, stress)[Level.STRESS], phase(place, stress)[Level.STRESS])
