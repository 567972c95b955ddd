"""A script that starts workers and has no main guard ends in one sentence."""

import subprocess
import sys
from pathlib import Path

UNGUARDED = """
from c2sim import load_experiment, sweep
print("begun")
sweep(load_experiment("quick"), workers=2)
print("done")
"""


def test_a_script_without_a_main_guard_ends_in_one_sentence_and_its_workers_are_silent(
    tmp_path: Path,
) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=200, cwd=tmp_path
    )
    assert ended.returncode == 1
    assert "done" not in ended.stdout
    assert ended.stderr.count("Traceback") == 1  # that of the script's own call
    last = ended.stderr.strip().splitlines()[-1]
    assert last.startswith("c2sim.errors.C2simError: this script: found work outside `if __name__ ==")
