"""The picture of a region that `c2sim run REGION --out` writes."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Annotation

from c2sim.output.region_figure import MOST, drawn, region_figure, save_region_figure
from c2sim.region import Region, RegionRun
from c2sim.region.meetings import camps, visits, visits_to_nobody
from c2sim.results.happenings import Happening
from c2sim.scenario import Scenario

PLAN = [{"kind": "action_camp", "week": 6}, {"kind": "site_visit", "week": 5, "repeat_every": 3}]


@pytest.fixture
def make_region(make_run):
    """A region made up without the model: the followers visit the first in week 5."""

    def make(followers=2, seed=1, name="two", weeks=10, pathway=4):
        plan = Scenario.model_validate({"name": "plan", "weeks": weeks, "interventions": PLAN})
        members = [{"name": "first", "scenario": plan}]
        members += [{"name": "followers", "scenario": plan, "count": followers}] if followers else []
        links = [{"from": "followers", "to": "first"}] if followers else []
        table = {"name": name, "weeks": weeks, "neighbourhoods": members, "links": links}
        region = Region.model_validate({**table, "stay_in_region": 0.5})
        runs = {one.name: make_run("plan", seed, weeks, pathway=pathway) for one in region.neighbours}
        for one in runs.values():
            object.__setattr__(one, "scenario", plan)
        runs["first"].journal[:] = [
            {"week": 5, "event": "visitors", "who": guest} for guest in runs if guest != "first"
        ]
        moves = pd.DataFrame([], columns=["week", "from", "to", "people"])
        return RegionRun(region, seed, runs, moves)

    return make


def happened(run, name, kind, *weeks):
    object.__setattr__(run.runs[name], "happenings", (Happening(kind, None, len(weeks), weeks),))


def arrows(figure):
    texts = figure.axes[-1].texts
    return [one for one in texts if isinstance(one, Annotation)]


def titles(figure):
    return [axes.get_title(loc="left") for axes in figure.axes]


@pytest.mark.parametrize("seeds", [1, 3])
def test_a_figure_has_a_panel_for_each_neighbourhood_and_a_strip(make_region, seeds):
    figure = region_figure([make_region(seed=seed) for seed in range(1, seeds + 1)])
    assert titles(figure)[:-1] == ["first", "followers_1", "followers_2"]
    assert len({axes.get_ylim() for axes in figure.axes[:-1]}) == 1
    bands = [type(one).__name__ for one in figure.axes[0].collections]
    assert ("FillBetweenPolyCollection" in bands) is (seeds > 1)


def test_each_visit_is_an_arrow_from_the_guest_to_the_host(make_region):
    run = make_region()
    assert visits(run) == [(5, "followers_1", "first"), (5, "followers_2", "first")]
    found = [(one.xyann, one.xy) for one in arrows(region_figure([run]))]
    assert [(tail[0], round(head[1] - tail[1])) for tail, head in found] == [(5, 1), (5, 2)]


def test_a_visit_that_nobody_received_is_a_ring_and_no_arrow(make_region):
    run = make_region()
    happened(run, "followers_1", "site_visit", 5, 8)
    assert visits_to_nobody(run) == [(8, "followers_1")]
    figure = region_figure([run])
    rings = [one for one in figure.axes[-1].lines if one.get_markerfacecolor() == "white"]
    assert [np.asarray(one.get_xdata()).tolist() for one in rings] == [[8]]
    assert {one.xy[0] for one in arrows(figure)} == {5}


def test_places_that_camp_together_are_joined_only_if_one_can_see_the_other(make_region):
    run = make_region()
    assert camps(run) == []
    for name in ("first", "followers_2"):
        happened(run, name, "action_camp", 6)
    assert camps(run) == [(6, "followers_2", "first")]
    happened(run, "followers_1", "action_camp", 7)
    assert camps(run) == [(6, "followers_2", "first")]
    region_figure([run])


def test_of_very_many_neighbourhoods_one_of_each_kind_comes_first_and_it_is_said_how_many_are_drawn(
    make_region,
):
    run = make_region(followers=199)
    assert drawn(run) == ["first", *(f"followers_{number}" for number in range(1, MOST))]
    figure = region_figure([run])
    assert len(figure.axes) == MOST + 1
    assert any(f"200 neighbourhoods ({MOST} of them are drawn)" in one.get_text() for one in figure.texts)


def test_a_step_that_few_seeds_reached_is_an_open_diamond(make_region):
    def diamonds(*reached):
        runs = [make_region(seed=seed, pathway=week) for seed, week in enumerate(reached, 1)]
        lines = region_figure(runs).axes[-1].lines
        return {one.get_markerfacecolor() for one in lines if one.get_marker() == "D"}

    assert diamonds(4, 4, None) != diamonds(4, None, None) == {"white"}
    assert diamonds(None) == set()


def test_a_region_of_one_place_and_one_week_can_be_drawn_the_same_each_time(make_region, tmp_path):
    for name in ("one.png", "two.png"):
        save_region_figure(
            [make_region(followers=0, weeks=1, pathway=1, name="costs $5, 街区")], tmp_path / name
        )
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
