import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "tests.golden",
    "tools.answers.analysis",
    "tools.answers.contrasts",
    "tools.answers.doses",
    "tools.answers.one_at_a_time",
    "tools.answers.patterns",
    "tools.tested_versions",
)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_asks_for_help_starts_nothing(command: str) -> None:
    ask = [sys.executable, "-m", command, "--help"]
    done = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("usage:")


@pytest.mark.slow
def test_a_folder_without_an_answer_is_refused_in_one_line(tmp_path: Path) -> None:
    ask = [sys.executable, "-m", "tools.answers.analysis", str(tmp_path)]
    done = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("Error: ")
