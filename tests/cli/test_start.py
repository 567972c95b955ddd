"""What a command imports before it answers: who looks something up waits for no library that runs weeks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from c2sim.cli import main

ROOT = Path(__file__).parents[2]
HEAVY = ("llvmlite", "matplotlib", "mesa", "networkx", "numba", "pandas", "pyarrow", "scipy", "solara")
TABLES = {"pandas", "pyarrow"}
RUNS = {*TABLES, "llvmlite", "numba", "scipy"}  # scipy is numba's

# What is refused by each command, and what it may have imported by then. USED is a folder with other things.
REFUSED: dict[str, tuple[str, set[str]]] = {
    "baseline": ("no_such_survey.csv", set()),
    "calibrate": ("no_such_figures.toml --out USED", set()),
    "check": ("no_such_scenario", set()),
    "compact": ("USED", TABLES),
    "compare": ("seven_steps no_such_scenario", set()),
    "dashboard": ("no_such_scenario --no-browser", set()),
    "discover": ("USED --failed hope_final<0.4 --out USED", set()),
    "evidence": ("--seeds 0", set()),
    "explain": ("no_such_name", set()),
    "export": ("seven_steps --out USED", set()),
    "list": ("--no-such-option", set()),
    "report": ("USED", {*TABLES, "matplotlib"}),
    "rerun": ("USED no_such_run", TABLES),
    "run": ("seven_steps --out USED", set()),
    "sensitivity": ("--out USED", set()),
    "story": ("seven_steps --resident 99999", set()),
    "sweep": ("quick --out USED", set()),
    "tradeoffs": ("--out USED", set()),
    "why": ("seven_steps --measure no_such_measure", set()),
}
ANSWERED: dict[str, set[str]] = {
    "list": set(),
    "explain hope": set(),
    "explain seven_steps": set(),
    "explain region": set(),
    f"check {ROOT / 'scenarios' / 'seven_steps.toml'}": set(),
    f"check {ROOT / 'scenarios' / 'region.toml'}": set(),
    "run status_quo --weeks 1": RUNS,
}
PROGRAM = f"""
import sys
from c2sim.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print("imported", code, *[name for name in {HEAVY!r} if name in sys.modules])
"""


def imported_by(words: list[str]) -> tuple[int, set[str]]:
    """Exit code of a command, and the heavy libraries that were imported for it."""
    command = [sys.executable, "-c", PROGRAM, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ, timeout=500)
    _, code, *names = done.stdout.splitlines()[-1].split()
    return int(code), set(names)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_refusal_imports_only_what_it_cannot_do_without(name: str, tmp_path: Path) -> None:
    (tmp_path / "other_things.txt").touch()
    words, may_be = REFUSED[name]
    code, found = imported_by([name, *words.replace("USED", str(tmp_path)).split()])
    assert code == 2
    assert found <= may_be
    assert [file.name for file in tmp_path.iterdir()] == ["other_things.txt"]


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_help_imports_nothing_heavy(name: str) -> None:
    assert imported_by([*name.split(), "--help"]) == (0, set())


@pytest.mark.parametrize("words", ANSWERED)
def test_an_answer_imports_only_what_it_is_made_with(words: str) -> None:
    code, found = imported_by(words.split())
    assert code == 0
    assert found <= ANSWERED[words]
