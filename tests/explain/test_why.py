"""Why a measure moved: causes that add up, ties that are accounted for, and differences within a seed."""

import numpy as np
import pytest

from c2sim import C2Model, load_scenario, simulate, why
from c2sim.errors import C2simError
from c2sim.explain.why import TIED, reasons_of
from c2sim.model.codes import CAUSES, TieKind
from c2sim.model.measures.causes import CAUSED, MEANINGS, PARTS, meaning_of
from c2sim.output.why_figure import reasons_figure, save_reasons

WEEKS = 40


@pytest.fixture(scope="module")
def plan():
    return load_scenario("seven_steps").with_changes(weeks=WEEKS, residents=200)


@pytest.fixture(scope="module")
def runs(plan):
    return [simulate(plan, seed, journal=False) for seed in (1, 2, 3)]


@pytest.fixture(scope="module")
def untouched():
    quiet = load_scenario("status_quo").with_changes(weeks=WEEKS, residents=200)
    return [simulate(quiet, seed, journal=False) for seed in (1, 2, 3)]


def test_causes_add_up_to_the_change_of_the_measure(subtests, runs):
    for since, week in [(0, WEEKS), (7, 23)]:
        for measure in PARTS:
            with subtests.test(since=since, week=week, measure=measure):
                found = reasons_of(runs, measure, since, week)
                assert np.abs(found.parts.sum(axis=1).to_numpy() - np.array(found.change)).max() < 1e-9
                moved = [run.weekly[measure].iloc[week] - run.weekly[measure].iloc[since] for run in runs]
                assert found.change == pytest.approx(moved)


def test_hope_has_the_mean_of_the_causes_of_agency_and_pathways(runs):
    hope, agency, pathways = (reasons_of(runs, name).parts for name in ("hope", "agency", "pathways"))
    assert hope["wins"].to_numpy() == pytest.approx(agency["wins"].to_numpy() / 2)
    assert hope["strain"].to_numpy() == pytest.approx(pathways["strain"].to_numpy() / 2)
    both = (agency["return to rest"] + pathways["return to rest"]) / 2
    assert hope["return to rest"].to_numpy() == pytest.approx(both.to_numpy())


@pytest.mark.parametrize("measure", ["trust_services", "linking"])
def test_against_another_scenario_differences_are_taken_within_each_seed(runs, untouched, measure):
    both = reasons_of(runs, measure, against=untouched)
    one, other = reasons_of(runs, measure), reasons_of(untouched, measure)
    assert both.change == pytest.approx([a - b for a, b in zip(one.change, other.change, strict=True)])
    for name in both.parts.columns:
        made, without = (
            part.parts[name].to_numpy() if name in part.parts else np.zeros(3) for part in (one, other)
        )
        assert both.parts[name].to_numpy() == pytest.approx(made - without)


def test_a_plan_against_itself_differs_in_nothing(runs):
    found = reasons_of(runs, "hope", against=runs)
    assert set(found.change) == {0.0}
    assert not found.parts.to_numpy().any()


def test_causes_come_largest_first_and_small_ones_are_folded_but_not_lost(runs):
    found = reasons_of(runs, "stress")
    sizes = [abs(float(np.median(found.parts[name].to_numpy()))) for name in found.names]
    assert sizes == sorted(sizes, reverse=True)
    assert len(found.main_names) < len(found.names)
    main = found.parts[found.main_names].sum(axis=1)
    assert (main + found.others).to_numpy() == pytest.approx(found.change)
    assert {one["cause"] for one in found.to_dict(bands=True)["causes"]} == set(found.names)


def test_every_tie_is_accounted_for():
    model = C2Model("seven_steps", residents=200, weeks=WEEKS)
    before = _ties(model)
    for _ in range(WEEKS):
        model.step()
    counts = model.counts.iloc[-1]
    for kind, name in enumerate(("bonding", "bridging", "linking")):
        balance = counts[f"formed_{name}"] - counts[f"faded_{name}"] - counts[f"left_{name}"]
        assert _ties(model)[kind] - before[kind] == balance


def _ties(model):
    """Ties of each kind; those between residents stand in two rows."""
    ties, found = model.state.ties, np.zeros(3)
    for first, size in zip(ties.start, ties.size, strict=False):
        found += np.bincount(ties.kind[first : first + size], minlength=3)
    return [
        found[kind] / (1 if kind == TieKind.LINKING else 2)
        for kind in range(TieKind.BONDING, TieKind.LINKING + 1)
    ]


def test_a_measure_of_ties_tells_what_became_of_them(subtests, runs):
    for measure in TIED:
        with subtests.test(measure=measure):
            found = reasons_of(runs, measure).to_dict(bands=False)
            assert set(found["ties"]) == set(TIED[measure])
            assert all(number >= 0 for fates in found["ties"].values() for number in fates.values())
            assert sum(fates["formed"] for fates in found["ties"].values()) > 0


def test_ties_are_counted_within_the_weeks_asked_for(runs):
    early, late, all_weeks = (
        reasons_of(runs, "bonding", since, week).parts for since, week in ((0, 9), (9, WEEKS), (0, WEEKS))
    )
    assert (early + late).to_numpy() == pytest.approx(all_weeks.to_numpy())


def test_asking_runs_only_what_is_needed_and_gives_the_same(plan, runs):
    seen = []
    found = why(plan, "influence", 12, since=3, seeds=2, progress=seen.append)
    assert seen[-1] == 24
    assert found.parts.equals(reasons_of(runs[:2], "influence", 3, 12).parts)


def test_every_cause_has_a_meaning_and_loops_have_their_names():
    assert set(MEANINGS) == set(CAUSES)
    for level in CAUSED:
        for cause in CAUSES:
            meaning = meaning_of(level, cause)
            assert meaning.text
            assert meaning.loop in ("", "support", "voice", "learning", "disorder", "overload", "expectation")


def test_a_measure_without_causes_is_refused_with_those_that_have_some(plan):
    with pytest.raises(C2simError, match=r"found groups, .* expected one of hope, .* stance, or .* linking"):
        why(plan, "groups")


def test_an_unknown_measure_names_the_nearest(plan):
    with pytest.raises(C2simError, match="nearest valid name: trust_services"):
        why(plan, "trust_servces")


WRONG_WEEKS = [
    (0, 0, "week: found 0, expected a week from 1 to 40"),
    (9, 9, "week: found 9, expected a week from 10 to 40"),
    (0, 41, "week: found 41, expected a week from 1 to 40"),
    (40, None, "from: found 40, expected a week from 0 to 39"),
    (-1, 5, "from: found -1, expected a week from 0 to 39"),
]


def test_weeks_out_of_order_or_range_are_refused(subtests, plan):
    for since, week, message in WRONG_WEEKS:
        with subtests.test(since=since, week=week), pytest.raises(C2simError, match=message):
            why(plan, "hope", week, since=since)


def test_the_figure_has_a_bar_for_each_cause_that_matters_and_one_for_all(runs):
    found = reasons_of(runs, "hope")
    (axes,) = reasons_figure(found).axes
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels[: len(found.main_names)] == found.main_names
    assert labels[-1] == "all causes"
    assert _width(axes.patches[-1]) == pytest.approx(np.median(found.change))


def _width(bar) -> float:
    """How far a bar reaches, with its sign."""
    return bar.get_width()


def test_what_became_of_ties_can_be_drawn(runs):
    (axes,) = reasons_figure(reasons_of(runs, "connectivity")).axes
    widths = {
        label.get_text(): _width(bar) for label, bar in zip(axes.get_yticklabels(), axes.patches, strict=True)
    }
    assert widths["bonding formed"] > 0 > widths["bonding left"]


def test_a_figure_replaces_an_earlier_one_and_nothing_else_is_left(runs, tmp_path):
    file = tmp_path / "figure.png"
    file.write_text("earlier")
    save_reasons(reasons_of(runs, "hope"), file)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["figure.pdf", "missing/figure.png", ""])
def test_a_place_for_no_figure_is_refused(runs, tmp_path, name):
    with pytest.raises(C2simError, match="found"):
        save_reasons(reasons_of(runs, "hope"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
