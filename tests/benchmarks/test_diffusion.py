import math
from collections.abc import Callable

import numpy as np
import pytest

from benchmarks import diffusion, environments
from benchmarks.diffusion import compare, problem_of, rows_of
from benchmarks.environments import Peer
from benchmarks.peers import engine
from benchmarks.peers.problem import Problem

_NOBODY = Peer("nobody", ("a-library-that-nobody-has",), "engine")


def _plain(problem: Problem, steps: int) -> np.ndarray:
    """The equations of benchmarks/peers/problem.py in plain loops, written a second time."""
    rows = problem.levels.T.tolist()
    at_first = [list(row) for row in rows]
    for _ in range(steps):
        before = [list(row) for row in rows]
        for i, others in enumerate(problem.neighbours()):
            h, s, t, a = before[i]
            mean_hope = sum(before[j][0] for j in others) / len(others)
            mean_stress = sum(before[j][1] for j in others) / len(others)
            rows[i] = [
                h + 0.1 * (mean_hope - h) + 0.05 * (at_first[i][0] - h) + 0.04 * a * (1 - h) - 0.06 * s * h,
                s
                + 0.08 * (mean_stress - s)
                + 0.05 * (at_first[i][1] - s)
                + 0.04 * (1 - t) * (1 - s)
                - 0.05 * a * s,
                t + 0.05 * h * (1 - t) - 0.05 * s * t,
                a + 0.1 * (1 / (1 + math.exp(2 - 4 * h * t)) - a),
            ]
    return np.array(rows).T


@pytest.fixture
def problem() -> Problem:
    return problem_of(60)


def _ours(problem: Problem, steps: int) -> np.ndarray:
    run, levels = engine.make(problem, steps)
    run()
    return levels()


def test_the_engine_and_plain_loops_find_the_same(problem: Problem) -> None:
    assert np.abs(_ours(problem, 30) - _plain(problem, 30)).max() < 1e-12


def test_a_step_too_few_or_one_tie_less_would_be_seen(problem: Problem) -> None:
    found = _ours(problem, 260)
    assert np.abs(found - _ours(problem, 259)).max() > diffusion._SAME
    other = problem.other.copy()
    other[0] = (set(range(1, 60)) - set(other[: problem.start[1]])).pop()
    changed = Problem(problem.start, other, problem.levels)
    assert np.abs(found - _ours(changed, 260)).max() > 1e-6


def test_the_network_has_eight_ties_an_agent_each_in_two_rows(problem: Problem) -> None:
    one, other = problem.edges()
    assert len(problem.other) == 8 * 60
    assert len(one) == len(set(zip(one.tolist(), other.tolist(), strict=True))) == 4 * 60
    assert np.diff(problem.start).min() >= 4


def test_a_peer_that_cannot_be_had_is_a_row_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(peer: Peer) -> str:
        raise environments.UnavailableError("no wheel of it for this Python")

    monkeypatch.setattr(diffusion, "python_of", refused)
    rows = list(compare([(_NOBODY, 3.0)], agents=60, steps=3, repeats=1))
    assert rows[0].what == "nobody not measured"
    assert rows[0].note == "no wheel of it for this Python"
    assert math.isnan(rows[0].value)
    assert rows[0].ratio is None
    assert rows[1].value > 0.0


def test_without_uv_no_environment_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(environments.UnavailableError, match="uv"):
        environments.python_of(_NOBODY)


@pytest.fixture
def solver() -> Callable[[float], diffusion.Solver]:
    """Makes a solver that has taken a turn, without a process, whose result is off by so much."""

    def make(off: float) -> diffusion.Solver:
        made = object.__new__(diffusion.Solver)
        made.peer, made.versions, made.seconds = _NOBODY, "nobody 1", [2.0]
        made.levels = np.full((4, 3), 0.5) + off
        return made

    return make


def test_a_peer_that_finds_another_result_gets_no_ratio(solver: Callable[[float], diffusion.Solver]) -> None:
    apart = list(rows_of(solver(0.0), solver(1e-8), 3.0))[1]
    assert math.isnan(apart.value)
    assert apart.against is None
    assert "DIFFER" in apart.note
    same = list(rows_of(solver(0.0), solver(1e-10), 3.0))[1]
    assert same.value == 1.0
