import tomllib
from functools import reduce

import pytest

from c2sim.dashboard.edits import changes_told, comparable, own_name, said
from c2sim.dashboard.explore.change import LEAST, Differences
from c2sim.dashboard.explore.radar import in_words, option_of, values
from c2sim.dashboard.explore.why import sums_of
from c2sim.dashboard.parts.words import called, plan_called
from c2sim.dashboard.plan import Plan, edited, intervention, start
from c2sim.dashboard.room.prediction import question
from c2sim.dashboard.runs.recording import record, record_pair
from c2sim.dashboard.session import MOST_SAVED, Session
from c2sim.dashboard.toml import to_toml
from c2sim.files.bundled import bundled_files
from c2sim.model.interventions import KINDS
from c2sim.model.measures.definitions import DIMENSIONS, MEASURES


@pytest.fixture(scope="module")
def before() -> Plan:
    plan = start("seven_steps")
    return Plan(plan.scenario.with_changes(weeks=80, residents=100))


@pytest.fixture(scope="module")
def after(before) -> Plan:
    return before.without_intervention("listening_event")


@pytest.fixture(scope="module")
def nothing(before) -> Plan:
    """The same place in which nothing is done: one gathering moves too little to be told."""
    return reduce(Plan.without_intervention, (one.id for one in before.scenario.interventions), before)


def test_a_change_is_named_by_what_was_taken_out_added_or_altered(before, after):
    assert said(before, after) == "Listening event taken out"
    assert said(after, before) == "Listening event added"
    hub = next(one for one in before.scenario.interventions if one.id == "hub")
    assert said(before, before.with_intervention(edited(hub, hours=5.0))) == "Hub altered"


def test_plans_of_another_place_or_with_other_luck_are_not_held_against_each_other(before, after):
    assert comparable(before, after)
    assert not comparable(before, after.with_seed(2))
    assert not comparable(start("seven_steps"), after)
    assert not comparable(start("seven_steps"), start("status_quo"))


def test_the_measures_that_moved_are_told_with_the_difference_of_the_two_runs(nothing, before):
    old, new = record(nothing).run, record(before).run
    found = Differences(old, new).in_week(80)
    assert found
    for one in found:
        assert one.now - one.before == pytest.approx(
            float(new.weekly[one.measure].iloc[80] - old.weekly[one.measure].iloc[80])
        )
        assert abs(one.now - one.before) >= LEAST
    gaps = [abs(one.now - one.before) for one in found]
    assert gaps == sorted(gaps, reverse=True)


def test_all_causes_of_a_change_together_add_up_to_it(nothing, before):
    old, new = record(nothing).run, record(before).run
    found = Differences(old, new).in_week(80)
    assert found
    for one in found:
        causes = sums_of(new, one.measure).loc[80].sub(sums_of(old, one.measure).loc[80], fill_value=0.0)
        assert float(causes.sum()) == pytest.approx(one.now - one.before, abs=1e-9)
        assert {name for name, _ in (*one.causes, *one.against)} <= set(causes.index)


def test_first_come_the_causes_that_pushed_the_way_it_went_and_then_one_against_it(nothing, before):
    found = Differences(record(nothing).run, record(before).run).in_week(80)
    assert any(one.against for one in found)
    for one in found:
        way = 1.0 if one.now > one.before else -1.0
        assert one.causes
        assert all(way * size > 0.0 for _, size in one.causes)
        assert all(way * size < 0.0 for _, size in one.against)
        sizes = [abs(size) for _, size in one.causes]
        assert sizes == sorted(sizes, reverse=True)


def test_before_the_week_of_the_change_nothing_has_moved(before, after):
    assert Differences(record(before).run, record(after).run).in_week(20) == []


def test_the_radar_shows_the_five_dimensions_of_the_week(before):
    pair = record_pair(before)
    (series,) = option_of(pair, 0, dark=False)["series"]
    without, chosen = (one["value"] for one in series["data"])
    assert chosen == pytest.approx(values(pair.chosen.run, 0), abs=1e-4)
    assert without == chosen
    assert f"Influential {chosen[-1]:.2f} with the plan, {chosen[-1]:.2f} without" in in_words(pair, 0)


def test_every_axis_of_the_radar_has_a_number_in_every_week():
    assert {measure.null for measure in MEASURES if measure.name in DIMENSIONS} == {"never null"}


def test_every_kind_is_called_by_a_name_without_underscores_that_differs_from_all_others(subtests):
    for kind in KINDS:
        with subtests.test(kind=kind):
            name = called(kind)
            assert "_" not in name
            assert name[0].isupper()
            assert [called(other) for other in KINDS].count(name) == 1


def test_scenarios_have_names_of_their_own_and_nothing_being_done_is_no_programme():
    names = [plan_called(one) for one in bundled_files("scenarios")]
    assert plan_called("status_quo") == "No programme"
    assert len(set(names)) == len(names)
    assert not any("_" in one for one in names)


def test_numbers_of_repeated_kinds_and_hyphens_are_kept():
    assert called("co_ordinator") == "Co-ordinator"
    assert called("co_ordinator_2") == "Co-ordinator 2"
    assert called("hub_2") == "Hub 2"


def test_a_plan_put_aside_is_kept_as_it_was_and_not_twice_and_not_without_end(before, after):
    session = Session(before)
    session.put_aside()
    session.put_aside()
    assert "put aside already" in session.message.value
    assert [one.scenario.name for one in session.saved.value] == ["Put aside 1"]
    session.change(lambda _: after)
    assert session.saved.value[0].scenario.interventions == before.scenario.interventions
    for week in range(1, MOST_SAVED + 2):
        one = intervention({"kind": "walkabout", "id": "more", "week": week})
        session.change(lambda plan, one=one: plan.with_intervention(one))
        session.put_aside()
    assert len(session.saved.value) == MOST_SAVED
    assert "expected at most" in session.message.value


def test_what_comes_stays_hidden_while_the_plan_changes_and_not_with_other_luck(before, after):
    session = Session(before)
    session.curtain.set(26)
    session.change(lambda _: after)
    assert session.curtain.value == 26
    session.change(lambda plan: plan.with_seed(2))
    assert session.curtain.value == -1


def test_a_prediction_is_about_one_plan_with_one_luck(before, after):
    pairs = [record_pair(plan) for plan in (before, after, before.with_seed(2))]
    asked = {question(pair, "hope", 26) for pair in pairs}
    assert len(asked) == 3
    assert max(map(len, asked)) < 80  # a room keeps many


def test_a_changed_plan_says_so_and_is_saved_under_a_name_of_its_own():
    bundled = start("seven_steps").scenario
    assert own_name(bundled) == bundled
    changed = start("seven_steps").without_intervention("listening_event").scenario
    saved = tomllib.loads(to_toml(own_name(changed)))
    assert saved["name"] == "seven_steps_changed"
    assert saved["summary"].startswith("Seven steps, changed: Listening event taken out")
    many = Plan(bundled)
    for one in bundled.interventions[:5]:
        many = many.without_intervention(one.id)
    assert changes_told(bundled, many.scenario).endswith(" and 2 more")
