import dataclasses

import numpy as np
import pytest

from c2sim.model.measures.definitions import NAMES
from c2sim.output.pathway_figure import PANELS, pathway_figure, save_figure
from c2sim.results.happenings import Happening


def test_every_panel_shows_a_measure() -> None:
    assert {name for row in PANELS for name in row} <= set(NAMES)


@pytest.mark.parametrize("seeds", [1, 3])
def test_a_figure_has_a_panel_for_each_measure_and_a_strip_of_the_pathway(make_run, seeds) -> None:
    figure = pathway_figure([make_run(seed=seed) for seed in range(1, seeds + 1)])
    assert len(figure.axes) == 13
    assert [label.get_text()[0] for label in figure.axes[-1].get_yticklabels()] == list("1234567")


def test_a_band_is_drawn_only_for_several_seeds(make_run) -> None:
    one, several = pathway_figure([make_run()]), pathway_figure([make_run(seed=1), make_run(seed=2)])
    bands = [[type(one).__name__ for one in figure.axes[0].collections] for figure in (one, several)]
    assert "FillBetweenPolyCollection" not in bands[0]
    assert "FillBetweenPolyCollection" in bands[1]


def test_a_figure_is_saved_as_png_the_same_each_time(make_run, tmp_path) -> None:
    for name in ("one.png", "two.png"):
        save_figure([make_run()], tmp_path / name)
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize("name", ["costs $5 and $6", "街区", "a_{b}^"])
def test_any_name_can_be_drawn(make_run, tmp_path, name) -> None:
    save_figure([make_run(name)], tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")


def test_a_single_week_and_a_measure_that_is_always_null_can_be_drawn(make_run, tmp_path) -> None:
    run = make_run(weeks=1)
    run.weekly["stress"] = np.nan
    save_figure([run], tmp_path / "figure.png")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")


def test_the_strip_marks_only_what_happened(make_run) -> None:
    done = (Happening("facilitator", 1, 1, (2,)), Happening("hub", 2, 1, (), (3,)), Happening("bid", 3, 1))
    run = dataclasses.replace(make_run(), happenings=done)
    dots = [line for line in pathway_figure([run]).axes[-1].lines if line.get_marker() == "o"]
    assert [np.asarray(line.get_xdata()).tolist() for line in dots] == [[2]]
