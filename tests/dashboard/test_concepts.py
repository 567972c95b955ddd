import pytest

from c2sim.dashboard.pages.concepts.ideas import IDEAS
from c2sim.dashboard.pages.concepts.loops import LOOPS, in_words, strengths
from c2sim.dashboard.pages.concepts.presets import NOTHING, with_and_without_past
from c2sim.model.measures.causes import CAUSED, MEANINGS
from c2sim.simulation.run import compare


def test_every_link_with_a_size_names_levels_and_causes_that_are_on_record():
    for loop in LOOPS.values():
        for link in loop.links:
            assert set(link.changes) <= set(CAUSED)
            assert {cause for causes in link.changes.values() for cause in causes} <= set(MEANINGS)
            assert bool(link.changes) != bool(link.rule)


def test_every_loop_comes_back_to_where_it_began():
    for loop in LOOPS.values():
        ends = [link.end for link in loop.links]
        assert ends == [*loop.nodes[1:], loop.nodes[0]]


def test_there_are_six_ideas_and_each_has_plans_that_can_be_run_and_a_loop():
    assert len({one.name for one in IDEAS}) == 6
    for idea in IDEAS:
        assert len(idea.plans()) >= 2
        assert idea.loop in LOOPS


def test_the_place_that_was_let_down_has_the_same_pathway_two_years_later_as_the_fresh_one():
    plans = with_and_without_past()
    fresh, let_down = plans["a fresh start"].scenario, plans["after being let down"].scenario
    assert fresh.weeks == let_down.weeks == 312 + 104
    earlier = [one for one in let_down.interventions if one.id.startswith("before_")]
    assert tuple(one for one in let_down.interventions if one not in earlier) == fresh.interventions
    assert all((one.week or 0) <= 104 and (one.until or 0) <= 104 for one in earlier)
    assert min(one.week for one in fresh.interventions if one.week) == 105
    assert plans[NOTHING].scenario.interventions == ()


@pytest.fixture(scope="module")
def pair():
    found = compare(["status_quo", "seven_steps"], seeds=1, weeks=40, residents=100).runs
    return found["seven_steps"][0], found["status_quo"][0]


def test_the_size_of_a_link_is_what_the_table_of_causes_adds_up_to(pair):
    chosen, without = pair
    found = {(one.link.start, one.link.end): one for one in strengths(LOOPS["learning"], chosen, without)}
    contact = found["contact", "working with"]
    stance = chosen.causes[chosen.causes.level == "stance"]
    causes = ("good contact", "bad contact", "learning", "colleagues")
    assert contact.chosen == pytest.approx(100 * stance[stance.cause.isin(causes)].change.sum())
    assert contact.chosen != contact.without
    assert "points of 100" in in_words(contact)


def test_an_arrow_without_a_size_says_by_which_rule_it_acts(pair):
    rules = [one for one in strengths(LOOPS["voice"], *pair) if not one.link.changes]
    assert rules
    for one in rules:
        assert one.chosen is None
        assert one.link.rule in in_words(one)


def test_what_is_said_about_tipping_follows_from_the_runs_and_from_the_shipped_verdict():
    runs = compare(["status_quo", "seven_steps"], seeds=1, weeks=20, residents=60).runs
    tipping = next(one for one in IDEAS if one.name == "Tipping")
    last = sorted(100 * run.weekly["participation"].iloc[-1] for (run,) in runs.values())
    said = tipping.found({name: run for name, (run,) in runs.items()})
    assert f"between {last[0]:.1f} and {last[-1]:.1f} in 100" in said
    assert "Evidence, P12" in said
