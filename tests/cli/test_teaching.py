"""The two commands that explain: why a measure moved, and what became of one resident."""

import json

import pytest
from click.testing import CliRunner, Result

from c2sim.cli import main
from c2sim.model.measures.causes import PARTS

SMALL = ("--residents", "60", "--weeks", "12")


def c2sim_with(*words) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def refusal(*words) -> str:
    """The one message with which a command line is refused."""
    result = c2sim_with(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def object_from(*words) -> dict:
    result = c2sim_with(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))


def test_why_says_how_far_and_by_what() -> None:
    result = c2sim_with("why", "seven_steps", "--measure", "trust_services", *SMALL)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("seven_steps: week 0 to week 12, 60 residents, seed 1\n")
    assert "Trust in services changed by" in result.stdout
    rows = {line.split("  ")[0] for line in result.stdout.splitlines()}
    assert {"return to rest", "all causes"} <= rows


def test_causes_in_json_add_up_to_the_change() -> None:
    found = object_from("why", "seven_steps", "--from", "2", "--week", "9", *SMALL)
    assert (found["measure"], found["from"], found["to"], found["against"]) == ("hope", 2, 9, None)
    assert sum(one["change"] for one in found["causes"]) == pytest.approx(found["change"], abs=1e-9)
    assert found["last"] - found["first"] == pytest.approx(found["change"])
    assert set(found["causes"][0]) == {"cause", "change", "loop", "meaning"}


def test_several_seeds_give_bands() -> None:
    found = object_from("why", "seven_steps", "--seeds", "2", *SMALL)
    assert found["seeds"] == [1, 2]
    assert set(found["causes"][0]["change"]) == {"median", "low", "high"}


def test_two_scenarios_are_held_against_each_other_seed_by_seed() -> None:
    found = object_from("why", "seven_steps", "--against", "status_quo", "--seeds", "2", *SMALL)
    assert (found["scenario"], found["against"]) == ("seven_steps", "status_quo")
    shown = c2sim_with("why", "seven_steps", "--against", "status_quo", "--seeds", "2", *SMALL).stdout
    assert "against that in status_quo" in shown


@pytest.mark.parametrize("measure", ["connectivity", "linking"])
def test_a_measure_of_ties_gives_a_table_of_ties(measure) -> None:
    result = c2sim_with("why", "seven_steps", "--measure", measure, *SMALL)
    assert result.exit_code == 0, result.output
    assert "formed" in result.stdout
    assert "causes" not in object_from("why", "seven_steps", "--measure", measure, *SMALL)


def test_why_draws_a_figure_where_it_is_told_to(tmp_path) -> None:
    file = tmp_path / "why.png"
    result = c2sim_with("why", "seven_steps", "--out", file, *SMALL)
    assert result.stdout.endswith(f"written to {file}\n")
    assert file.read_bytes().startswith(b"\x89PNG")


def test_why_refuses_what_it_cannot_answer(tmp_path) -> None:
    assert refusal("why", "seven_stpes").endswith("nearest valid name: seven_steps")
    assert all(name in refusal("why", "seven_steps", "--measure", "inclusive") for name in PARTS)
    assert "nearest valid name: stress" in refusal("why", "seven_steps", "--measure", "stres")
    assert "expected a week from 1 to 12" in refusal("why", "seven_steps", "--week", "13", *SMALL)
    assert "cannot be given together" in refusal("why", "seven_steps", "--seed", "1", "--seeds", "2")
    assert "a second scenario of this name" in refusal("why", "seven_steps", "--against", "seven_steps")
    assert "does not end in .png" in refusal("why", "seven_steps", "--out", tmp_path / "figure.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_story_says_who_and_what_and_how_they_felt() -> None:
    result = c2sim_with("story", "seven_steps", "--resident", "17", *SMALL)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("seven_steps, seed 1: resident 17 of 60, 12 weeks\n\nResident 17 ")
    assert "Year 1 (weeks 1 to 12)" in result.stdout
    assert "trust in services" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 110


def test_a_story_in_json_has_the_promised_shape() -> None:
    found = object_from("story", "seven_steps", "--resident", "17", *SMALL)
    assert (found["scenario"], found["seed"], found["resident"]) == ("seven_steps", 1, 17)
    (life,) = found["lives"]
    assert (life["from"], life["to"], life["moved_away"]) == (0, 12, False)
    assert set(life["who"]) == {"street", "group", "tenure", "activity", "ties", "providers"}
    assert set(life["felt"]) == {"first", "last", "others_last"}
    assert all(set(one) == {"week", "event", "text"} for one in life["events"])


def test_a_story_of_nobody_is_refused() -> None:
    message = refusal("story", "status_quo", "--resident", "60", *SMALL)
    assert message == "Error: resident: found 60, expected a whole number from 0 to 59"
    assert "--resident" in refusal("story", "status_quo", "--resident", "-1", *SMALL)
    assert "--resident" in refusal("story", "status_quo", "--resident", "seventeen", *SMALL)
    assert "Missing option '--resident'" in refusal("story", "status_quo")
