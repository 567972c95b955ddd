"""A sweep of a place with a survey or a network is kept, read and gone on with like any other."""

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from c2sim import load_experiment, sweep
from c2sim.errors import C2simError
from c2sim.output.report import report
from c2sim.sweeping.folder.compaction import compact
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.rerun import rerun
from made_up_runs import made_up


@pytest.fixture(params=["survey", "network"])
def asked(request, tmp_path: Path) -> Path:
    """An experiment with a factor, over a scenario that names a file."""
    luck = np.random.default_rng(1)
    rows = "\n".join(f"{a:.1f},{b:.1f}" for a, b in luck.uniform(2, 8, (30, 2)))
    (tmp_path / "place.csv").write_text(f"stress,hope\n{rows}\n", encoding="utf-8")
    nx.write_graphml_xml(nx.karate_club_graph(), tmp_path / "place.graphml")
    file = {"survey": "place.csv", "network": "place.graphml"}[request.param]
    codebook = '[survey]\nscale = "0-10"\n' if request.param == "survey" else ""
    (tmp_path / "real.toml").write_text(
        f'name = "real"\nbase = "seven_steps"\n{codebook}[neighbourhood]\n{request.param} = "{file}"\n',
        encoding="utf-8",
    )
    experiment = tmp_path / "asked.toml"
    experiment.write_text(
        'name = "asked"\nscenarios = ["real.toml"]\nreplicates = 3\noutcomes = ["hope_final"]\n'
        '[[factors]]\nname = "hub.week"\nvalues = [20, 30]\n',
        encoding="utf-8",
    )
    return experiment


def test_its_table_is_read_back_compacted_and_reported(asked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    made = sweep(load_experiment(asked), folder, workers=0, observe=made_up)
    assert made.failure.isna().all()
    assert len(made) == 6
    assert read_results(folder).equals(made)
    compact(folder)
    assert read_results(folder).equals(made)
    report(folder)
    again = sweep(load_experiment(asked), folder, workers=0, observe=lambda *_: pytest.fail("made again"))
    assert again.equals(made)


def test_a_changed_file_is_another_experiment(asked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    sweep(load_experiment(asked), folder, workers=0, observe=made_up)
    survey = tmp_path / "place.csv"
    survey.write_text(survey.read_text(encoding="utf-8") + "5.0,5.0\n", encoding="utf-8")
    nx.write_graphml_xml(nx.path_graph(34), tmp_path / "place.graphml")
    with pytest.raises(C2simError, match="found results of another experiment"):
        sweep(load_experiment(asked), folder, workers=0, observe=made_up)


def test_a_run_of_it_is_not_made_again_without_the_file(asked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    made = sweep(load_experiment(asked), folder, workers=0, observe=made_up)
    assert len(Reader(folder).experiment.scenarios) == 1
    with pytest.raises(C2simError, match="known by its name and digest only"):
        rerun(folder, made.run_id.iloc[0])
