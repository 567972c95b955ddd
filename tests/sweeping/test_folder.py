"""What a results folder refuses, and what it puts right, each in one message."""

import errno
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from c2sim import sweep
from c2sim.errors import C2simError
from c2sim.sweeping.folder import manifest, store
from c2sim.sweeping.folder.compaction import compact
from c2sim.sweeping.folder.lock import locked
from c2sim.sweeping.folder.parts import parts
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS
from c2sim.sweeping.rerun import rerun
from c2sim.sweeping.sweep import How, make_runs
from made_up_runs import experiment, made_up


@dataclass
class Kept:
    folder: Path
    table: pd.DataFrame


@pytest.fixture
def kept(tmp_path):
    """The results of an experiment."""
    folder = tmp_path / "out"
    return Kept(folder, sweep(experiment(), folder, workers=0, observe=made_up))


def test_a_finished_experiment_runs_nothing_again(kept):
    def never(scenario, seed, outcomes):
        raise AssertionError

    again = sweep(experiment(), kept.folder, workers=0, observe=never)
    pd.testing.assert_frame_equal(again, kept.table, check_exact=True)


def test_results_of_another_experiment_are_refused(kept):
    with pytest.raises(C2simError, match="found results of another experiment"):
        sweep(experiment(11), kept.folder, workers=0, observe=made_up)


def test_results_of_another_version_of_the_model_are_refused(kept, monkeypatch):
    monkeypatch.setattr(manifest, "model_version", lambda: "another")
    with pytest.raises(C2simError, match="found results of another version of the model"):
        sweep(experiment(), kept.folder, workers=0, observe=made_up)


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.odt").write_text("words")
    with pytest.raises(C2simError, match=r"other things in it \(thesis.odt\)"):
        sweep(experiment(), tmp_path, workers=0, observe=made_up)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_second_coordinator_is_refused(kept):
    with locked(kept.folder), pytest.raises(C2simError, match="found another c2sim at work"):
        sweep(experiment(), kept.folder, workers=0, observe=made_up)


def test_a_truncated_part_is_set_aside_and_its_runs_are_made_again(kept):
    part = parts(kept.folder / "runs")[0]
    part.write_bytes(part.read_bytes()[:-20])
    said = []
    make_runs(experiment(), kept.folder, How(workers=0, observe=made_up, say=said.append))
    assert len(said) == 1
    assert "not whole" in said[0]
    assert [one.name for one in (kept.folder / "set_aside").iterdir()] == [f"runs-{part.name}"]
    pd.testing.assert_frame_equal(read_results(kept.folder), kept.table, check_exact=True)


def test_a_full_disk_ends_in_one_message_and_the_same_call_goes_on(tmp_path, monkeypatch):
    def full(table, file):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "write_part", full)
        with pytest.raises(C2simError, match="No space left on device"):
            sweep(experiment(), tmp_path, workers=0, observe=made_up)
    table = sweep(experiment(), tmp_path, workers=0, observe=made_up)
    assert len(table) == 60
    assert not table["failure"].notna().to_list().count(True)


def test_however_many_runs_wait_to_be_written_all_of_them_are(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_MANY", 5)
    table = sweep(experiment(), tmp_path, workers=0, observe=made_up, chunk=7)
    assert len(table) == 60


def test_two_results_of_one_run_that_differ_are_refused(kept):
    table = next(Reader(kept.folder).tables(RUNS))
    other = table.to_pandas()
    other["hope_final"] *= 1 + 1e-15
    store.write_part(pa.Table.from_pandas(other, table.schema), kept.folder / "runs" / "zzz.parquet")
    with pytest.raises(C2simError, match="two results that differ"):
        read_results(kept.folder)


def test_compacting_leaves_one_part_and_the_same_table(kept):
    table = next(Reader(kept.folder).tables(RUNS))
    store.write_part(table.slice(0, 7), kept.folder / "runs" / "zzz.parquet")  # runs made twice
    assert compact(kept.folder) == (2, 1)
    assert len(parts(kept.folder / "runs")) == 1
    pd.testing.assert_frame_equal(read_results(kept.folder), kept.table, check_exact=True)


def test_compacting_puts_runs_in_the_order_of_the_table(kept):
    (old,) = parts(kept.folder / "runs")
    table = next(Reader(kept.folder).tables(RUNS)).sort_by("row")
    for number, rows in enumerate((table.slice(30), table.slice(0, 30))):
        store.write_part(rows, kept.folder / "runs" / f"{number}.parquet")
    old.unlink()
    compact(kept.folder)
    (whole,) = Reader(kept.folder).tables(RUNS, ["row"])
    assert whole["row"].to_pylist() == list(range(60))


def test_a_run_is_made_again_from_the_folder_alone(kept):
    wanted = kept.table.iloc[17]
    again = rerun(kept.folder, wanted["run_id"], made_up)
    assert again.identical
    assert again.job.seed == wanted["seed"]
    assert again.kept == wanted[list(again.outcomes)].tolist()
    with pytest.raises(C2simError, match="found no run"):
        rerun(kept.folder, "0" * 32, made_up)
