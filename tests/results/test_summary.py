import dataclasses
import json

import numpy as np
import pytest

from c2sim.model.measures.definitions import NAMES
from c2sim.results.seed_band import band
from c2sim.results.summary import digest, summarise


def test_a_band_is_the_median_and_the_5th_and_95th_percentile() -> None:
    assert band([0.0, 1.0, 2.0, 3.0, 4.0]) == {"median": 2.0, "low": 0.2, "high": 3.8}


def test_a_band_leaves_nulls_out() -> None:
    assert band([float("nan"), 2.0]) == {"median": 2.0, "low": 2.0, "high": 2.0}


def test_a_band_of_nothing_but_nulls_is_null() -> None:
    assert band([float("nan")]) == {"median": None, "low": None, "high": None}


def test_one_run_gives_first_last_and_mean_of_every_measure(make_run) -> None:
    found = summarise([make_run(weeks=10, slope=0.01)], bands=False)
    assert list(found["measures"]) == list(NAMES)
    assert found["measures"]["stress"] == {
        "first": pytest.approx(0.01),
        "last": pytest.approx(0.11),
        "mean": pytest.approx(0.06),
    }


def test_a_measure_that_is_always_null_is_null_in_json(make_run) -> None:
    one, several = summarise([make_run()], bands=False), summarise([make_run()], bands=True)
    assert one["measures"]["response_time"] == {"first": None, "last": None, "mean": None}
    assert several["measures"]["response_time"]["last"] == {"median": None, "low": None, "high": None}


def test_the_mean_is_over_the_weeks_that_are_not_null(make_run) -> None:
    run = make_run(weeks=2)
    run.weekly["response_time"] = [np.nan, 4.0, 6.0]
    assert summarise([run], bands=False)["measures"]["response_time"] == {
        "first": None,
        "last": 6.0,
        "mean": 5.0,
    }


def test_what_was_run_is_named(make_run) -> None:
    found = summarise([make_run(seed=1), make_run(seed=2)], bands=True)
    assert found["scenario"] == "made_up"
    assert found["seeds"] == [1, 2]
    assert found["weeks"] == 10
    assert found["residents"] == 1500


def test_the_pathway_of_one_run_gives_the_week_of_each_step(make_run) -> None:
    pathway = summarise([make_run(pathway=4)], bands=False)["pathway"]
    assert pathway == {"1": 4, "2": None, "3": None, "4": None, "5": None, "6": None, "7": None}


def test_the_pathway_of_several_runs_gives_the_share_and_the_weeks_of_those_that_reached_it(make_run) -> None:
    runs = [make_run(seed=seed, pathway=week) for seed, week in ((1, 4), (2, None), (3, 6), (4, 8))]
    pathway = summarise(runs, bands=True)["pathway"]
    assert pathway["1"] == {
        "reached": 0.75,
        "median": 6.0,
        "low": pytest.approx(4.2),
        "high": pytest.approx(7.8),
    }
    assert pathway["2"] == {"reached": 0.0, "median": None, "low": None, "high": None}


def test_a_summary_is_json_without_nan(make_run) -> None:
    text = json.dumps(summarise([make_run()], bands=True), allow_nan=False)
    assert json.loads(text)["scenario"] == "made_up"


def test_equal_values_have_one_digest_whatever_the_bits_of_their_nulls(make_run) -> None:
    run, same = make_run(), make_run()
    same.weekly["response_time"] = -np.nan
    assert digest([run]) == digest([same])
    assert len(digest([run])) == 64


def test_the_digest_sees_a_change_in_the_last_bit(make_run) -> None:
    run, other = make_run(), make_run()
    other.weekly.loc[10, "stress"] = np.nextafter(other.weekly.loc[10, "stress"], 1.0)
    assert digest([run]) != digest([other])


def test_the_digest_sees_names_and_the_order_of_seeds(make_run) -> None:
    run, other = make_run(seed=1), make_run(seed=2)
    renamed = dataclasses.replace(run, weekly=run.weekly.rename(columns={"stress": "strain"}))
    assert digest([run]) != digest([renamed])
    assert digest([run, other]) != digest([other, run])
