"""Shocks in a scenario file: what is read, and what is refused."""

import jsonschema
import pytest

from c2sim.scenario import ScenarioError, load_scenario
from c2sim.scenario.schema import scenario_schema

HEAD = 'name = "x"\nweeks = 30\nneighbourhood = {residents = 300}\n[[shocks]]\n'
IMPULSE = 'week = 3\nlevel = "stress"\nchange = 0.1\n'


def read(tmp_path, text):
    (tmp_path / "x.toml").write_text(HEAD + text)
    return load_scenario(tmp_path / "x.toml")


REFUSED = {
    'week = 3\nlevel = "stres"\nchange = 0.1': 'level: found "stres", expected the name of a level; nearest '
    "valid name: stress",
    'week = 3\nlevel = "wear"\nchange = 0.1': 'level: found "wear", expected the name of a level',
    'week = 3\nlevel = "stress"': "change: found nothing, expected a change, as there is the other of both",
    "week = 3\nchange = 0.1": "level: found nothing, expected a level",
    "week = 3": "found no effect, expected either a level and its change, or parameters",
    IMPULSE + "[shocks.parameters.stress]\ncalm = 0.01": "found both, expected either a level",
    "week = 3\nshare = 0.5\n[shocks.parameters.stress]\ncalm = 0.01": "share: found 0.5, expected no choice",
    'week = 0\nlevel = "stress"\nchange = 0.1': "week: found impossible week 0",
    'week = 31\nlevel = "stress"\nchange = 0.1': "week: found impossible week 31, expected a whole",
    'level = "stress"\nchange = 0.1': "week: found nothing",
    'week = 3\nlevel = "stress"\nchange = 1.1': "change: found 1.1, expected a number from -1 to 1",
    IMPULSE + "share = 2.0": "share: found 2.0, expected a number from 0 to 1",
    IMPULSE + "street = 12": "street: found 12, expected the number of a street here, from 0 to 11",
    IMPULSE + "street = -1": "street: found -1",
    IMPULSE + "group = 3": "group: found 3",
    IMPULSE + "shere = 0.5": "shere: found an unknown key, expected a key that is known here; nearest valid "
    "name: share",
    "week = 3\n[shocks.parameters.stress]\ncalmm = 0.01": "parameters.stress.calmm: found an unknown "
    "parameter, expected a parameter; nearest valid name: calm",
    "week = 3\n[shocks.parameters.stres]\ncalm = 0.01": "parameters.stres: found an unknown section",
    "week = 3\n[shocks.parameters.services]\nkeep_usual = 1.5": "services.keep_usual: found 1.5, expected a",
}


def test_a_wrong_shock_is_refused_in_one_line_with_its_place(subtests, tmp_path):
    for text, message in REFUSED.items():
        with subtests.test(text=text):
            with pytest.raises(ScenarioError) as caught:
                read(tmp_path, text)
            assert "x.toml: shocks[1]" in str(caught.value)
            assert message in str(caught.value)
            assert "\n" not in str(caught.value)


def test_shocks_of_a_variant_replace_those_of_its_base(tmp_path):
    read(tmp_path, IMPULSE)
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\nbase = "x.toml"\nweeks = 2')
    assert [one.week for one in load_scenario(own).shocks] == [3]
    own.write_text('name = "own"\nbase = "x.toml"\n[[shocks]]\nweek = 5\nlevel = "agency"\nchange = 1.0')
    assert [one.week for one in load_scenario(own).shocks] == [5]


def test_the_schema_completes_levels_and_parameters_of_shocks(subtests):
    validator = jsonschema.Draft202012Validator(scenario_schema())
    shock = {"week": 3, "level": "stress", "change": 0.1}
    for table, valid in (
        (shock, True),
        (shock | {"level": "stres"}, False),
        (shock | {"group": 3}, False),
        ({"week": 3, "parameters": {"stress": {"calm": 0.01}}}, True),
        ({"week": 3, "parameters": {"stress": {"calmm": 0.01}}}, False),
        ({"level": "stress", "change": 0.1}, False),
    ):
        with subtests.test(table=table):
            assert validator.is_valid({"name": "x", "weeks": 9, "shocks": [table]}) is valid
