"""Size does not change the law: signs agree, head-counts scale, small places run."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.errors import C2simError
from c2sim.mesa.model import C2Model
from c2sim.model.interventions.sight import Sight
from c2sim.model.measures.scaling import scaling_notes
from c2sim.model.parameters import with_changes
from c2sim.model.state import State
from c2sim.place.baseline.solve import free_terms
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import scaled_providers
from c2sim.place.streets import make_streets
from c2sim.results.result import Run
from c2sim.scenario import Scenario, load_scenario

SEEDS = {300: range(1, 7), 1500: range(1, 4), 6000: range(1, 3)}
HEADLINES = [
    ("seven_steps", "connectivity", 1),
    ("seven_steps", "participation", 1),
    ("seven_steps", "hope", 1),
    ("seven_steps", "linking", 1),
    ("seven_steps", "bridging", 1),
    ("provider_led", "promises_kept", 1),
    ("provider_led", "promises_broken", 1),
]


def difference(run_of: Callable[..., Run], name: str, measure: str, residents: int) -> float:
    """Mean difference to the status quo over the last year, seed by seed."""
    paired = [
        run_of(name, residents, seed).weekly[measure].tail(52).mean()
        - run_of("status_quo", residents, seed).weekly[measure].tail(52).mean()
        for seed in SEEDS[residents]
    ]
    return float(np.mean(paired))


def test_headline_signs_agree_at_300_and_1500(subtests: pytest.Subtests, run_of: Callable[..., Run]) -> None:
    for residents in [300, 1500]:
        for name, measure, sign in HEADLINES:
            with subtests.test(residents=residents, name=name, measure=measure, sign=sign):
                assert np.sign(difference(run_of, name, measure, residents)) == sign


@pytest.mark.slow
def test_headline_signs_agree_at_6000(subtests: pytest.Subtests, run_of: Callable[..., Run]) -> None:
    for name, measure, sign in HEADLINES:
        with subtests.test(name=name, measure=measure, sign=sign):
            assert np.sign(difference(run_of, name, measure, 6000)) == sign


HEADS = [
    (1500, 7, 7),
    (300, 7, 2),
    (300, 20, 4),
    (300, 1, 2),
    (6000, 7, 28),
    (2, 100, 2),
    (300, 0, 0),
    (6000, 0, 0),
]


def test_head_counts_scale_pro_rata_with_a_floor_of_2_unless_0_is_stated(
    subtests: pytest.Subtests, place: State
) -> None:
    for residents, per_1500, expected in HEADS:
        with subtests.test(residents=residents, per_1500=per_1500, expected=expected):
            place.scale = residents / 1500
            assert Sight(place, "test").heads(per_1500) == expected


def test_providers_scale_like_other_head_counts(subtests: pytest.Subtests) -> None:
    for residents, stated, expected in [
        (1500, 15, 15),
        (300, 15, 3),
        (60, 15, 2),
        (6000, 15, 60),
        (300, 0, 0),
    ]:
        with subtests.test(residents=residents, stated=stated, expected=expected):
            assert scaled_providers(Neighbourhood(residents=residents, providers=stated)) == expected


def test_what_was_scaled_is_said_and_where_the_floor_bites() -> None:
    notes = "\n".join(scaling_notes(load_scenario("seven_steps").with_changes(residents=300)))
    assert "providers: 15 per 1,500 residents is 3 here" in notes
    assert "the floor of 2 holds" in notes
    assert scaling_notes(load_scenario("seven_steps").with_changes(residents=1500)) == []


def test_wards_are_runs_of_whole_streets_with_about_1500_residents() -> None:
    for residents, wards in ((2, 1), (300, 1), (1500, 1), (6000, 4), (10_000, 7)):
        streets = make_streets(Neighbourhood(residents=residents))
        assert len(streets.ward_first) == wards + 1
        assert streets.ward_first[0] == 0
        assert streets.ward_first[-1] == streets.first[-1] == residents
        assert set(streets.ward_first.tolist()) <= set(streets.first.tolist())
        assert (np.diff(streets.first) > 0).all()


PLACES = {
    "2 residents": Neighbourhood(residents=2),
    "3 residents": Neighbourhood(residents=3),
    "24 residents": Neighbourhood(residents=24),
    "30 residents": Neighbourhood(residents=30),
    "nobody employed and nothing wrong": Neighbourhood(
        residents=30, providers=0, baseline=Baseline(issues_open=0.0)
    ),
    "everybody alone": Neighbourhood(
        residents=30, baseline=Baseline(isolated_share=1.0, bonding=0.0, bridging=0.0)
    ),
    "nobody alone": Neighbourhood(residents=30, baseline=Baseline(isolated_share=0.0)),
    "nothing wrong": Neighbourhood(residents=30, baseline=Baseline(issues_open=0.0)),
    "nobody employed": Neighbourhood(residents=30, providers=0),
}


def test_a_place_at_the_edge_of_what_is_possible_runs(subtests: pytest.Subtests) -> None:
    for name in PLACES:
        with subtests.test(name=name):
            plan = load_scenario("seven_steps").model_copy(
                update={"neighbourhood": PLACES[name], "weeks": 60}
            )
            model = C2Model(plan, rng=1)
            model.run_for(60)
            measured = model.weekly[["stress", "hope", "trust_services", "connectivity", "street_condition"]]
            assert model.week == 60
            assert np.isfinite(measured.to_numpy()).all()
            assert measured.to_numpy().min() >= 0.0
            assert measured.to_numpy().max() <= 1.0


@pytest.mark.parametrize("weeks", [1, 2600])
def test_the_shortest_and_the_longest_horizon_run(weeks: int) -> None:
    plan = load_scenario("seven_steps").with_changes(residents=30, weeks=weeks)
    model = C2Model(plan, rng=1)
    model.run_for(weeks)
    assert len(model.weekly) == weeks + 1
    assert np.isfinite(model.weekly[["stress", "hope", "connectivity"]].to_numpy()).all()


def _moving(hazard: float) -> Scenario:
    """The pathway where everybody leaves with the same hazard a week."""
    moving = dict.fromkeys(("owner", "social_rent", "private_rent"), hazard)
    plan = load_scenario("seven_steps").with_changes(residents=60, weeks=52)
    return plan.model_copy(update={"parameters": {"moving": moving}})


def test_a_place_that_nearly_everybody_leaves_within_a_year_runs() -> None:
    model = C2Model(_moving(0.06), rng=1)
    model.run_for(52)
    assert int(model.counts["moved"].to_numpy().sum()) > 120
    assert np.isfinite(model.weekly[["stress", "hope", "connectivity"]].to_numpy()).all()


def test_a_place_that_everybody_leaves_every_week_is_refused_since_it_holds_no_ties() -> None:
    with pytest.raises(C2simError, match="bonding: found 9, expected a value that this place can hold"):
        C2Model(_moving(1.0), rng=1)


def test_a_place_without_providers_has_no_stance_and_nothing_promised() -> None:
    place = PLACES["nobody employed and nothing wrong"]
    model = C2Model(Scenario(name="alone", weeks=8, neighbourhood=place), rng=1)
    model.run_for(8)
    assert np.isnan(model.weekly["stance"].to_numpy()).all()
    assert not model.weekly[["promises_kept", "promises_broken", "linking"]].to_numpy().any()
    assert not model.weekly["issues_open"].to_numpy().any()


def test_free_terms_do_not_depend_on_size() -> None:
    small, large = (free_terms(Neighbourhood(residents=n), with_changes({})) for n in (300, 6000))
    assert np.array_equal(small.rates, large.rates)
    assert np.array_equal(small.offsets, large.offsets)
