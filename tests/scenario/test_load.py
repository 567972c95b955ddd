"""Loading scenarios that are in order."""

import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from c2sim.files.bundled import bundled_files
from c2sim.model.interventions import KINDS
from c2sim.scenario import Scenario, ScenarioError, load_scenario

FULL = """
name = "full"
summary = "Ein Straßenzug"
weeks = 60
[neighbourhood]
residents = 300
groups = [0.5, 0.5, 0]
[neighbourhood.baseline]
stress = 0.7
bonding = 8
[parameters.trust]
gain = 0.05
[[interventions]]
kind = "feedback_event"
after = "listening_event"
weeks_later = 1
[[interventions]]
kind = "listening_event"
step = 3
week = 26
[[interventions]]
kind = "listening_event"
id = "second_listening"
when = "trust_services > 0.45"
latest_week = 60
repeat_every = 4
until = 60
"""


@pytest.fixture
def full(tmp_path):
    path = tmp_path / "full.toml"
    path.write_text(FULL, encoding="utf-8")
    return path


def test_a_whole_file_is_read(full):
    scenario = load_scenario(full)
    assert (scenario.name, scenario.weeks, scenario.summary) == ("full", 60, "Ein Straßenzug")
    assert scenario.neighbourhood.residents == 300
    assert scenario.neighbourhood.groups == (0.5, 0.5, 0.0)
    assert scenario.neighbourhood.baseline.bonding == 8.0
    assert scenario.neighbourhood.providers == 15
    assert scenario.parameters == {"trust": {"gain": 0.05}}
    assert [one.id for one in scenario.interventions] == [
        "feedback_event",
        "listening_event",
        "second_listening",
    ]
    assert isinstance(scenario.interventions[1], KINDS["listening_event"])


def test_name_and_weeks_are_enough(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text('name = "short"\nweeks = 3')
    assert load_scenario(str(path)) == Scenario(name="short", weeks=3)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "notepad.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "short"\r\nweeks = 3\r\n')
    assert load_scenario(path).weeks == 3


def test_every_bundled_scenario_loads_and_is_named_as_its_file(subtests):
    for name in bundled_files("scenarios"):
        with subtests.test(name=name):
            assert load_scenario(name).name == name


def test_a_path_may_be_relative(full, monkeypatch):
    monkeypatch.chdir(full.parent)
    for path in ("full.toml", "./full.toml", Path("full.toml")):
        assert load_scenario(path).name == "full"


def test_a_bundled_name_wins_over_a_file_of_that_name_and_a_path_is_a_path(tmp_path, monkeypatch):
    (tmp_path / "status_quo").write_text('name = "mine"\nweeks = 1')
    (tmp_path / "mine").write_text('name = "mine"\nweeks = 1')
    monkeypatch.chdir(tmp_path)
    assert load_scenario("status_quo").name == "status_quo"
    assert load_scenario("./status_quo").name == "mine"
    assert load_scenario("mine").name == "mine"


def test_with_changes_leaves_the_original_as_it_is(full):
    scenario = load_scenario(full)
    changed = scenario.with_changes(weeks=20, residents=50)
    assert (changed.weeks, changed.neighbourhood.residents) == (20, 50)
    assert (scenario.weeks, scenario.neighbourhood.residents) == (60, 300)
    assert changed.neighbourhood.baseline == scenario.neighbourhood.baseline
    assert changed.interventions == scenario.interventions
    assert scenario.with_changes() == scenario


def test_a_shorter_horizon_leaves_out_what_starts_after_it(full):
    scenario = load_scenario(full)
    assert scenario.beyond_horizon == ()
    assert [one.id for one in scenario.with_changes(weeks=26).beyond_horizon] == ["feedback_event"]
    assert [one.id for one in scenario.with_changes(weeks=25).beyond_horizon] == [
        "feedback_event",
        "listening_event",
    ]


@pytest.mark.parametrize(
    "change", [{"residents": 1_000_000_000}, {"residents": 1}, {"weeks": 0}, {"weeks": 10**9}]
)
def test_impossible_changes_are_refused_in_one_message(full, change):
    with pytest.raises(ScenarioError, match=r"^full: .*found .*, expected a whole number from"):
        load_scenario(full).with_changes(**change)


def test_a_scenario_is_frozen_and_can_be_pickled(full):
    scenario = load_scenario(full)
    with pytest.raises(ValidationError):
        scenario.weeks = 3  # pyright: ignore
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_a_dumped_scenario_is_the_same_scenario(full):
    scenario = load_scenario(full)
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario


def test_a_scenario_made_in_python_is_checked_too():
    listening = KINDS["listening_event"]
    with pytest.raises(ValidationError, match="an id of its own"):
        Scenario(name="x", weeks=9, interventions=(listening(week=1), listening(week=2)))  # pyright: ignore
