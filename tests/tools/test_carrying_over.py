"""Answers of an earlier version are taken over only if it gives the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import c2sim
from c2sim.errors import C2simError
from c2sim.scenario import load_scenario
from tools import carrying_over
from tools.carrying_over import Job, answers, carried, digest_of, drawn, main


def a_run(seed: int) -> tuple[str, int]:
    return load_scenario("seven_steps").with_changes(weeks=30, residents=60).model_dump_json(), seed


def test_a_digest_is_the_same_for_the_same_run_and_another_for_another_seed() -> None:
    assert digest_of(a_run(1)) == digest_of(a_run(1)) != digest_of(a_run(2))


def test_an_answer_of_the_other_version_says_who_made_it_and_what_was_compared() -> None:
    now = carried({"model_version": "old", "seeds": 3}, "old", "new", 7)
    assert now == {"model_version": "new", "made_by": "old", "runs_compared": 7, "seeds": 3}


def test_an_answer_carried_twice_still_names_its_maker() -> None:
    twice = carried(carried({"model_version": "first"}, "first", "second", 7), "second", "third", 9)
    assert twice == {"model_version": "third", "made_by": "first", "runs_compared": 9}


def test_an_answer_that_keeps_its_version_in_its_provenance_is_carried_there() -> None:
    now = carried({"plans": [1], "provenance": {"model_version": "old", "commit": "c"}}, "old", "new", 7)
    assert now["provenance"] == {
        "model_version": "new",
        "made_by": "old",
        "runs_compared": 7,
        "commit": "c",
    }
    assert now["plans"] == [1]


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    return [*drawn(5)]


def test_what_is_drawn_does_not_depend_on_the_hash_seed(jobs: list[Job]) -> None:
    ask = "from tools.carrying_over import drawn; print([*drawn(5)])"
    another = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "PYTHONHASHSEED": another},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{jobs}\n"


def test_a_folder_without_c2sim_and_this_version_itself_are_refused(tmp_path) -> None:
    with pytest.raises(C2simError, match="expected the src folder of a checkout"):
        main(tmp_path)
    with pytest.raises(C2simError, match="which is this one"):
        main(Path(c2sim.__file__).parents[1])


def test_an_answer_of_a_third_version_stays_as_it_was() -> None:
    record = {"model_version": "third", "seeds": 3}
    assert carried(record, "old", "new", 7) == record


def test_what_is_drawn_holds_every_arm_and_every_bundled_scenario_and_changed_parameters(
    jobs: list[Job],
) -> None:
    plans = [json.loads(scenario) for scenario, _ in jobs]
    assert {"seven_steps", "status_quo", "heavy_tasks", "community_organisers"} <= {
        one["name"] for one in plans
    }
    assert sum(bool(one["parameters"]) for one in plans) >= 32
    assert len({seed for _, seed in jobs}) > 10
    assert jobs == list(drawn(5)) != list(drawn(6))


@pytest.mark.parametrize("same", [True, False])
def test_files_are_written_if_every_run_is_the_same_and_not_if_one_differs(
    tmp_path, monkeypatch, capsys, same: bool
) -> None:
    file = tmp_path / "answer.json"
    before = json.dumps({"model_version": "old"}, indent=1)
    file.write_text(before, encoding="utf-8")
    (tmp_path / "c2sim").mkdir()
    (tmp_path / "c2sim" / "__init__.py").touch()
    monkeypatch.setattr(carrying_over, "drawn", lambda _: iter([a_run(1), a_run(2)]))
    monkeypatch.setattr(carrying_over, "answers", lambda: [file])
    monkeypatch.setattr(carrying_over, "version_of", lambda sources: "old" if sources == tmp_path else "ab")
    monkeypatch.setattr(
        carrying_over, "digests", lambda jobs, sources: ["a", "b" if same or sources == tmp_path else "c"]
    )
    assert main(tmp_path) == (0 if same else 1)
    if same:
        assert json.loads(file.read_text()) == {"model_version": "ab", "made_by": "old", "runs_compared": 2}
    else:
        assert file.read_text() == before
        assert "seven_steps, seed 2: differs" in capsys.readouterr().err


def test_a_version_that_no_answer_is_of_is_refused_before_anything_is_run(tmp_path, monkeypatch) -> None:
    file = tmp_path / "answer.json"
    file.write_text('{"model_version": "third"}', encoding="utf-8")
    (tmp_path / "c2sim").mkdir()
    (tmp_path / "c2sim" / "__init__.py").touch()
    monkeypatch.setattr(carrying_over, "answers", lambda: [file])
    monkeypatch.setattr(carrying_over, "version_of", lambda sources: "old" if sources == tmp_path else "ab")
    monkeypatch.setattr(carrying_over, "digests", lambda *_: pytest.fail("something was run"))
    with pytest.raises(C2simError, match="found model version old, expected the one that answers are of"):
        main(tmp_path)


def test_the_registered_result_is_no_answer_that_can_be_carried_over() -> None:
    assert {file.name for file in answers()} == {
        "contrasts.json",
        "doses.json",
        "latest.json",
        "one_at_a_time.json",
        "tradeoffs.json",
    }
