import csv
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from c2sim.errors import C2simError
from c2sim.files.folder import fill
from c2sim.model.measures.definitions import NAMES
from c2sim.output import pathway_figure
from c2sim.output.run_folder import FILES, refuse_folder, write_runs


@pytest.fixture(autouse=True)
def _no_time_for_drawing(monkeypatch) -> None:
    monkeypatch.setattr(pathway_figure, "save_figure", lambda runs, file: file.write_bytes(b"a drawing"))


@pytest.fixture
def written(make_run, tmp_path) -> Path:
    folder = tmp_path / "out"
    write_runs([make_run(seed=1), make_run(seed=2)], folder, ["c2sim", "run", "made_up"])
    return folder


def test_all_files_are_written_and_nothing_else(written) -> None:
    assert sorted(one.name for one in written.iterdir()) == sorted(FILES)
    assert [one.name for one in written.parent.iterdir()] == ["out"]


def test_the_weekly_tables_hold_every_week_of_every_seed_seed_first(written) -> None:
    table = pd.read_parquet(written / "weekly.parquet")
    assert list(table.columns) == ["seed", "week", *NAMES]
    assert table.groupby("seed")["week"].apply(list).to_dict() == {1: list(range(11)), 2: list(range(11))}
    pd.testing.assert_frame_equal(pd.read_csv(written / "weekly.csv"), table, check_exact=True)


def test_the_causes_know_their_seed(written) -> None:
    table = pd.read_parquet(written / "causes.parquet")
    assert list(table.columns) == ["seed", "week", "level", "cause", "change"]
    assert list(table["seed"]) == [1, 2]


def test_the_journal_has_one_record_a_line(written) -> None:
    lines = [json.loads(line) for line in (written / "journal.jsonl").read_text().splitlines()]
    assert [line["seed"] for line in lines] == [1, 2]
    assert lines[0]["text"] == "a met b."


def test_the_manifest_says_how_to_make_the_same_again(written) -> None:
    manifest = json.loads((written / "manifest.json").read_text())
    assert manifest["command"] == ["c2sim", "run", "made_up"]
    assert manifest["seeds"] == [1, 2]
    assert manifest["scenario"]["neighbourhood"]["residents"] == 1500
    assert len(manifest["digest"]) == 64


def test_the_data_dictionary_explains_every_weekly_column(written) -> None:
    with (written / "data_dictionary.csv").open(newline="") as file:
        rows = {row["column"]: row for row in csv.DictReader(file)}
    assert set(NAMES) <= set(rows)
    assert rows["stress"]["better"] == "down"
    assert all(row["definition"] and row["unit"] for row in rows.values())


def test_the_same_runs_give_the_same_bytes(make_run, tmp_path) -> None:
    for name in ("one", "two"):
        write_runs([make_run()], tmp_path / name)
    assert all(
        (tmp_path / "one" / one).read_bytes() == (tmp_path / "two" / one).read_bytes() for one in FILES
    )


def test_an_empty_folder_is_filled(make_run, tmp_path) -> None:
    write_runs([make_run()], tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(FILES)


def test_folders_on_the_way_are_made(make_run, tmp_path) -> None:
    write_runs([make_run()], tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "manifest.json").exists()


def test_an_earlier_output_is_replaced(written, make_run) -> None:
    write_runs([make_run(seed=7)], written)
    assert json.loads((written / "manifest.json").read_text())["seeds"] == [7]
    assert sorted(one.name for one in written.iterdir()) == sorted(FILES)


def test_an_earlier_output_with_someones_notes_in_it_is_refused(written, make_run) -> None:
    (written / "notes.txt").write_text("mine")
    with pytest.raises(C2simError, match=r"other things in it \(notes.txt\)"):
        write_runs([make_run(seed=7)], written)
    assert json.loads((written / "manifest.json").read_text())["seeds"] == [1, 2]


def test_a_folder_with_a_manifest_of_another_program_is_refused(tmp_path) -> None:
    (tmp_path / "manifest.json").write_text('{"program": "other"}')
    with pytest.raises(C2simError, match=r"other things in it \(manifest.json\)"):
        refuse_folder(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(C2simError, match="found a file"):
        refuse_folder(tmp_path / "file")


def test_a_folder_below_a_file_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(C2simError, match="cannot be written to"):
        refuse_folder(tmp_path / "file" / "out")


def test_a_name_that_is_too_long_is_refused(tmp_path) -> None:
    with pytest.raises(C2simError, match="cannot be written to"):
        refuse_folder(tmp_path / ("x" * 300))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(C2simError, match="cannot be written to"):
        refuse_folder(tmp_path / "out")


def test_refusing_leaves_no_trace(tmp_path) -> None:
    refuse_folder(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [True, False])
def test_an_interruption_while_writing_leaves_nothing(tmp_path, exists) -> None:
    folder = tmp_path / "out"
    if exists:
        folder.mkdir()

    def interrupted(draft: Path) -> None:
        (draft / "weekly.csv").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(folder, interrupted)
    assert [one.name for one in tmp_path.rglob("*")] == (["out"] if exists else [])


def test_an_output_that_is_only_half_replaced_has_no_manifest(written, make_run, monkeypatch) -> None:
    replace, moved = Path.replace, []

    def stopped(self: Path, target: Path) -> Path:
        if len(moved) == 2:
            raise KeyboardInterrupt
        moved.append(target)
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            write_runs([make_run(seed=7)], written)
    assert len(moved) == 2
    assert not (written / "manifest.json").exists()


def test_a_full_disk_is_one_message(make_run, tmp_path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pathway_figure, "save_figure", full)
    with pytest.raises(C2simError, match="No space left on device"):
        write_runs([make_run()], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
