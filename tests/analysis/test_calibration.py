import json

import numpy as np
import pytest
from click.testing import CliRunner

from c2sim.analysis import calibration as asked
from c2sim.analysis.emulator import Emulator
from c2sim.analysis.runner import Runner
from c2sim.cli import main
from c2sim.errors import C2simError
from c2sim.output.answer_folder import answer_record, publish
from c2sim.scenario import Scenario, load_scenario

QUESTION = asked.CalibrationQuestion(points=32, replicates=2)
CASES = ((20.0, 0.05, 0.7), (40.0, 0.1, 1.0), (80.0, 0.2, 1.6))
NOISE = 0.04


def figures_at(half_life, capacity, moving, seed):
    """Figures made up: smooth in all rates, each mostly decided by one, with the luck of a seed."""
    luck = np.random.default_rng([seed, int(1e4 * half_life), int(1e6 * capacity)]).normal(1.0, NOISE, 3)
    raised = 3600.0 / half_life + 200.0 * capacity
    solved = 400.0 * capacity / (0.3 + 4.0 * capacity) + 0.02 * raised
    return np.array([raised, solved, 150.0 * moving]) * luck


def made_up(scenario, seed, outcomes):
    given = {
        f"{section}.{name}": value
        for section, own in scenario.parameters.items()
        for name, value in own.items()
    }
    return figures_at(
        given["surroundings.lapse_half_life"], given["services.capacity"], given["moving.owner"] / 0.001, seed
    ).tolist()


@pytest.fixture(scope="module")
def lessons():
    return asked.lessons(QUESTION, Runner(workers=0, observe=made_up), load_scenario("status_quo"))


@pytest.fixture(scope="module")
def emulator(lessons):
    return Emulator(*lessons)


@pytest.mark.parametrize("truth", CASES)
def test_three_known_rates_are_recovered_from_the_figures_of_a_made_up_place(emulator, truth):
    found = figures_at(*truth, seed=77)
    figures = {
        name: asked.Figure(float(value), float(value) * NOISE)
        for name, value in zip(asked.FIGURES, found, strict=True)
    }
    low, middle, high = np.percentile(asked.fitted(emulator, figures), (2.5, 50, 97.5), axis=0)
    assert (low < truth).all()
    assert (truth < high).all()
    assert middle == pytest.approx(truth, rel=0.2)
    width = np.log(high / low) / np.log([end[1] / end[0] for end in asked.bounds()])
    assert (width < 0.35).all()  # the figures say something: far narrower than the plausible range


def test_a_figure_that_is_left_out_says_nothing(emulator):
    draws = asked.fitted(emulator, {"moved": asked.Figure(150.0, 6.0)})
    low, high = np.percentile(draws, (2.5, 97.5), axis=0)
    width = np.log(high / low) / np.log([end[1] / end[0] for end in asked.bounds()])
    assert width[0] > 0.8
    assert width[2] < 0.35


def test_the_fitted_place_is_a_scenario_that_opens(tmp_path):
    figures = {"moved": asked.Figure(200.0, 10.0), "issues_raised": asked.Figure(90.0, 5.0)}
    place = load_scenario("status_quo")
    found = asked.calibrated(QUESTION, Runner(workers=0, observe=made_up), place, figures)
    publish(tmp_path, answer_record("calibrate", {"points": 32}, found))
    scenario = load_scenario(tmp_path / "plans" / "status_quo_fitted.toml")
    assert scenario == Scenario.model_validate(found["scenario"])
    assert scenario.parameters["moving"]["owner"] == pytest.approx(0.001 * 200 / 150, rel=0.1)
    assert json.loads((tmp_path / "result.json").read_text())["figures"]["issues_solved"]["value"] is None


NO_FIGURES = [
    ("", "no figures"),
    ("moves = 3", "nearest valid name: moved"),
    ("moved = -3", "expected a number above 0"),
    ("moved = true", "expected a number above 0"),
    ("moved = { value = 3, sd = 2 }", "expected a number above 0"),
    ("moved = { value = 3, deviation = 0 }", "expected a number above 0"),
    ("moved =", "TOML error"),
]


def test_figures_that_cannot_be_are_refused(subtests, tmp_path):
    for text, message in NO_FIGURES:
        with subtests.test(text=text):
            file = tmp_path / "figures.toml"
            file.write_text(text)
            with pytest.raises(C2simError, match=message):
                asked.read_figures(file)


def test_a_count_without_a_deviation_is_as_sure_as_its_square_root(tmp_path):
    file = tmp_path / "figures.toml"
    file.write_text("moved = 100\nissues_raised = { value = 90, deviation = 5 }")
    assert asked.read_figures(file) == {
        "moved": asked.Figure(100.0, 10.0),
        "issues_raised": asked.Figure(90.0, 5.0),
    }


def test_a_file_that_is_not_there_is_one_line(tmp_path):
    result = CliRunner().invoke(
        main, ["calibrate", str(tmp_path / "no.toml"), "--out", str(tmp_path / "out")]
    )
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert not (tmp_path / "out").exists()
