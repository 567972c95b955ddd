import pytest

from c2sim.errors import C2simError, ScenarioError
from c2sim.explain.glossary import all_names, explain, start_of
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.facilitator import Facilitator
from c2sim.model.interventions.listening_event import ListeningEvent
from c2sim.model.measures.definitions import NAMES
from c2sim.model.parameters import numbers


def test_a_scenario_is_its_summary_its_interventions_and_its_note() -> None:
    text = explain("seven_steps")
    assert "seven_steps (scenario)" in text
    assert "312 weeks, 1,500 residents" in text
    assert "listening_event" in text


def test_the_note_for_trainers_beside_a_file_is_shown(tmp_path) -> None:
    (tmp_path / "plan.toml").write_text('name = "plan"\nweeks = 9\n')
    (tmp_path / "plan.md").write_text("# Before you run it\nWhat do you expect?\n")
    text = explain(str(tmp_path / "plan.toml"))
    assert "no interventions" in text
    assert text.endswith("What do you expect?")


def test_a_parameter_that_differs_is_shown_with_its_usual_value(tmp_path) -> None:
    (tmp_path / "plan.toml").write_text('name = "plan"\nweeks = 9\n[parameters.ties]\nloss_to_gain = 3.0\n')
    assert "parameter ties.loss_to_gain = 3 (usually 2)" in explain(str(tmp_path / "plan.toml"))


def test_a_wrong_file_is_refused_as_elsewhere(tmp_path) -> None:
    with pytest.raises(ScenarioError, match="no such file"):
        explain(str(tmp_path / "plan.toml"))


def test_a_parameter_has_value_unit_range_tag_source_and_meaning() -> None:
    text = explain("ties.loss_to_gain")
    assert "how much more a bad event costs than a good one gains" in text
    assert "value            2 ratio" in text
    assert "plausible range  1 to 4" in text
    assert "tag              evidence" in text
    assert "Slovic 1993" in text


def test_a_bare_name_is_enough_and_shows_all_of_that_name() -> None:
    alike = [section for section, name in numbers() if name == "loss_to_gain"]
    text = explain("loss_to_gain")
    assert [f"{section}.loss_to_gain (parameter)" in text for section in alike] == [True] * len(alike)


def test_a_section_lists_its_parameters() -> None:
    assert "loss_to_gain 2 ratio" in " ".join(explain("ties").split())


def test_an_intervention_has_its_explanation_and_fields_with_defaults() -> None:
    text = explain("listening_event")
    assert "listening_event (intervention)" in text
    assert "invitation (default " in text
    assert "repeat_every (default none)" in text


def test_a_measure_has_formula_unit_side_and_null_rule() -> None:
    text = explain("response_time")
    assert "median weeks from being raised to the first matching response" in text
    assert "lower is better" in text
    assert "null when most are not acted upon within a year, or none was raised" in text


def test_a_name_with_two_meanings_gives_both() -> None:
    text = explain("stress")
    assert "stress (measure)" in text
    assert "stress (section of parameters)" in text


def test_an_unknown_name_names_the_nearest_of_all() -> None:
    with pytest.raises(C2simError, match="nearest valid name: listening_event"):
        explain("listning_event")


def test_every_name_can_be_explained() -> None:
    assert all(explain(name) for name in {*all_names(), *KINDS, *NAMES})


def test_a_start_is_said_in_words() -> None:
    assert start_of(Facilitator(week=3)) == "week 3"
    assert start_of(Facilitator(after="hub")) == "with hub"
    assert start_of(Facilitator(after="hub", weeks_later=1)) == "1 week after hub"
    assert start_of(Facilitator(when="stress < 0.4", latest_week=9)) == "when stress < 0.4, by week 9"
    again = ListeningEvent(week=3, repeat_every=52, until=300)
    assert start_of(again) == "week 3, then every 52 weeks to week 300"
