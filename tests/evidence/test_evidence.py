import json
import math
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.cli.evidence import evidence_text
from c2sim.engine.version import model_version
from c2sim.evidence.arms import ARMS, plan
from c2sim.evidence.catalogue import PATTERNS
from c2sim.evidence.execution import Experiment, observe, run, seconds
from c2sim.evidence.observation import Observation
from c2sim.evidence.programmes import DOSES, EXITS, PARTS_OF_PATHWAY, RESTART, dose_arm
from c2sim.evidence.report import full, to_dict
from c2sim.evidence.shipped_results import shipped
from c2sim.evidence.verdict import Outcome
from c2sim.mesa.model import C2Model
from c2sim.scenario import load_scenario
from tools.answers import patterns

USES = {
    **dict.fromkeys(("P1", "P5", "P11", "N2", "N11", "N15", "N16"), "input"),
    **dict.fromkeys(("P6", "P10", "P13", "N1", "N7", "N8", "N13"), "fit"),
    **dict.fromkeys(("P2", "P3", "P7", "P9", "P12", "P14", "P15", "N4", "N5", "N12"), "test"),
}
SMALL = Experiment(residents=60, seeds=3)
KEYS = ("id", "use", "statement", "source", "effect", "low", "high", "verdict")


@pytest.fixture(scope="module")
def told() -> list[int]:
    """How many seeds were done each time that progress was told."""
    return []


@pytest.fixture(scope="module")
def outcomes(told) -> list[Outcome]:
    """Of a few small runs, all in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("c2sim.evidence.execution.workers", lambda experiment: 1)
        return run(SMALL, told.append)


@pytest.fixture(scope="module")
def seen() -> dict[str, Observation]:
    """Every arm, once."""
    return {arm: observe(arm, 1, 60) for arm in ARMS}


@pytest.fixture(scope="module")
def printed() -> dict:
    """The same few small runs as a person has them printed, in several processes."""
    result = CliRunner().invoke(main, ["evidence", "--seeds", "3", "--residents", "60", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_pattern_of_the_evidence_is_there_once_with_its_use() -> None:
    assert {one.id: one.use for one in PATTERNS} == USES
    assert len(PATTERNS) == len(USES)


def test_every_criterion_is_an_interval_with_a_reason_that_names_its_pattern() -> None:
    for pattern in PATTERNS:
        assert pattern.parts, pattern.id
        for part in pattern.parts:
            assert part.criterion.low < part.criterion.high
            assert math.isfinite(part.criterion.low) or math.isfinite(part.criterion.high)
            assert part.criterion.because.startswith(pattern.id)
            assert part.criterion.because.endswith(".")


def test_a_comment_has_three_lines_or_is_not_there() -> None:
    for pattern in PATTERNS:
        assert len(pattern.comment) in (0, 3), pattern.id
        assert all(line.endswith(".") for line in pattern.comment), pattern.id


def test_every_arm_is_used_and_every_arm_that_is_used_exists() -> None:
    assert {arm for pattern in PATTERNS for arm in pattern.arms} == set(ARMS)


def test_a_part_asks_for_no_arm_that_it_does_not_name(seen) -> None:
    for pattern in PATTERNS:
        for part in pattern.parts:
            part.of_seed({arm: seen[arm] for arm in part.arms})


def test_all_arms_start_from_the_same_people_with_the_same_parameters_or_say_which_differ(
    subtests: pytest.Subtests,
) -> None:
    usual = C2Model(plan("status_quo", 60), rng=3).state
    for arm in ARMS:
        with subtests.test(arm=arm):
            scenario = plan(arm, 60)
            state = C2Model(scenario, rng=3).state
            moves_nothing = not scenario.parameters or arm == "heavy_tasks"  # there is no partnership before
            assert np.array_equal(state.residents.tenure, usual.residents.tenure)
            if scenario.neighbourhood != plan("status_quo", 60).neighbourhood:
                assert "place" in arm
            elif moves_nothing:
                for one, two in zip(
                    (*state.residents, *state.ties), (*usual.residents, *usual.ties), strict=True
                ):
                    assert np.array_equal(one, two)


def test_arms_that_differ_by_one_thing_differ_by_nothing_before_it_happens(seen) -> None:
    listened, never = seen["listening_without_response"], seen["never_listened"]
    assert np.array_equal(listened.measures[:26], never.measures[:26], equal_nan=True)
    assert not np.array_equal(listened.measures[26:], never.measures[26:], equal_nan=True)


def test_the_exit_at_step_3_is_the_bundled_early_withdrawal(seen) -> None:
    bundled = load_scenario("early_withdrawal").with_changes(residents=60, weeks=150)
    model = C2Model(bundled, rng=1)
    for _ in range(150):
        model.step()
    measures = model.weekly.to_numpy(np.float64)
    assert np.array_equal(seen["exit_at_step_3"].measures, measures, equal_nan=True)


def test_after_an_exit_nothing_begins_and_only_providers_go_on_planning() -> None:
    for arm, week in EXITS.items():
        for one in plan(arm, 60).interventions:
            assert (one.week or 0) <= week
            assert (one.until or 0) <= week or one.kind == "action_plan"


def test_a_second_start_is_the_first_one_with_a_history(seen) -> None:
    second, first = seen["second_start"], seen["late_first_start"]
    early, nothing = seen["exit_at_step_3"], seen["status_quo"]
    before = slice(0, RESTART + 1)
    assert np.array_equal(second.measures[before], early.measures[before], equal_nan=True)
    assert np.array_equal(first.measures[before], nothing.measures[before], equal_nan=True)
    again = [one for one in plan("second_start", 60).interventions if one.id.startswith("again_")]
    assert again == list(plan("late_first_start", 60).interventions)
    assert len(again) == len(plan("seven_steps", 60).interventions)


def test_early_and_late_wins_cost_the_same() -> None:
    for residents in (300, 750, 1500):
        solved = []
        for arm in ("small_early_wins", "one_big_late_win"):
            handles = [one for one in plan(arm, residents).interventions if one.kind == "big_project"]
            solved.append(sum(max(2, round(one.issues * residents / 1500)) for one in handles))
        assert solved[0] == solved[1]


def test_each_component_of_the_pathway_is_in_an_arm_of_its_own() -> None:
    pathway = {one.id for one in load_scenario("seven_steps").interventions}
    for arm, ids in PARTS_OF_PATHWAY.items():
        assert {one.id for one in plan(arm, 60).interventions} == set(ids) < pathway


def test_a_dose_counts_in_small_places_too() -> None:
    rounds = {}
    for dose in DOSES[1:]:
        arm = plan(dose_arm(0.4, dose), 300)
        by_id = {one.id: one for one in arm.interventions}
        key = dict(by_id["key_residents"])
        rounds[dose] = len(range(key["week"], key["until"] + 1, key["repeat_every"]))
        assert dict(by_id["facilitator"])["hours"] == 30.0 * dose
    assert rounds == {0.5: 2, 1.0: 4, 2.0: 8}
    assert not plan(dose_arm(0.4, 0.0), 300).interventions


def test_what_is_seen_agrees_with_the_weekly_measures(seen) -> None:
    one = seen["seven_steps"]
    active = one.active * np.bincount(C2Model(plan("seven_steps", 60), rng=1).state.residents.group)
    assert active[0].sum() / 60 == pytest.approx(one.measure("participation")[0])
    assert one.came["listening_event"].nonzero()[0].tolist() == [26]
    assert (np.diff(one.counts, axis=0) >= 0).all()
    constituted = [observe("seven_steps", seed, 60).constituted for seed in range(2, 5)]
    began = [week for week in constituted if week is not None]
    assert began
    assert min(began) >= 34
    assert one.hours.shape == (6, 60)
    assert one.hours.sum() > 0.0
    assert seen["status_quo"].constituted is None


def test_results_do_not_depend_on_how_many_processes_work(outcomes, told, printed) -> None:
    assert to_dict(outcomes) == printed
    assert told == [1, 2, 3]


def test_json_has_every_pattern_with_exactly_the_promised_keys(printed) -> None:
    assert list(printed) == ["patterns", "model_version"]
    assert printed["model_version"] == model_version()
    assert [one["id"] for one in printed["patterns"]] == [one.id for one in PATTERNS]
    for one in printed["patterns"]:
        assert tuple(one) == KEYS
        assert one["low"] < one["high"]
        assert one["low"] <= one["effect"] <= one["high"]
        assert one["verdict"] in ("reproduced", "not reproduced", "undecided")


def test_the_table_counts_each_use_apart(outcomes) -> None:
    text = evidence_text(outcomes, 60, 3)
    for use in ("input", "fit", "test"):
        verdicts = [one.verdict for one in outcomes if one.pattern.use == use]
        counts = [verdicts.count(one) for one in ("reproduced", "not reproduced", "undecided")]
        assert [use, str(len(verdicts)), *map(str, counts)] in [line.split() for line in text.splitlines()]
    for pattern in PATTERNS:
        assert f"\n{pattern.id} a " in text
        assert " ".join(pattern.statement.split()) in " ".join(text.split())


@pytest.mark.parametrize(
    ("option", "hint"), [("--qick", "--quick"), ("--seed", "--seeds"), ("--resident", "--residents")]
)
def test_an_unknown_option_is_one_line_that_names_the_nearest(option, hint) -> None:
    result = CliRunner().invoke(main, ["evidence", option])
    assert result.exit_code == 2
    assert result.output == f"Error: no such option: {option!r}; nearest valid name: {hint}\n"


def test_seeds_that_give_no_interval_are_refused_before_anything_runs(subtests: pytest.Subtests) -> None:
    for seeds in ["1", "0", "ten", "10001"]:
        with subtests.test(seeds=seeds):
            result = CliRunner().invoke(main, ["evidence", "--seeds", seeds])
            assert result.exit_code == 2
            assert f"found {seeds}, expected a whole number from 2 to 10,000" in result.output


def test_the_time_that_is_announced_grows_with_seeds_and_residents() -> None:
    assert seconds(Experiment(300, 8)) < seconds(Experiment(300, 100)) < seconds(Experiment(1500, 100))


def test_the_registered_result_is_written_once_and_only_with_test_patterns(tmp_path) -> None:
    record = {"patterns": [{"use": "fit"}], "seeds": 1}
    assert [file.name for file in patterns.write(record, tmp_path)] == ["latest.json"]
    first = {"patterns": [{"use": "test"}], "seeds": 2}
    assert [file.name for file in patterns.write(first, tmp_path)] == ["latest.json", "registered.json"]
    later = {"patterns": [{"use": "test"}], "seeds": 3}
    assert [file.name for file in patterns.write(later, tmp_path)] == ["latest.json"]
    assert shipped("registered.json", tmp_path) == first
    assert shipped("latest.json", tmp_path) == later
    assert shipped("none.json", tmp_path) is None


def test_a_full_record_holds_criteria_and_is_plain_json(outcomes) -> None:
    record = full(outcomes, SMALL)
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert (record["residents"], record["seeds"]) == (60, 3)
    assert [len(one["parts"]) for one in record["patterns"]] == [len(one.parts) for one in PATTERNS]
    assert all(part["criterion"]["because"] for one in record["patterns"] for part in one["parts"])


@pytest.mark.slow
def test_ctrl_c_ends_every_process_with_one_line() -> None:
    program = Path(sys.executable).parent / "c2sim"
    work = subprocess.Popen(
        [program, "evidence", "--seeds", "50"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(12)
    work.send_signal(signal.SIGINT)
    out, err = work.communicate(timeout=20)
    assert work.returncode == 130
    assert out == ""
    lines = [line for line in err.splitlines() if not line.startswith("c2sim: ")]
    assert lines == ["Interrupted; nothing was written."]
