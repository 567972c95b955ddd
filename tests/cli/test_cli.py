"""The command line as a person meets it: what it prints, and what it refuses."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import c2sim
from c2sim.cli import main
from c2sim.cli.dashboard import refuse_missing_extra
from c2sim.errors import C2simError
from c2sim.model.measures.definitions import NAMES
from c2sim.output.run_folder import FILES

HEAVY = {"mesa", "numba", "numpy", "pandas", "pydantic", "rich", "matplotlib", "pyarrow"}
SMALL = ("--residents", "60", "--weeks", "4")


def c2sim_with(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def refusal(*words: str | Path) -> str:
    """The one message with which a command line is refused."""
    result = c2sim_with(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def object_from(*words: str) -> dict:
    result = c2sim_with(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    code = "import sys; from c2sim.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 2.0  # 0.2 on a quiet machine
    assert "compare" in done.stdout
    assert not HEAVY & set(done.stdout.split())


def test_asking_how_it_works_is_no_error(subtests: pytest.Subtests) -> None:
    for words in [("--version",), ("--help",), ("run", "--help"), ()]:
        with subtests.test(words=words):
            result = c2sim_with(*words)
            assert result.exit_code == 0
            assert "c2sim" in result.stdout or "Usage" in result.stdout


def test_an_unknown_command_names_the_nearest() -> None:
    assert refusal("rnu") == "Error: no such command: 'rnu'; nearest valid name: run"


def test_an_unknown_option_names_the_nearest() -> None:
    assert (
        refusal("run", "status_quo", "--sedes", "3")
        == "Error: no such option: '--sedes'; nearest valid name: --seeds"
    )


IMPOSSIBLE = [
    ("--seed", "-1"),
    ("--seed", "1.5"),
    ("--seed", "4294967296"),
    ("--seeds", "0"),
    ("--seeds", "many"),
    ("--weeks", "0"),
    ("--weeks", "-4"),
    ("--weeks", "2601"),
    ("--weeks", "12.5"),
    ("--residents", "1"),
    ("--residents", "1e9"),
    ("--residents", "1000000000"),
]


def test_an_impossible_number_is_refused_with_what_is_possible(subtests: pytest.Subtests) -> None:
    for option, value in IMPOSSIBLE:
        with subtests.test(option=option, value=value):
            message = refusal("run", "status_quo", option, value)
            assert option in message
            assert f"found {value}, expected a whole number from" in message


def test_a_seed_and_a_number_of_seeds_together_are_refused() -> None:
    assert "cannot be given together" in refusal("run", "status_quo", "--seed", "1", "--seeds", "2")


def test_a_command_without_its_argument_is_refused(subtests: pytest.Subtests) -> None:
    for words in [("run",), ("compare",), ("explain",), ("check",)]:
        with subtests.test(words=words):
            assert "Missing argument" in refusal(*words)


def test_an_unknown_scenario_names_the_nearest() -> None:
    assert refusal("run", "seven_stpes").endswith("nearest valid name: seven_steps")


def test_a_file_with_a_misspelt_key_is_refused(tmp_path) -> None:
    (tmp_path / "plan.toml").write_text('name = "plan"\nweeks = 9\nsumary = ""\n')
    assert refusal("run", tmp_path / "plan.toml").endswith("nearest valid name: summary")


@pytest.mark.parametrize("command", ["run", "compare"])
def test_refusing_writes_nothing(command, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refusal(command, "missing.toml", "status_quo", *(["--out", "out"] if command == "run" else []))
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_used_is_refused_before_anything_runs(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("c2sim.simulation.run.ensemble", lambda *_, **__: pytest.fail("ran"))
    (tmp_path / "file").write_text("")
    assert "found a file" in refusal("run", "status_quo", "--out", tmp_path / "file")
    assert "other things in it (file)" in refusal("run", "status_quo", "--out", tmp_path)


def test_a_run_shows_measures_and_pathway_steps() -> None:
    result = c2sim_with("run", "status_quo", *SMALL)
    assert result.exit_code == 0
    assert result.stdout.startswith("status_quo: 4 weeks, 60 residents, seed 1\n")
    assert {line.split()[0] for line in result.stdout.splitlines() if line.strip()} >= set(NAMES)
    assert "7 A voice of its own                      not reached" in result.stdout


def test_a_run_of_several_seeds_shows_bands() -> None:
    result = c2sim_with("run", "status_quo", *SMALL, "--seeds", "2")
    assert "2 seeds, median (5-95 %)" in result.stdout
    assert " to " in result.stdout


def test_what_was_scaled_is_said_on_standard_error() -> None:
    result = c2sim_with("run", "status_quo", *SMALL)
    assert "providers: 15 per 1,500 residents is 2 here (the floor of 2 holds)" in result.stderr


def test_interventions_beyond_the_horizon_are_named_in_one_line() -> None:
    result = c2sim_with("run", "seven_steps", *SMALL, "--json")
    late = [line for line in result.stderr.splitlines() if "left out" in line]
    assert len(late) == 1
    assert late[0].startswith("seven_steps: not within 4 weeks, so left out: ")


def test_json_of_a_run_has_the_promised_shape() -> None:
    found = object_from("run", "status_quo", *SMALL, "--seed", "3")
    assert list(found) == [
        "scenario",
        "seeds",
        "weeks",
        "residents",
        "measures",
        "pathway",
        "person_hours",
        "interventions",
        "by_who",
        "digest",
    ]
    assert (found["scenario"], found["seeds"], found["weeks"], found["residents"]) == (
        "status_quo",
        [3],
        4,
        60,
    )
    assert set(found["measures"]) == set(NAMES)
    assert set(found["measures"]["stress"]) == {"first", "last", "mean"}
    assert found["pathway"] == {str(step): None for step in range(1, 8)}


def test_json_of_several_seeds_has_bands_even_for_one() -> None:
    found = object_from("run", "status_quo", *SMALL, "--seeds", "1")
    assert found["seeds"] == [1]
    assert set(found["measures"]["stress"]["last"]) == {"median", "low", "high"}
    assert found["pathway"]["1"] == {"reached": 0.0, "median": None, "low": None, "high": None}


def test_json_of_a_comparison_has_the_promised_shape() -> None:
    found = object_from("compare", "status_quo", "seven_steps", *SMALL, "--seeds", "2")
    assert list(found["scenarios"]) == ["status_quo", "seven_steps"]
    assert found["scenarios"]["status_quo"]["seeds"] == [1, 2]
    assert list(found["paired"]) == ["seven_steps"]
    assert set(found["paired"]["seven_steps"]) == set(NAMES)
    assert set(found["paired"]["seven_steps"]["stress"]) == {"median", "low", "high", "harm"}


def test_a_run_gives_what_the_python_interface_gives() -> None:
    plan = c2sim.load_scenario("status_quo").with_changes(weeks=4, residents=60)
    last = object_from("run", "status_quo", *SMALL)["measures"]["stress"]["last"]
    assert last == c2sim.simulate(plan).weekly["stress"].iloc[-1]


def test_a_comparison_shows_each_plan_against_the_first() -> None:
    result = c2sim_with("compare", "status_quo", "seven_steps", *SMALL, "--seeds", "2")
    assert result.exit_code == 0
    assert "against status_quo" in result.stdout
    assert "harm" in result.stdout
    assert "pathway step reached" in result.stdout


def test_a_comparison_of_one_scenario_is_refused() -> None:
    assert "at least two" in refusal("compare", "status_quo")


def test_a_comparison_of_different_horizons_is_refused(tmp_path) -> None:
    (tmp_path / "plan.toml").write_text('name = "plan"\nweeks = 9\n')
    assert "weeks: found 9, expected 312" in refusal("compare", "status_quo", tmp_path / "plan.toml")


def test_out_writes_all_files_and_says_where(tmp_path) -> None:
    result = c2sim_with("run", "status_quo", *SMALL, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(f"written to {tmp_path / 'out'}\n")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(FILES)


def test_check_says_of_each_file_whether_it_is_right(tmp_path) -> None:
    (tmp_path / "plan.toml").write_text('name = "plan"\n')
    result = c2sim_with("check", "status_quo", tmp_path / "plan.toml", tmp_path)
    assert result.exit_code == 2
    assert result.stdout == "status_quo: ok\n"
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["Error", "Error"]


def test_check_warns_of_what_lost_its_predecessor(tmp_path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('name = "plan"\nbase = "seven_steps"\nremove = ["listening_event"]')
    result = c2sim_with("check", plan)
    assert (result.exit_code, result.stdout) == (0, f"{plan}: ok\n")
    assert result.stderr.startswith(f"Warning: {plan}: remove: listening_event is gone, and what came after")


def test_check_of_good_files_is_content() -> None:
    result = c2sim_with("check", "status_quo", "seven_steps")
    assert (result.exit_code, result.stderr) == (0, "")


def test_list_names_scenarios_interventions_and_measures() -> None:
    words = set(c2sim_with("list").stdout.split())
    assert {"status_quo", "listening_event", "stress"} <= words


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_is_one_line_and_leaves_nothing(tmp_path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from c2sim.cli import main, progress\n"
        "progress.Lines.every = 0.1\n"
        "main(['run', 'status_quo', '--weeks', '2600', '--seeds', '500', '--out', 'out'])"
    )
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, cwd=tmp_path, stdout=-1, stderr=-1, text=True) as running:
        try:
            assert running.stderr is not None
            assert any("week" in line for line in running.stderr)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
    assert running.returncode == 130
    assert out == ""
    assert err.splitlines()[-1] == "Interrupted; nothing was written."
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_is_no_positive_number_is_refused_before_anything_is_written(subtests, tmp_path):
    for given in ["nan", "inf", "1e400", "0", "-1", "much"]:
        for option in ["--time-limit", "--memory-limit"]:
            with subtests.test(given=given, option=option):
                out = tmp_path / "sweep"
                found = CliRunner().invoke(main, ["sweep", "quick", "--out", str(out), option, given])
                assert found.exit_code == 2
                assert f"found {given}, expected a number from 0.1 to" in found.output
                assert not out.exists()


def test_without_its_extra_the_dashboard_says_what_to_install(monkeypatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "c2sim.cli.dashboard.find_spec", lambda name: None if name == "uvicorn" else found(name)
    )
    with pytest.raises(C2simError, match=r"found no uvicorn, expected the extra dashboard \(pip install"):
        refuse_missing_extra()
