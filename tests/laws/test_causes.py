"""Every change has a cause on record: per week they add up to the change of the mean."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.mesa.model import C2Model
from c2sim.model.codes import CAUSES, Count, TieKind
from c2sim.model.measures.causes import CAUSED
from c2sim.model.state import State
from c2sim.results.result import Run

SCENARIOS = ["status_quo", "seven_steps", "provider_led", "listening_without_response"]
KINDS = {"bonding": TieKind.BONDING, "bridging": TieKind.BRIDGING, "linking": TieKind.LINKING}


def told(run: Run, levels: list[str]) -> np.ndarray:
    """Sum of all causes of these levels in each week from 1 on."""
    wanted = run.causes["level"].isin(levels).to_numpy()
    weeks, change = run.causes["week"].to_numpy()[wanted], run.causes["change"].to_numpy()[wanted]
    return np.bincount(weeks, weights=change, minlength=len(run.weekly))[1:]


def test_causes_of_a_level_add_up_to_its_change_every_week(
    subtests: pytest.Subtests, run_of: Callable[..., Run]
) -> None:
    for name in SCENARIOS:
        for level in CAUSED:
            with subtests.test(name=name, level=level):
                run = run_of(name)
                changes = np.diff(run.weekly[level].to_numpy())
                assert len(changes) == 312
                assert np.abs(changes).max() > 0.0
                assert np.abs(told(run, [level]) - changes).max() < 1e-9


def test_hope_has_the_mean_of_the_causes_of_its_two_parts(
    subtests: pytest.Subtests, run_of: Callable[..., Run]
) -> None:
    for name in SCENARIOS:
        with subtests.test(name=name):
            run = run_of(name)
            changes = np.diff(run.weekly["hope"].to_numpy())
            assert np.abs(0.5 * told(run, ["agency", "pathways"]) - changes).max() < 1e-9


def test_a_cause_is_one_that_is_named_and_is_told_once_a_week(
    subtests: pytest.Subtests, run_of: Callable[..., Run]
) -> None:
    for name in SCENARIOS:
        with subtests.test(name=name):
            causes = run_of(name).causes
            assert set(causes["cause"]) <= set(CAUSES)
            assert set(causes["level"]) <= set(CAUSED)
            assert not causes.duplicated(["week", "level", "cause"]).any()
            assert causes["week"].to_numpy().min() >= 1


def test_every_cause_that_has_a_name_is_at_work_somewhere(run_of: Callable[..., Run]) -> None:
    seen = {cause for name in SCENARIOS for cause in run_of(name).causes["cause"]}
    # Nothing need ever reach an end of its scale, and shocks are the experimenter's (test_experimenter.py).
    assert set(CAUSES) - seen <= {"bound", "shock"}


def ties_by_kind(state: State) -> np.ndarray:
    """Ties of each kind; a tie between residents stands in two rows."""
    ties = state.ties
    found = np.zeros(3)
    for i in range(state.size):
        row = slice(ties.start[i], ties.start[i] + ties.size[i])
        found += np.bincount(ties.kind[row], minlength=3)
    return found * [0.5, 0.5, 1.0]


@pytest.fixture(scope="module")
def counted() -> tuple[np.ndarray, np.ndarray]:
    """Change of the ties of each kind in each of 60 weeks, and what was counted for it."""
    model = C2Model("seven_steps", residents=300, rng=1, journal=False)
    ties, counts = [ties_by_kind(model.state)], [model.state.counts[:9].copy()]
    for _ in range(60):
        model.step()
        ties.append(ties_by_kind(model.state))
        counts.append(model.state.counts[:9].copy())
    week = np.diff(counts, axis=0)
    return np.diff(ties, axis=0), week[:, 0:3] - week[:, 3:6] - week[:, 6:9]


def test_ties_formed_less_those_faded_and_left_are_the_change_of_their_number_every_week(
    subtests: pytest.Subtests, counted: tuple[np.ndarray, np.ndarray]
) -> None:
    for kind in KINDS:
        with subtests.test(kind=kind):
            change, told = counted
            assert change[:, KINDS[kind]].any()
            assert np.array_equal(change[:, KINDS[kind]], told[:, KINDS[kind]])


def test_a_tie_between_residents_is_the_same_seen_from_either_end() -> None:
    model = C2Model("seven_steps", residents=300, rng=2, journal=False)
    model.run_for(70)
    ties, seen = model.state.ties, {}
    for i in range(model.state.size):
        for place in range(ties.start[i], ties.start[i] + ties.size[i]):
            other = int(ties.other[place])
            assert other != i
            assert (i, other) not in seen
            seen[i, other] = (float(ties.strength[place]), int(ties.kind[place]))
    for (i, other), tie in seen.items():
        if other < model.state.size:
            assert seen[other, i] == tie


def test_joining_and_leaving_activity_are_counted() -> None:
    model = C2Model("seven_steps", residents=300, rng=1, journal=False)
    joined = stopped = 0
    for _ in range(156):
        before = model.state.residents.activity.copy()
        model.step()
        after = model.state.residents.activity
        joined += int(((before == 0) & (after > 0)).sum())
        stopped += int(((before > 0) & (after == 0)).sum())
    counts = model.state.counts
    joined_and_moved_away = (
        counts[Count.JOINED_ACTIVITY] - joined
    )  # in one week, so that neither is seen at its end
    assert min(joined, stopped) > 20
    assert 0 <= joined_and_moved_away <= 2
    assert counts[Count.LEFT_ACTIVITY] - stopped == joined_and_moved_away
