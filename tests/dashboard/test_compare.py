# pyright: reportPrivateImportUsage=false

from contextlib import ExitStack
from threading import Event

import pytest
import solara

from c2sim.dashboard.link import to_link
from c2sim.dashboard.pages.compare.candidates import candidates, matched_plans, refusal
from c2sim.dashboard.pages.compare.results import lines_of, rows_of
from c2sim.dashboard.parts.strips import Spread, ends_of, strips
from c2sim.dashboard.plan import Plan, start
from c2sim.dashboard.runs.ensemble import bands
from c2sim.dashboard.runs.job_slots import MOST_JOBS, place_for_a_job
from c2sim.dashboard.runs.jobs import one_run, run_seeds
from c2sim.dashboard.session import BEFORE, MINE, NOTHING
from c2sim.errors import C2simError
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.results.comparison import Comparison
from c2sim.scenario import Scenario
from c2sim.simulation.run import compare


@pytest.fixture(scope="module")
def found():
    return compare(["status_quo", "seven_steps"], seeds=2, weeks=30, residents=100)


def short(name: str) -> Plan:
    plan = start(name)
    return Plan(plan.scenario.with_changes(weeks=10, residents=60))


def test_plans_are_brought_to_the_size_and_horizon_of_the_first_one():
    plans = matched_plans({"a": short("status_quo"), "b": start("seven_steps", seed=9)})
    assert [one.scenario.weeks for one in plans.values()] == [10, 10]
    assert [one.scenario.neighbourhood.residents for one in plans.values()] == [60, 60]
    assert {one.seed for one in plans.values()} == {1}


def test_no_programme_and_my_own_plan_are_offered_first_and_saved_plans_as_well():
    saved = Plan(Scenario(name="ours", weeks=52, neighbourhood=Neighbourhood(residents=300)))
    offered = candidates(start("seven_steps"), None, (saved,))
    assert list(offered)[:2] == [NOTHING, MINE]
    assert offered["ours"] is saved
    assert "Hub alone" in offered


def test_the_plan_before_the_last_change_can_be_held_against_the_one_after_it():
    before = start("seven_steps")
    after = before.without_intervention("listening_event")
    offered = candidates(after, before, ())
    plans = matched_plans({name: offered[name] for name in (BEFORE, MINE)})
    assert [len(one.scenario.interventions) for one in plans.values()] == [
        len(before.scenario.interventions),
        len(after.scenario.interventions),
    ]


def test_nothing_being_done_is_offered_once():
    offered = candidates(start("seven_steps"), None, ())
    idle = [name for name, plan in offered.items() if not plan.scenario.interventions]
    assert idle == [NOTHING]


def test_one_plan_or_five_or_plans_of_other_places_are_refused_in_one_line():
    one = {"a": short("status_quo")}
    assert refusal(one) == "plans: found 1, expected 2 to 4"
    assert refusal({name: short("status_quo") for name in "abcde"}) == "plans: found 5, expected 2 to 4"
    place = Neighbourhood(residents=60, providers=9)
    other = Plan(Scenario(name="elsewhere", weeks=10, neighbourhood=place))
    assert "expected" in refusal({**one, "b": other})
    assert refusal({**one, "b": short("seven_steps")}) == ""


def test_a_run_in_the_background_gives_the_weeks_that_a_run_gives_anyway():
    plan = short("seven_steps")
    there = one_run(to_link(plan), 2)
    (here,) = compare([plan.scenario, short("status_quo").scenario], seeds=2).runs["seven_steps"][1:]
    assert there.weekly.equals(here.weekly)
    assert there.cost == here.cost


def test_a_job_that_is_stopped_gives_nothing_and_frees_its_place():
    stop = Event()
    stop.set()
    for _ in range(MOST_JOBS + 1):
        assert run_seeds({"a": short("status_quo"), "b": short("seven_steps")}, 1, stop, print) is None


def test_when_the_server_is_busy_jobs_of_every_page_are_refused_with_a_message():
    with ExitStack() as others:
        for _ in range(MOST_JOBS):
            others.enter_context(place_for_a_job())
        with pytest.raises(C2simError, match="busy"):
            run_seeds({"a": short("status_quo")}, 1, Event(), print)
        with pytest.raises(C2simError, match="busy"):
            bands(short("status_quo"), ("hope",), Event(), print, seeds=1)


def test_the_table_shows_spread_harm_person_hours_and_steps_of_every_plan(found: Comparison):
    rows = {row[0]: row[1:] for row in rows_of(found)}
    paired = found.to_dict()["paired"]["seven_steps"]["hope"]
    hope = rows["Hope (more is better)"]
    assert f"harm {100 * paired['harm']:.0f} %" in hope[1]
    assert "harm" not in hope[0]
    assert rows["Person-hours"][0] == "0 (0 to 0)"
    assert rows["Person-hours"][1] != "0 (0 to 0)"
    reached = sum(run.pathway[1] is not None for run in found.runs["seven_steps"])
    assert rows["Step 1 reached"] == ("0 of 2 seeds", f"{reached} of 2 seeds")


def test_lines_lie_within_their_bands(found: Comparison):
    lines = lines_of(found, "hope")
    assert len(lines) == len(found.runs)
    for line in lines:
        assert line.band is not None
        low, high = line.band
        assert all(
            middle is not None and a <= middle + 1e-4 and middle <= b + 1e-4
            for a, middle, b in zip(low, line.values, high, strict=True)
        )


def test_the_scale_of_strips_is_the_narrowest_in_tenths_that_holds_them_all():
    spreads = [Spread("a", 0.31, 0.35, 0.42), Spread("b", None, None, None), Spread("c", 0.3, 0.3, 0.3)]
    assert ends_of(spreads) == (0.3, 0.5)
    assert ends_of([Spread("a", 0.4, 0.4, 0.4)]) == (0.4, 0.5)
    assert ends_of([Spread("a", None, None, None)]) == (0.0, 1.0)


def test_a_strip_says_in_words_what_it_shows_and_that_there_is_nothing_where_there_is_nothing():
    box, rc = solara.render(
        strips("Hope", [Spread("a", 0.1, 0.2, 0.3), Spread("b", None, None, None)]), handle_error=False
    )
    assert box.children[0].attributes["aria-label"] == "Hope. a: 0.20 (0.10 to 0.30); b: none"
    rc.close()
