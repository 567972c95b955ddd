from pathlib import Path

import pytest

from c2sim import load_experiment, load_scenario
from c2sim.errors import C2simError
from c2sim.experiment.address import explain_factor
from c2sim.experiment.design import SAMPLED, make_points
from c2sim.experiment.factor import Factor
from c2sim.files.bundled import bundled_files
from c2sim.model.parameters import numbers
from tools.reference.points import one_at_a_time_points

EXPERIMENTS = Path(__file__).parents[2] / "experiments"


def test_every_bundled_experiment_says_what_it_asks_and_can_be_run(subtests):
    for name in bundled_files("experiments"):
        with subtests.test(name=name):
            experiment = load_experiment(name)
            assert experiment.name == name
            assert experiment.summary.endswith((".", "?"))
            assert experiment.runs > 0


def test_there_are_experiments_for_a_first_try_for_doses_for_parameters_and_for_trade_offs():
    assert set(bundled_files("experiments")) == {"quick", "dose_response", "one_at_a_time", "tradeoffs"}


def test_one_at_a_time_has_the_ends_of_every_parameter_as_they_are_now():
    assert (EXPERIMENTS / "one_at_a_time.csv").read_text(encoding="utf-8") == one_at_a_time_points()
    moved = {name for point in load_experiment("one_at_a_time").points[1:] for name in point}
    assert moved == {f"{section}.{name}" for section, name in numbers()}


def test_a_dose_of_nothing_and_a_full_post_are_among_the_doses():
    (factor,) = load_experiment("dose_response").factors
    assert (factor.low, factor.high) == (0.0, 40.0)


FACTORS = {
    "neighbourhood.residents": ("people", "Adults living here"),
    "neighbourhood.baseline.bonding": ("ties per resident", "Ties within the same street or group"),
    "facilitator.hours": ("hours a week per 1,500 residents", "Working time"),
    "ties.first": ("strength", ""),
}


def test_a_factor_has_its_unit_wherever_it_stands(subtests):
    scenario = load_scenario("seven_steps")
    for name, (unit, meaning) in FACTORS.items():
        with subtests.test(name=name):
            found = explain_factor(name, [scenario])
            assert found[0] == unit
            assert found[1] == meaning or not meaning


@pytest.mark.parametrize("design", SAMPLED)
def test_a_sampled_design_has_the_points_of_its_seed(design):
    def points(seed):
        factors = tuple(Factor(name=name) for name in ("trust.gain", "hope.win"))
        return [column.tolist() for column in make_points(design, factors, samples=8, seed=seed).columns]

    assert points(1) == points(1) != points(2)


MISTAKES = [
    ('outcomes = ["hpoe_final"]', 'outcomes: found "hpoe_final", expected the name of an outcome'),
    ('design = "gird"', 'design: found "gird", expected'),
    ("replicates = -2", "replicates: found -2, expected a whole number from 1"),
    ("summry = 1", "summry: found an unknown key, expected a key that is known here"),
]


def test_a_mistake_in_an_experiment_file_is_told_in_one_line(subtests, tmp_path):
    for line, told in MISTAKES:
        with subtests.test(line=line):
            file = tmp_path / "mine.toml"
            file.write_text(f'name = "mine"\nscenarios = ["status_quo"]\n{line}\n', encoding="utf-8")
            with pytest.raises(C2simError) as refusal:
                load_experiment(file)
            assert told in str(refusal.value)
            assert "\n" not in str(refusal.value)
