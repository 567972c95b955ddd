import math

import numpy as np
import pytest

from c2sim.analysis.sensitivity import Problem, indices, sample
from c2sim.errors import C2simError

ISHIGAMI = Problem(("x1", "x2", "x3"), ((-math.pi, math.pi),) * 3)
G = Problem(tuple(f"x{number}" for number in range(1, 9)), ((0.0, 1.0),) * 8)
G_WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def ishigami(x):
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(x):
    return np.prod((np.abs(4.0 * x - 2.0) + G_WEIGHTS) / (1.0 + G_WEIGHTS), axis=1)


def found(problem, method, function, samples):
    points = sample(problem, method, samples)
    return indices(problem, method, points, function(points)).set_index("parameter")


def test_ishigami_gives_the_published_sobol_indices():
    table = found(ISHIGAMI, "sobol", ishigami, 4096)
    first = {"x1": 0.3139, "x2": 0.4424, "x3": 0.0}  # Ishigami and Homma 1990, a = 7, b = 0.1
    total = {"x1": 0.5576, "x2": 0.4424, "x3": 0.2437}
    for name in ISHIGAMI.names:
        assert table.loc[name, "first"] == pytest.approx(first[name], abs=0.02)
        assert table.loc[name, "total"] == pytest.approx(total[name], abs=0.02)


def test_the_g_function_gives_the_published_sobol_indices():
    table = found(G, "sobol", g_function, 4096)
    parts = 1.0 / (3.0 * (1.0 + G_WEIGHTS) ** 2)  # Saltelli and Sobol 1995
    whole = np.prod(1.0 + parts) - 1.0
    for name, part in zip(G.names, parts, strict=True):
        assert table.loc[name, "first"] == pytest.approx(part / whole, abs=0.02)
        assert table.loc[name, "total"] == pytest.approx(part * (whole + 1) / (1 + part) / whole, abs=0.02)


def test_morris_ranks_the_g_function_by_its_weights():
    table = found(G, "morris", g_function, 40)
    assert list(table.index[:3]) == ["x1", "x2", "x3"]


def test_points_at_which_nothing_was_found_take_their_block_along_and_no_other():
    points = sample(ISHIGAMI, "sobol", 1024)
    values = ishigami(points)
    values[7] = math.nan
    table = indices(ISHIGAMI, "sobol", points, values)
    assert table.attrs["blocks"] == 1023
    assert table.set_index("parameter").loc["x1", "total"] == pytest.approx(0.5576, abs=0.04)


def test_an_outcome_that_never_moves_has_no_index():
    points = sample(ISHIGAMI, "sobol", 8)
    assert indices(ISHIGAMI, "sobol", points, np.ones(len(points)))["total"].tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("method", "samples", "seed", "message"),
    [("sobol", 12, 1, "power of two"), ("morris", 1, 1, "at least 2"), ("morris", 4, 0, "seed")],
)
def test_impossible_samples_are_refused(method, samples, seed, message):
    with pytest.raises(C2simError, match=message):
        sample(ISHIGAMI, method, samples, seed)


def test_too_few_whole_blocks_are_refused():
    points = sample(ISHIGAMI, "morris", 2)
    with pytest.raises(C2simError, match="whole blocks"):
        indices(ISHIGAMI, "morris", points, [math.nan] * len(points))
