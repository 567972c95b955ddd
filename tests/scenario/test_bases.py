"""A scenario that varies another one."""

import pytest

from c2sim.scenario import ScenarioError, load_scenario

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
