import numpy as np
import pytest

from c2sim import C2Model, simulate
from c2sim.dashboard.plan import start
from c2sim.dashboard.runs.film import Camera
from c2sim.dashboard.runs.recording import record, record_pair
from c2sim.dashboard.runs.tie_spans import TieSpans
from c2sim.model.codes import TieKind
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario import Scenario


@pytest.fixture(scope="module")
def filmed():
    model = C2Model(Scenario(name="short", weeks=8, neighbourhood=Neighbourhood(residents=300)), rng=1)
    camera = Camera(model.state, 8)
    local = [_local_ties(model)]
    for _ in range(8):
        model.step()
        camera.look(model.state)
        local.append(_local_ties(model))
    return model, camera.film(), local


def _local_ties(model):
    ties = model.state.ties
    return {
        (one, int(ties.other[place]))
        for one in range(model.state.size)
        for place in range(ties.start[one], ties.start[one] + ties.size[one])
        if ties.kind[place] != TieKind.LINKING and ties.strength[place] >= 0.1 and one < ties.other[place]
    }


def test_the_film_shows_in_every_week_the_local_ties_that_count(filmed):
    _, film, local = filmed
    for week, expected in enumerate(local):
        there = (film.ties[2] <= week) & (week < film.ties[3])
        assert set(zip(film.ties[0][there].tolist(), film.ties[1][there].tolist(), strict=True)) == expected
        assert len(expected) == there.sum()


def test_the_film_shows_the_mean_stress_and_hope_of_every_week(filmed):
    model, film, _ = filmed
    for picture, name in ((film.stress, "stress"), (film.hope, "hope")):
        assert np.allclose(picture.mean(axis=1) / 255.0, model.weekly[name], atol=1 / 255)


def test_every_home_has_a_seat_of_its_own_within_the_picture(filmed):
    _, film, _ = filmed
    assert ((film.seats >= 0.0) & (film.seats <= 1.0)).all()
    assert len(np.unique(film.seats.round(6), axis=1).T) == 300


def test_the_bytes_are_as_long_as_their_head_says(filmed):
    _, film, _ = filmed
    blob = film.to_bytes()
    residents, weeks, ties = np.frombuffer(blob[:12], "<u4")
    assert (residents, weeks) == (300, 8)
    assert len(blob) == 12 + 8 * residents + 3 * residents * (weeks + 1) + 9 * ties


def test_a_recording_keeps_the_causes_of_the_run_in_less_than_a_third_of_the_room():
    plan = start("seven_steps")
    short = type(plan)(plan.scenario.with_changes(weeks=60), 1)
    whole, kept = simulate(short.scenario, 1).causes, record(short).run.causes
    assert kept.astype(whole.dtypes).equals(whole)
    assert kept.memory_usage(deep=True).sum() < whole.memory_usage(deep=True).sum() / 3


def test_a_tie_that_was_away_for_a_week_is_two_spans_and_the_last_kind_counts():
    kinds_by_week = {
        (1, 2): {1: 0, 2: 1, 4: 0},
        (0, 9): {5: 0},
        (1, 3): {0: 0},
    }
    ties = TieSpans(10)
    for week in range(6):
        there = [(one, other, by[week]) for (one, other), by in kinds_by_week.items() if week in by]
        rows = [[(other, kind) for one, other, kind in there if one == row] for row in range(10)]
        size = np.array([len(row) for row in rows], dtype=np.int32)
        others = np.array([other for row in rows for other, _ in row], dtype=np.int32)
        kinds = np.array([kind for row in rows for _, kind in row], dtype=np.int8)
        start_of = np.concatenate(([0], np.cumsum(size)[:-1]))
        ties.note(week, start_of, size, others, np.ones(len(others)), kinds)
    found, kinds = ties.found()
    spans = set(zip(*found.tolist(), kinds.tolist(), strict=True))
    assert spans == {(1, 2, 1, 3, 1), (1, 2, 4, 5, 0), (0, 9, 5, 6, 0), (1, 3, 0, 1, 0)}
    assert (np.diff(found[2].astype(int)) >= 0).all()


def test_visitors_with_the_same_plan_share_one_recording_and_others_do_not():
    plan = start("seven_steps")
    short = type(plan)(plan.scenario.with_changes(weeks=5), 1)
    assert record(short) is record(type(plan)(plan.scenario.with_changes(weeks=5), 1))
    assert record(short) is not record(short.with_seed(2))
    pair = record_pair(short)
    assert pair.without.run.scenario.interventions == ()
    assert pair.chosen.run.weekly.iloc[0].equals(pair.without.run.weekly.iloc[0])
