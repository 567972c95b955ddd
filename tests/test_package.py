import subprocess
import sys

import pytest

import c2sim

HEAVY = ("mesa", "numba", "numpy", "pandas", "pydantic", "matplotlib", "rich", "pyarrow")


def imported_by(statement: str) -> set[str]:
    """Give the heavy packages that a fresh interpreter has loaded after the statement."""
    code = f"import sys; {statement}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert imported_by("import c2sim") == set()


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert imported_by("import c2sim.cli") == set()


def test_what_runs_a_scenario_or_a_region_loads_no_mesa() -> None:
    assert "mesa" not in imported_by(
        "import c2sim.simulation.run, c2sim.region.file, c2sim.sweeping.workers.worker"
    )


def test_a_public_name_can_be_had(subtests: pytest.Subtests) -> None:
    for name in c2sim.__all__:
        with subtests.test(name=name):
            assert getattr(c2sim, name) is not None


def test_public_names_are_sorted_and_are_all_that_dir_shows() -> None:
    assert dir(c2sim) == sorted(c2sim.__all__) == c2sim.__all__


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'transformation'"):
        c2sim.transformation  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
