import dataclasses
import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from c2sim.analysis import screening
from c2sim.analysis.paired import outcomes_of, paired
from c2sim.analysis.runner import Runner
from c2sim.analysis.shipped_answers import shipped
from c2sim.cli import main
from c2sim.errors import C2simError
from c2sim.experiment import Experiment
from c2sim.experiment.factor import Factor
from c2sim.model.parameters import numbers
from c2sim.output.answer_folder import answer_record, publish
from c2sim.output.report import report
from c2sim.scenario import Scenario, load_scenario
from c2sim.sweeping.sweep import sweep
from tools.answers.analysis import ship

SMALL = screening.ScreeningQuestion(
    samples=6, parameters=("trust.gain", "trust.general", "services.capacity"), outcomes=("hope_final",),
    replicates=2, residents=60, weeks=10,
)  # fmt: skip


def made_up(scenario, seed, outcomes):
    """The pathway adds ten times the gain of trust less half of its generality; luck is shared by seed."""
    trust = scenario.parameters.get("trust", {})
    gain = trust.get("gain", float(numbers()["trust", "gain"]))
    general = trust.get("general", float(numbers()["trust", "general"]))
    helped = 10.0 * gain - 0.5 * general if scenario.name == "seven_steps" else 0.0
    return [0.4 + helped + 0.1 * seed for _ in outcomes]


def test_screening_finds_what_was_put_into_a_made_up_model(tmp_path):
    found = screening.screened(SMALL, Runner(workers=0, observe=made_up))
    outcome = found["outcomes"][0]
    effects = {row["parameter"]: row["mu"] for row in outcome["indices"]}
    assert effects["trust.gain"] == pytest.approx(10.0 * (0.06 - 0.02))
    assert effects["trust.general"] == pytest.approx(-0.5 * (0.4 - 0.1))
    assert effects["services.capacity"] == pytest.approx(0.0, abs=1e-12)
    assert outcome["with_defaults"] == pytest.approx(10.0 * 0.04 - 0.5 * 0.2)
    assert outcome["same_sign"] > 0.9
    record = answer_record("sensitivity", screening.as_record(SMALL), found)
    publish(tmp_path, record)
    assert pd.read_csv(tmp_path / "indices.csv")["parameter"].tolist()[0] == "trust.gain"
    assert ship(tmp_path, tmp_path / "kept").name == "sensitivity.json"
    assert shipped("sensitivity", tmp_path / "kept") == json.loads(json.dumps(record))


def test_sobol_goes_the_same_way():
    question = dataclasses.replace(SMALL, method="sobol", samples=64)
    table = screening.screened(question, Runner(workers=0, observe=made_up))["outcomes"][0]["indices"]
    assert table[0]["parameter"] == "trust.gain"
    assert sum(row["first"] for row in table) == pytest.approx(1.0, abs=0.15)  # nothing interacts


def test_a_place_that_cannot_be_is_left_out_and_counted():
    def failing(scenario, seed, outcomes):
        if scenario.parameters.get("services", {}).get("capacity", 0.0) > 0.25:
            raise C2simError("cannot be")
        return made_up(scenario, seed, outcomes)

    found = screening.screened(SMALL, Runner(workers=0, observe=failing))
    assert found["failed_runs"] > 0
    assert found["outcomes"][0]["blocks"] < SMALL.samples


def test_assumptions_are_chosen_by_their_tag_and_sections_by_their_name():
    tags = {f"{section}.{name}": number.tag for (section, name), number in numbers().items()}
    assert {tags[name] for name in screening.problem(("assumption",)).names} == {"assumption"}
    assert all(name.startswith("trust.") for name in screening.problem(("trust",)).names)
    with pytest.raises(C2simError, match=r"nearest valid name: trust\.gain"):
        screening.problem(("trust.gains",))


def test_the_shipped_trade_offs_are_plans_that_open_and_say_of_which_model_they_are():
    record = shipped("tradeoffs")
    assert record is not None
    assert record["provenance"]["model_version"]
    assert record["found"]["search"]["plans"] == record["found"]["random"]["plans"]
    for one in record["plans"]:
        assert Scenario.model_validate(one["scenario"]).name == one["name"]
        assert set(one["values"]) == {each["name"] for each in record["objectives"]}


def table_of(differences):
    """A table of runs in which a plan differs from none by so much, seed by seed."""
    rows = [
        {
            "scenario": name,
            "point": 0,
            "seed": seed,
            "hope_final": 0.4 + 0.1 * seed + (apart if name == "plan" else 0.0),
        }
        for name in ("none", "plan")
        for seed, apart in enumerate(differences, 1)
    ]
    return pd.DataFrame(rows).assign(run_id="x", failure=None)


def test_luck_that_pairs_share_does_not_widen_the_interval():
    row = paired(table_of([0.02, 0.03, 0.04]), "none").iloc[0]
    assert row["difference"] == pytest.approx(0.03)
    assert row["low"] == pytest.approx(0.03 - 4.303 * 0.01 / 3**0.5, abs=1e-4)
    assert row["harm"] == 0.0
    assert 0.0 < row["harm_high"] < 0.6  # three seeds cannot rule harm out


def test_harm_is_the_share_of_seeds_on_the_worse_side():
    row = paired(table_of([0.02, -0.03, 0.04, -0.01]), "none").iloc[0]
    assert row["harm"] == 0.5
    assert row["harm_low"] < 0.5 < row["harm_high"]


def test_one_seed_has_a_difference_and_no_interval():
    row = paired(table_of([0.02]), "none").iloc[0]
    assert row["difference"] == pytest.approx(0.02)
    assert np.isnan(row["low"])


@pytest.mark.parametrize(
    ("against", "message"), [("nothing", "nearest valid name: none"), ("none", "another one")]
)
def test_a_pair_needs_two_scenarios(against, message):
    table = table_of([0.1, 0.2])
    with pytest.raises(C2simError, match=message):
        paired(table if against == "nothing" else table.query("scenario == 'none'"), against)


@pytest.fixture
def swept(tmp_path):
    """A folder of a sweep over a factor, made without the model."""
    plans = [load_scenario(name).with_changes(10, 60) for name in ("status_quo", "seven_steps")]
    experiment = Experiment(
        name="doses & more", scenarios=tuple(plans), replicates=4, against="status_quo",
        design="latin_hypercube",
        factors=(Factor(name="trust.gain"), Factor(name="trust.general")), samples=20,
        outcomes=("hope_final", "trust_services_final", "hope_harm", "step_1_week", "person_hours"),
    )  # fmt: skip
    sweep(experiment, tmp_path / "swept", workers=0, observe=made_up)
    return tmp_path / "swept"


def test_a_sweep_has_a_page_with_differences_a_figure_and_provenance_last(swept):
    text = report(swept).read_text("utf-8")
    assert "doses &amp; more" in text
    assert "harm_high" in text
    assert "data:image/png;base64" in text
    assert text.index("Provenance") > text.index("Against status_quo")


def test_discover_finds_in_a_sweep_where_the_pathway_fails(swept, tmp_path):
    arguments = ["discover", str(swept), "--scenario", "seven_steps", "--out", str(tmp_path / "found")]
    result = CliRunner().invoke(main, [*arguments, "--failed", "hope_final < 0.7"])
    assert result.exit_code == 0, result.output
    record = json.loads((tmp_path / "found" / "result.json").read_text())
    limits = {one["parameter"]: one for one in record["boxes"][0]["limits"]}
    assert limits["trust.gain"]["high"] < 0.05
    assert (tmp_path / "found" / "report.html").exists()
    assert CliRunner().invoke(main, ["report", str(tmp_path / "found")]).exit_code == 0


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--failed", "hope_final < 0.7"], "expected --scenario to name one"),
        (["--failed", "hope_final < 0.7", "--scenario", "seven"], "nearest valid name: seven_steps"),
        (["--failed", "hope_final < 9", "--scenario", "seven_steps"], "some of both"),
    ],
)
def test_discover_refuses_in_one_line_and_writes_nothing(swept, tmp_path, more, message):
    result = CliRunner().invoke(main, ["discover", str(swept), "--out", str(tmp_path / "found"), *more])
    assert result.exit_code == 2
    assert message in result.output
    assert result.output.count("\n") == 1
    assert not (tmp_path / "found").exists()


def test_outcomes_of_a_table_are_neither_factors_nor_keys():
    keys, outcomes = ["run_id", "scenario", "point", "seed", "failure"], ["hope_final", "person_hours"]
    table = pd.DataFrame(columns=[*keys, "trust.gain", *outcomes, "step_1_week", "hope_harm"])
    assert outcomes_of(table) == ["hope_final", "person_hours"]


def test_a_folder_without_results_has_no_page(tmp_path):
    result = CliRunner().invoke(main, ["report", str(tmp_path)])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1


NO_QUESTIONS = [
    (["seven_stps"], "seven_stps: found no such scenario"),
    (["--against", "status_qo"], "status_qo: found no such scenario"),
    (["--outcome", "hpoe_final"], 'outcomes: found "hpoe_final", expected the name of an outcome'),
    (["--method", "sobol", "--samples", "63"], "samples: found 63, expected a power of two for sobol"),
    (["status_quo"], "scenarios: found status_quo twice"),
]


def test_a_question_that_cannot_be_asked_is_refused_in_one_line_and_leaves_no_folder(subtests, tmp_path):
    for asked, told in NO_QUESTIONS:
        with subtests.test(asked=asked):
            out = tmp_path / "answer"
            found = CliRunner().invoke(main, ["sensitivity", *asked, "--out", str(out)])
            assert found.exit_code == 2
            assert told in found.output
            assert not out.exists()
