"""Several neighbourhoods in one run: what each is by itself, and what they are to each other."""

import numpy as np
import pytest

from c2sim.mesa.model import C2Model
from c2sim.model.codes import CAUSES, LEVELS, Cause, Level
from c2sim.model.interventions.elsewhere import example
from c2sim.region import Link, Member, Region, RegionModel, simulate_region
from c2sim.scenario import Scenario, load_scenario
from c2sim.simulation.run import simulate

FRAMES = ("weekly", "causes", "counts", "costs", "distributions")
SMALL = {"weeks": 20, "residents": 90}


def plan(name="status_quo", **changes):
    return load_scenario(name).with_changes(**{**SMALL, **changes})


def region(*members, links=(), weeks=20, stay=0.0):
    return Region(
        name="here",
        weeks=weeks,
        stay_in_region=stay,
        neighbourhoods=tuple(Member(name=name, scenario=scenario) for name, scenario in members),
        links=tuple(Link(**{"from": origin, "to": to}) for origin, to in links),
    )


def bytes_of(run):
    return b"".join(getattr(run, name).to_csv().encode() for name in FRAMES)


def test_a_region_of_one_is_the_plain_run_to_the_byte():
    alone = plan("seven_steps", weeks=60)
    (found,) = simulate_region(region(("here", alone), weeks=60), 3).runs.values()
    assert bytes_of(found) == bytes_of(simulate(alone, found.seed))


def test_neighbourhoods_without_links_do_not_change_each_others_luck():
    one, other, third = ("one", plan()), ("other", plan("seven_steps")), ("third", plan())
    few = simulate_region(region(one, other), 3).runs
    many = simulate_region(region(third, other, one), 3).runs
    for name in ("one", "other"):
        assert bytes_of(few[name]) == bytes_of(many[name])
    assert bytes_of(many["one"]) != bytes_of(many["third"])


def test_more_of_a_kind_leave_the_luck_of_the_first_ones_as_it_was():
    def seeds(count):
        members = (Member(name="several", scenario=plan(), count=count),)
        return [one.seed(7) for one in Region(name="here", weeks=1, neighbourhoods=members).neighbours]

    assert seeds(5)[:2] == seeds(2)
    assert len(set(seeds(5))) == 5
    assert seeds(5)[:1] == seeds(1)


def test_linked_neighbourhoods_give_the_same_bytes_again_in_any_order_of_the_file():
    members = (
        ("a", plan("follow_an_example", weeks=130)),
        ("b", plan("seven_steps", weeks=130)),
        ("c", plan(weeks=130)),
    )
    links = (("a", "b"), ("a", "c"))
    first, again, turned = (
        simulate_region(region(*order, links=links, weeks=130, stay=0.8), 2)
        for order in (members, members, members[::-1])
    )
    assert [bytes_of(run) for run in first.runs.values()] == [bytes_of(run) for run in again.runs.values()]
    for name, run in first.runs.items():
        assert bytes_of(run) == bytes_of(turned.runs[name])


def test_an_example_is_as_good_as_what_holds_there_and_the_hope_with_which_it_is_held():
    assert example(0, 0.6, 0.4) == 0.0
    assert example(7, 0.6, 0.4) == 1.0
    assert example(7, 0.3, 0.4) == pytest.approx(0.75)
    assert example(3, 0.4, 0.4) == pytest.approx(3 / 7)


VISITORS = Scenario.model_validate(
    {
        "name": "visitors",
        "weeks": 70,
        "neighbourhood": {"residents": 200},
        "interventions": [
            {"kind": "facilitator", "week": 50},
            {"kind": "key_residents", "week": 56, "approached": 200, "repeat_every": 1, "until": 60},
            {"kind": "site_visit", "week": 62, "visitors": 60},
            {"kind": "return_visit", "week": 66, "invitation": "poster"},
        ],
    }
)


def by_examples(run):
    return float(run.causes.query("level == 'pathways' and cause == 'examples'")["change"].sum())


def pathways_after_visits(host, seed):
    there = load_scenario(host).with_changes(weeks=70, residents=200)
    links = (("guests", "host"),)
    run = simulate_region(region(("host", there), ("guests", VISITORS), links=links, weeks=70), seed)
    guests = run.runs["guests"]
    return float(guests.weekly["pathways"].iloc[-1]), by_examples(guests)


def test_a_transformed_place_raises_pathways_of_its_visitors_and_an_untouched_one_does_not():
    pairs = [
        (pathways_after_visits("seven_steps", seed), pathways_after_visits("status_quo", seed))
        for seed in range(1, 6)
    ]
    assert all(far > near for (far, _), (near, _) in pairs)
    assert all(seen > 0.0 for (_, seen), _ in pairs)
    assert all(seen == 0.0 for _, (_, seen) in pairs)


def test_hosts_of_a_visit_celebrate_it_and_give_hours():
    there = load_scenario("seven_steps").with_changes(weeks=70, residents=200)
    run = simulate_region(region(("host", there), ("guests", VISITORS), links=[("guests", "host")], weeks=70))
    came = [one for one in run.journal if one["event"] == "visitors"]
    assert [(one["neighbourhood"], one["week"], one["who"]) for one in came] == [("host", 62, "guests")]
    alone = simulate(there, run.runs["host"].seed)
    more = run.runs["host"].costs["resident"].to_numpy() - alone.costs["resident"].to_numpy()
    assert np.flatnonzero(more).tolist() == [62]
    assert run.runs["host"].weekly.iloc[:62].equals(alone.weekly.iloc[:62])


def camp(week):
    """Organisers all year round, who go to a camp in one week."""
    weekly = {"kind": "organisers", "week": 1, "repeat_every": 1, "until": 35, "organisers": 30}
    kinds = [weekly, {"kind": "action_camp", "week": week, "campers": 100}]
    return Scenario.model_validate(
        {"name": "camp", "weeks": 36, "neighbourhood": {"residents": 200}, "interventions": kinds}
    )


def test_a_camp_with_linked_places_shows_what_they_have_done_and_another_camp_is_as_without_a_region():
    def of(week_of_others, seed):
        members = (("one", camp(30)), ("two", camp(week_of_others)))
        return simulate_region(region(*members, links=[("one", "two")], weeks=36), seed).runs

    nothing_to_show = 0
    for seed in range(1, 6):
        apart, together = of(34, seed)["one"], of(30, seed)
        assert bytes_of(apart) == bytes_of(simulate(camp(30), apart.seed))
        assert by_examples(apart) > by_examples(together["one"])
        if not any(together["two"].pathway.values()):  # a step can hold by luck where nobody did anything
            nothing_to_show += 1
            assert by_examples(together["one"]) == 0.0
    assert nothing_to_show >= 3


def test_a_knowledge_hub_shows_what_linked_places_have_done():
    model = C2Model(plan())
    models = {"reader": model, "other": C2Model(plan(), rng=2)}
    whole = RegionModel(region(("reader", plan()), ("other", plan()), links=[("reader", "other")]))
    assert whole.models["reader"].elsewhere.example() == 0.0
    whole.models["other"].progress.now.update(dict.fromkeys(range(1, 8), True))
    here, there = (whole.models[name].level("hope") for name in ("reader", "other"))
    assert whole.models["reader"].elsewhere.example() == pytest.approx(min(1.0, there / here))
    assert all(one.elsewhere.example() == 1.0 for one in models.values())


def test_movers_carry_their_levels_and_no_ties_to_the_place_where_they_arrive():
    whole = RegionModel(region(("a", plan(residents=400)), ("b", plan(residents=400)), stay=1.0), 5)
    housed = 0
    for _ in range(20):
        queues = {
            name: [one.state.arrivals.levels[:, k].copy() for k in range(int(one.state.arrivals.number[0]))]
            for name, one in whole.models.items()
        }
        whole.step()
        for name, model in whole.models.items():
            state = model.state
            came = np.flatnonzero(state.lives.arrived == state.week)
            moved_in = min(len(came), len(queues[name]))
            for levels in queues[name][:moved_in]:
                homes = [i for i in came if np.array_equal(state.residents.levels[:, i], levels)]
                assert len(homes) == 1
                assert state.lives.known[homes[0]] == 0
                assert state.ties.size[homes[0]] <= 6
            housed += moved_in
    assert housed > 20
    sent = int(whole.moving.table["people"].to_numpy().sum())
    waiting = sum(int(one.state.arrivals.number[0]) for one in whole.models.values())
    assert housed == sent - waiting


def test_leavers_take_their_gains_with_them_to_other_places_of_the_region():
    better = Scenario.model_validate(
        {"name": "better", "weeks": 52, "neighbourhood": {"residents": 300, "baseline": {"confidence": 0.7}}}
    )
    usual = plan(residents=300, weeks=52)

    def confidence(stay, seed):
        runs = simulate_region(region(("better", better), ("usual", usual), weeks=52, stay=stay), seed).runs
        return [float(runs[name].weekly["confidence"].iloc[-1]) for name in ("better", "usual")]

    pairs = [(confidence(1.0, seed), confidence(0.0, seed)) for seed in range(1, 5)]
    assert all(moving[0] < staying[0] and moving[1] > staying[1] for moving, staying in pairs)


def test_causes_add_up_to_the_change_of_the_mean_where_people_move_between_places():
    whole = RegionModel(region(("a", plan("seven_steps")), ("b", plan()), stay=1.0), 5)
    moved = 0.0
    for _ in range(20):
        before = {name: one.state.residents.levels.sum(axis=1) for name, one in whole.models.items()}
        whole.step()
        for name, model in whole.models.items():
            change = model.state.residents.levels.sum(axis=1) - before[name]
            of_causes = model.state.causes[: len(LEVELS)].sum(axis=1)
            accounted = [k for k, name in enumerate(LEVELS) if name != "wear"]
            assert np.abs(change - of_causes)[accounted].max() < 1e-9
            moved += abs(float(model.state.causes[Level.PATHWAYS, Cause.ARRIVALS_AND_LEAVERS]))
    assert CAUSES[Cause.ARRIVALS_AND_LEAVERS] == "arrivals and leavers"
    assert moved > 0.0


def test_nobody_moves_between_places_unless_the_region_says_so():
    run = simulate_region(region(("a", plan()), ("b", plan())), 1)
    assert run.moves.empty
    assert all(model.state.arrivals.home.size == 0 for model in RegionModel(run.region).models.values())


def test_frames_of_a_region_are_those_of_a_run_with_a_column_for_the_neighbourhood():
    run = simulate_region(region(("a", plan()), ("b", plan())), 1)
    for name in FRAMES:
        frame = getattr(run, name)
        assert list(frame.columns) == ["neighbourhood", *getattr(run.runs["a"], name).columns]
        assert len(frame) == sum(len(getattr(one, name)) for one in run.runs.values())
    assert set(run.weekly["neighbourhood"]) == {"a", "b"}


def test_who_moves_between_neighbourhoods_is_in_no_cohort():
    members = (("one", plan(weeks=60)), ("other", plan("seven_steps", weeks=60)))
    found = simulate_region(region(*members, weeks=60, stay=0.9), 3)
    assert int(found.moves["people"].to_numpy().sum()) > 0
    for run in found.runs.values():
        assert run.cohort is not None
        last = run.cohort.parts(60)["population"]
        assert last.sum() == run.distributions.query("part == 'stayers'")["people"].iloc[0]
        assert not last.all()
