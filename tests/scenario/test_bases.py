"""A scenario that varies another one."""

import pytest

from c2sim.scenario import ScenarioError, load_scenario
from c2sim.scenario.load import scenario_and_warnings

BASE = """
name = "base"
summary = "The base."
weeks = 60
[neighbourhood]
residents = 300
[neighbourhood.baseline]
stress = 0.7
hope = 1
[parameters.trust]
gain = 0.05
[[interventions]]
kind = "listening_event"
week = 26
[[interventions]]
kind = "feedback_event"
after = "listening_event"
weeks_later = 1
""".replace("hope = 1\n", "")

VARIANT = """
name = "variant"
base = "base.toml"
[neighbourhood]
providers = 20
[neighbourhood.baseline]
agency = 0.5
[parameters.trust]
mismatch = 0.02
[parameters.hope]
win = 0.04
[[interventions]]
kind = "facilitator"
week = 4
[[interventions]]
kind = "listening_event"
week = 12
"""


@pytest.fixture
def files(tmp_path):
    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text)
        return tmp_path / f"{next(iter(texts))}.toml"

    return write


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return str(caught.value)


def test_own_keys_replace_the_bases_and_tables_are_merged(files):
    scenario = load_scenario(files(variant=VARIANT, base=BASE))
    assert (scenario.name, scenario.summary, scenario.weeks) == ("variant", "The base.", 60)
    place = scenario.neighbourhood
    assert (place.residents, place.providers, place.baseline.stress, place.baseline.agency) == (
        300,
        20,
        0.7,
        0.5,
    )
    assert scenario.parameters == {"trust": {"gain": 0.05, "mismatch": 0.02}, "hope": {"win": 0.04}}


def test_interventions_are_replaced_by_id_and_others_appended(files):
    scenario = load_scenario(files(variant=VARIANT, base=BASE))
    assert [(one.id, one.week) for one in scenario.interventions] == [
        ("listening_event", 12),
        ("feedback_event", None),
        ("facilitator", 4),
    ]


def test_a_bundled_scenario_can_be_a_base(files):
    scenario = load_scenario(files(mine='name = "mine"\nbase = "status_quo"'))
    assert scenario.weeks == 312
    assert scenario.name == "mine"


def test_a_base_of_a_base_counts(files):
    path = files(third='name = "third"\nbase = "variant.toml"\nweeks = 90', variant=VARIANT, base=BASE)
    scenario = load_scenario(path)
    assert (scenario.weeks, scenario.neighbourhood.residents, len(scenario.interventions)) == (90, 300, 3)


def test_a_shorter_variant_leaves_out_what_its_base_does_later(files):
    scenario = load_scenario(files(short='name = "short"\nbase = "base.toml"\nweeks = 20', base=BASE))
    assert len(scenario.beyond_horizon) == 2


def test_a_variant_has_its_own_name(files):
    assert "variant.toml: name: found nothing" in refusal(files(variant='base = "base.toml"', base=BASE))


def test_bases_in_a_circle_are_refused(files):
    message = refusal(files(a='name = "a"\nbase = "b.toml"', b='name = "b"\nbase = "a.toml"'))
    assert "b.toml: base: found" in message
    assert "circle" in message
    assert "circle" in refusal(files(self='name = "self"\nbase = "self.toml"'))


def test_a_missing_base_is_refused(subtests, files):
    for base in ['"nothing.toml"', '"statusquo"', "3", '""', '"."', '"a\\u0000b"']:
        with subtests.test(base=base):
            message = refusal(files(variant=f'name = "variant"\nbase = {base}'))
            assert "\n" not in message
            if "status" in base:
                assert message.endswith("nearest valid name: status_quo")


def test_a_fault_in_the_base_is_reported_for_the_base(files):
    message = refusal(files(variant=VARIANT, base=BASE.replace("stress", "stres")))
    assert "base.toml: neighbourhood.baseline.stres: " in message


def test_a_fault_in_the_variant_names_the_place_in_the_variant(files):
    message = refusal(files(variant=VARIANT.replace("week = 12", 'week = "x"'), base=BASE))
    assert 'variant.toml: interventions[2] (listening_event).week: found impossible week "x"' in message
    message = refusal(files(variant=VARIANT.replace("week = 12", "week = 61"), base=BASE))
    assert "variant.toml: interventions[2] (listening_event).week: found impossible week 61" in message


def test_a_circle_through_the_base_names_what_came_from_the_base(files):
    message = refusal(files(variant=VARIANT.replace("week = 12", 'after = "feedback_event"'), base=BASE))
    assert "interventions[2] (listening_event).after: found a circle: " in message
    assert "listening_event after feedback_event after listening_event" in message


@pytest.mark.parametrize(
    "line", ["neighbourhood = 3", "parameters = 3", "interventions = 3", "interventions = [3]"]
)
def test_what_is_no_table_is_refused_on_top_of_a_base(files, line):
    assert "expected" in refusal(files(variant=f'name = "variant"\nbase = "base.toml"\n{line}', base=BASE))


def test_a_base_without_interventions_takes_the_variants(files):
    own = 'name = "v"\nbase = "status_quo"\n[[interventions]]\nkind = "facilitator"\nweek = 3'
    assert [one.id for one in load_scenario(files(v=own)).interventions] == ["facilitator"]
    assert "v.toml: interventions[1] (facilitator).week" in refusal(
        files(v=own.replace("week = 3", "week = 400"))
    )


FOLLOWED = """
name = "base"
weeks = 60
[[interventions]]
kind = "facilitator"
week = 3
hours = 20.0
[[interventions]]
kind = "listening_event"
week = 26
repeat_every = 4
until = 40
cost = {resident = 9.0, provider = 8.0}
[[interventions]]
kind = "feedback_event"
after = "listening_event"
weeks_later = 1
[[interventions]]
kind = "celebration"
after = "feedback_event"
weeks_later = 5
[[interventions]]
kind = "hub"
when = "hope > 0.5"
latest_week = 30
[[interventions]]
kind = "media"
after = "hub"
[[interventions]]
kind = "bid"
after = "hub"
weeks_later = 2
"""


def varied(files, text):
    path = files(mine=f'name = "mine"\nbase = "base.toml"\n{text}', base=FOLLOWED)
    scenario, warnings = scenario_and_warnings(path)
    return {one.id: one for one in scenario.interventions}, warnings


def test_what_a_file_removes_is_gone_and_what_came_after_it_takes_over_its_start(files):
    plan, _ = varied(files, 'remove = ["listening_event", "hub"]')
    assert list(plan) == ["facilitator", "feedback_event", "celebration", "media", "bid"]
    assert (plan["feedback_event"].week, plan["feedback_event"].after) == (27, None)
    assert (plan["celebration"].after, plan["celebration"].weeks_later) == ("feedback_event", 5)
    assert (plan["media"].when, plan["media"].latest_week, plan["bid"].week) == ("hope > 0.5", 30, 32)


def test_a_chain_of_removals_leads_to_the_start_of_the_first(files):
    plan, _ = varied(files, 'remove = ["feedback_event", "listening_event"]')
    assert plan["celebration"].week == 26 + 1 + 5
    plan, _ = varied(files, 'remove = ["feedback_event"]')
    assert (plan["celebration"].after, plan["celebration"].weeks_later) == ("listening_event", 6)


def test_a_removal_warns_of_what_starts_without_its_predecessor(files):
    _, warnings = varied(files, 'remove = ["listening_event", "hub", "facilitator"]')
    assert warnings == (
        "remove: listening_event is gone, and what came after it starts without it: feedback_event (week 27)",
        "remove: hub is gone, and what came after it starts without it: media (when hope > 0.5) "
        "and bid (week 32)",
    )
    assert varied(files, 'remove = ["listening_event", "feedback_event"]')[1] == (
        "remove: feedback_event is gone, and what came after it starts without it: celebration (week 32)",
    )
    assert varied(files, 'remove = ["facilitator"]')[1] == ()


def test_what_is_removed_and_written_anew_is_followed_as_before(files):
    plan, warnings = varied(
        files, 'remove = ["listening_event"]\n[[interventions]]\nkind = "listening_event"\nweek = 5'
    )
    assert list(plan)[-1] == "listening_event"
    assert (plan["feedback_event"].after, warnings) == ("listening_event", ())


def test_an_intervention_without_a_kind_changes_only_what_it_states(files):
    text = '[[interventions]]\nid = "listening_event"\nuntil = 34\ncost = {resident = 1.0}'
    one = varied(files, text)[0]["listening_event"]
    assert (one.week, one.repeat_every, one.until) == (26, 4, 34)
    assert (one.cost.resident, one.cost.provider) == (1.0, 8.0)


def test_a_start_that_is_stated_replaces_all_of_the_old_one(files):
    text = '[[interventions]]\nid = "bid"\nwhen = "hope > 0.6"\nlatest_week = 20'
    one = varied(files, text)[0]["bid"]
    assert (one.after, one.weeks_later, one.when) == (None, 0, "hope > 0.6")
    one = varied(files, '[[interventions]]\nid = "bid"\nweeks_later = 7')[0]["bid"]
    assert (one.after, one.weeks_later) == ("hub", 7)


def test_a_variant_may_be_shorter_than_weeks_that_it_does_not_state(files):
    text = 'weeks = 30\n[[interventions]]\nid = "listening_event"\nrepeat_every = 2'
    assert varied(files, text)[0]["listening_event"].until == 40


REFUSED = {
    'remove = ["listning_event"]': 'remove[1]: found "listning_event", expected the id of an intervention '
    "of the base, once; nearest valid name: listening_event",
    'remove = ["hub", "hub"]': 'remove[2]: found "hub", expected the id',
    "remove = [3]": "remove[1]: found 3, expected the id",
    'remove = "hub"': 'remove: found "hub", expected a list of ids',
    '[[interventions]]\nid = "listning_event"\nweek = 3': "interventions[1] (listning_event).id: found "
    '"listning_event", expected the id of an intervention of the base, once, or a kind; '
    "nearest valid name: listening_event",
    '[[interventions]]\nid = "hub"\nhuors = 3.0': "interventions[1] (hub).huors: found an unknown key, "
    "expected a key that is known here; nearest valid name: hours",
    '[[interventions]]\nid = "hub"\nweek = 61': "interventions[1] (hub).week: found impossible week 61",
    '[[interventions]]\nid = "hub"\nhours = 3.0\n[[interventions]]\nid = "hub"\nhours = 4.0': (
        'interventions[2] (hub).id: found "hub"'
    ),
    'remove = ["hub"]\n[[interventions]]\nid = "media"\nafter = "hub"': 'found "hub", expected the id of an',
}


def test_what_the_base_does_not_have_is_refused_with_the_nearest_name(subtests, files):
    for text, message in REFUSED.items():
        with subtests.test(text=text):
            path = files(mine=f'name = "mine"\nbase = "base.toml"\n{text}', base=FOLLOWED)
            assert message in refusal(path)


def test_nothing_can_be_removed_without_a_base(files):
    assert "mine.toml: remove: found remove without a base, expected a base of" in refusal(
        files(mine='name = "mine"\nweeks = 9\nremove = ["hub"]')
    )


def test_warnings_of_all_files_below_are_given(files):
    path = files(
        top='name = "top"\nbase = "mine.toml"',
        mine='name = "mine"\nbase = "base.toml"\nremove = ["hub"]',
        base=FOLLOWED,
    )
    assert len(scenario_and_warnings(path)[1]) == 1
