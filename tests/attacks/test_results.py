"""No wrong number comes out of a results folder: what is not its own is set aside or refused in one line."""

import json
import shutil
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest

from attacks import json_damage, parts
from attacks.answers import ANSWER, ASKED
from attacks.attack import End
from attacks.results_folder import USES, become_of, copied, finished
from c2sim import sweep
from c2sim.analysis import answer
from c2sim.errors import C2simError, RefusalError
from c2sim.files.folder import MANIFEST, refuse_unusable
from c2sim.files.json_record import read_record
from c2sim.output.answer_folder import publish
from c2sim.output.report import report
from c2sim.scenario import load_scenario
from c2sim.sweeping.folder import manifest
from c2sim.sweeping.folder.parts import parts as parts_in
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS
from c2sim.sweeping.rerun import rerun
from c2sim.sweeping.run_plan import RunPlan
from c2sim.sweeping.sweep import How, make_runs
from made_up_runs import experiment, made_up

ALIKE = ("read_results", "compact", "rerun", "report", pytest.param("discover", marks=pytest.mark.slow))
SEEN_BY_ALL = tuple(
    name
    for name in parts.DAMAGES
    if name not in ("a copy", "no rows", "another name", "bytes changed, signed")
)


def resumed(folder: Path) -> tuple[pd.DataFrame, list[str]]:
    """The table after the same sweep again, and what was said."""
    said: list[str] = []
    make_runs(Reader(finished().folder).experiment, folder, How(workers=0, observe=made_up, say=said.append))
    return read_results(folder), said


def test_without_its_manifest_a_folder_of_another_experiment_is_not_adopted(tmp_path: Path) -> None:
    folder = copied(tmp_path, "foreign")
    (folder / MANIFEST).unlink()
    table, said = resumed(folder)
    assert table.equals(finished().table)
    assert len(said) == 1
    assert "runs of another experiment" in said[0]
    assert len(list((folder / "set_aside").iterdir())) == 6


def test_without_its_manifest_a_folder_keeps_the_runs_that_are_its_own(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "report.html").write_text("a page of `c2sim report`")
    (folder / MANIFEST).unlink()

    def never(scenario, seed, outcomes):
        raise AssertionError

    tally = make_runs(Reader(finished().folder).experiment, folder, How(workers=0, observe=never))
    assert tally.before == 24


@pytest.mark.parametrize("name", SEEN_BY_ALL)
def test_a_damaged_part_is_set_aside_by_a_sweep_and_refused_by_all_others(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    parts.DAMAGES[name](parts_in(folder / RUNS)[1], Random(name))
    for use in ("read_results", "rerun"):
        assert become_of(folder, use) == End.REFUSED, use
    wanted = End.REFUSED if name in ("another folder", "runs twice, and they differ") else End.ANSWERED
    assert become_of(folder, "sweep") == wanted


@pytest.mark.parametrize("use", ALIKE)
def test_every_command_that_reads_results_refuses_foreign_rows(use: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    shutil.copy(parts_in(finished("foreign").folder / RUNS)[0], folder / RUNS)
    with pytest.raises(C2simError, match="found a part with runs of another experiment"):
        USES[use](folder)


@pytest.mark.parametrize("name", [name for name in json_damage.DAMAGES if "values" not in name])
def test_a_damaged_manifest_is_refused_alike(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    json_damage.DAMAGES[name](folder / MANIFEST, Random(name))
    for use in ("read_results", "compact", "rerun", "report"):
        assert become_of(folder, use) == End.REFUSED, use
    assert become_of(folder, "sweep") == (End.ANSWERED if name == "gone" else End.REFUSED)


@pytest.mark.parametrize("key", ["kind", "experiment", "points_digest", "model_version", "versions"])
def test_a_manifest_without_a_key_is_refused(key: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    record = json.loads((folder / MANIFEST).read_text("utf-8"))
    del record[key]
    (folder / MANIFEST).write_text(json.dumps(record), "utf-8")
    for use in USES:
        assert become_of(folder, use) == End.REFUSED, use


def test_results_of_other_libraries_are_refused_with_both_versions(tmp_path: Path, monkeypatch) -> None:
    folder = copied(tmp_path)
    record = json.loads((folder / MANIFEST).read_text("utf-8"))
    here = dict(record["versions"])
    other = {
        **manifest.provenance(Reader(folder).experiment.scenarios[0]),
        "versions": {**here, "numpy": "1.0"},
    }
    monkeypatch.setattr(manifest, "provenance", lambda scenario: other)
    both = f"made with numpy {here['numpy']} and numba .*, expected numpy 1.0 and numba"
    with pytest.raises(C2simError, match=both):
        resumed(folder)
    with pytest.raises(C2simError, match=both):
        rerun(folder, finished().table["run_id"].iloc[0], made_up)
    assert read_results(folder).equals(finished().table)  # what was made can still be read


def test_a_part_of_other_libraries_is_not_adopted_without_the_manifest(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    parts.DAMAGES["other libraries"](parts_in(folder / RUNS)[0], Random(1))
    (folder / MANIFEST).unlink()
    table, said = resumed(folder)
    assert "made with numpy 1 and numba 2, not with" in said[0]
    assert table.equals(finished().table)


def test_the_lock_is_no_way_to_empty_another_file(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (tmp_path / "mine").write_text("words")
    (folder / ".lock").unlink(missing_ok=True)
    (folder / ".lock").symlink_to(tmp_path / "mine")
    for use in ("sweep", "compact"):
        assert become_of(folder, use) == End.REFUSED
    assert (tmp_path / "mine").read_text() == "words"


@pytest.mark.parametrize("name", ["data_dictionary.csv", "report.html"])
def test_what_is_written_replaces_a_link_and_leaves_its_aim_alone(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (tmp_path / "mine").write_text("words")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(tmp_path / "mine")
    resumed(folder) if name.endswith("csv") else report(folder)
    assert (tmp_path / "mine").read_text() == "words"
    assert not (folder / name).is_symlink()


def test_a_draft_that_a_kill_left_behind_shuts_nobody_out(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".c2sim-abc.json").write_text("{")
    refuse_unusable(folder, ())
    table = sweep(experiment(4), folder, workers=0, observe=made_up)
    assert len(table) == 24


def test_an_answer_goes_on_only_with_the_same_libraries(tmp_path: Path, monkeypatch) -> None:
    answer.open_answer(tmp_path, "discover", ASKED)
    kept = read_record(tmp_path / answer.QUESTION, "a question")
    monkeypatch.setattr(answer, "decisive", lambda provenance: {"numpy": "1.0", "numba": "0.1"})
    found = f"other libraries \\(numpy {kept['libraries']['numpy']} and .*, not numpy 1.0 and numba 0.1\\)"
    with pytest.raises(C2simError, match=found):
        answer.open_answer(tmp_path, "discover", ASKED)


def test_a_plan_called_by_a_path_is_written_into_the_folder_of_its_answer(tmp_path: Path) -> None:
    rate = {
        "value": 1.0,
        "deviation": 1.0,
        "low": 1.0,
        "median": 1.0,
        "high": 1.0,
        "default": 1.0,
        "range": [0, 1],
    }
    record = {
        **{key: value for key, value in ANSWER.items() if key != "boxes"},
        "kind": "calibrate",
        "scenario": {"name": f"../../{'é' * 90}", "weeks": 3},
        "rates": {"a": rate, "b": rate},
        "figures": {"a": {**rate, "model": rate}, "b": {**rate, "model": rate}},
    }
    publish(tmp_path / "in" / "answer", record)
    assert [one.parent for one in tmp_path.rglob("*.toml")] == [tmp_path / "in" / "answer" / "plans"]


def test_an_answer_that_cannot_be_written_whole_leaves_the_earlier_one_as_it_was(
    tmp_path: Path, monkeypatch
) -> None:
    folder = tmp_path / "answer"
    publish(folder, ANSWER)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(answer, "csv_of_table", full)
    with pytest.raises(C2simError, match="No space left on device"):
        publish(folder, {**ANSWER, "runs": 7})
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_record_is_read_only_if_it_is_a_small_shallow_object_of_whole_letters(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    for text in (
        '{"a":' * 70 + "1" + "}" * 70,
        '{"a": "\\ud800"}',
        '{"a": NaN}',
        "[]",
        '{"a": 1' + "0" * 500 + "}",
    ):
        file.write_text(text)
        with pytest.raises(RefusalError):
            read_record(file, "a record")
    file.write_text('{"a": "\\ud83d\\ude00", "b": [[1e300]]}')
    assert read_record(file, "a record") == {"a": "\U0001f600", "b": [[1e300]]}


def test_names_found_all_at_once_are_those_that_runs_are_given() -> None:
    points = ({"services.keep_usual": 0.25, "hub.week": 3}, {"services.keep_usual": 0.5}, {"hub.week": 4})
    scenarios = tuple(load_scenario(name).with_changes(weeks=10) for name in ("status_quo", "seven_steps"))
    plan = RunPlan(experiment(3, factors=(), points=points, scenarios=scenarios), "version")
    rows = np.array([17, 3, 3, 0, 9, 14])
    assert plan.run_ids(rows) == [plan.job(row).run_id for row in rows.tolist()]
