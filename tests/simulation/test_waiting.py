"""Interventions that are tried again until somebody is there."""

import pytest

from c2sim.scenario import Scenario, ScenarioError, load_scenario
from c2sim.simulation.run import simulate

EARLY = [
    {"kind": "facilitator", "week": 1},
    {"kind": "partnership", "week": 2},
    {"kind": "key_residents", "week": 4, "approached": 80, "repeat_every": 1, "until": 8},
]


def happened(*interventions, weeks=14):
    table = {"name": "plan", "weeks": weeks, "neighbourhood": {"residents": 300}}
    run = simulate(Scenario.model_validate({**table, "interventions": list(interventions)}))
    return {one.id: one for one in run.happenings}


def waiting(name, week):
    return [{**one, "wait_until": week} if one["kind"] == name else one for one in EARLY]


def test_without_wait_until_what_finds_nobody_is_not_tried_again():
    one = happened(*EARLY)["partnership"]
    assert (one.weeks, one.nobody, one.reasons) == ((), (2,), ())


def test_with_wait_until_it_is_tried_each_week_until_somebody_is_there():
    one = happened(*waiting("partnership", 12))["partnership"]
    assert one.weeks == (5,)
    assert (one.nobody, one.as_planned) == ((), True)
    assert one.reasons == ("it was tried in vain in 3 weeks before",)


def test_what_comes_after_one_that_waits_waits_with_it():
    later = {"kind": "partnership_meeting", "after": "partnership"}
    much_later = {"kind": "self_review", "after": "partnership", "weeks_later": 2}
    found = happened(*waiting("partnership", 12), later, much_later)
    assert (found["partnership_meeting"].weeks, found["self_review"].weeks) == ((5,), (7,))


def test_waiting_ends_in_its_last_week_and_then_nobody_is_reached():
    one = happened(*waiting("partnership", 4))["partnership"]
    assert (one.weeks, one.nobody) == ((), (4,))
    assert one.reasons == ("it was tried in vain in 2 weeks before",)


def test_repetitions_are_counted_from_the_week_in_which_somebody_was_there():
    meeting = {"kind": "partnership_meeting", "week": 3, "repeat_every": 3, "until": 12}
    found = happened(*waiting("partnership", 12), meeting | {"wait_until": 9})
    assert found["partnership_meeting"].weeks == (5, 8, 11)


def test_what_only_professionals_do_can_wait_for_their_return():
    gone = [{"kind": "withdrawal", "week": 2}, {"kind": "facilitator", "week": 6}]
    asked = {"kind": "key_residents", "week": 3, "approached": 80}
    assert happened(*gone, asked)["key_residents"].reasons == ("the professionals have withdrawn",)
    assert happened(*gone, asked | {"wait_until": 9})["key_residents"].weeks == (6,)


def test_waiting_that_leads_nowhere_is_refused_in_one_line(subtests, tmp_path):
    for line, message in (
        ("wait_until = 4", "wait_until: found impossible week 4, expected later than 4 (its start)"),
        ("wait_until = 21", "wait_until: found impossible week 21, expected a whole number from 1 to 20"),
        ("wait_until = true", "wait_until: found impossible week true"),
        ("wait_untill = 9", "found an unknown key, expected a key that is known here; nearest valid name: "),
    ):
        with subtests.test(line=line):
            file = tmp_path / "x.toml"
            file.write_text(f'name = "x"\nweeks = 20\n[[interventions]]\nkind = "hub"\nweek = 4\n{line}')
            with pytest.raises(ScenarioError) as caught:
                load_scenario(file)
            assert message in str(caught.value)
