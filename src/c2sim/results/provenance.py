"""Where a run came from: versions, the commit in a checkout, and digests of what was run."""

import hashlib
import json
import os
import platform
import subprocess
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from c2sim.engine.version import COMPILERS, model_version
from c2sim.model.parameters import with_changes
from c2sim.scenario import Scenario

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = (*COMPILERS, "mesa")
_DECISIVE = ("src", "scenarios")  # folders of the checkout
_GIT_TIMEOUT = 10  # seconds


def provenance(scenario: Scenario) -> dict[str, Any]:
    """Everything needed to know whether two runs were made of the same things."""
    return {**_software(), **_digests(scenario.model_dump_json())}


@lru_cache(maxsize=64)  # the runs of a sweep are of few scenarios
def _digests(scenario: str) -> dict[str, str]:
    record = json.loads(scenario)
    sections = with_changes(record["parameters"])._asdict()
    parameters = {name: section._asdict() for name, section in sections.items()}
    return {"scenario_digest": _digest(record), "parameters_digest": _digest(parameters)}


def _digest(record: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


@cache
def _software() -> dict[str, Any]:
    commit, dirty = checkout_state(_PACKAGE)
    return {
        "versions": {
            "c2sim": version("c2sim"),
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
        "model_version": model_version(),
        "commit": commit,
        "dirty": dirty,
        "platform": platform.platform(),
        "machine": platform.machine(),
    }


def checkout_state(package: Path) -> tuple[str | None, bool | None]:
    """Commit of the checkout that the package runs from, and whether code or scenarios were changed.

    Both are None for an installed package, and where git cannot tell.
    """
    root = package.parent.parent
    if package.parent.name != "src" or not (root / ".git").exists():
        return None, None
    commit, changes = _git(root, "rev-parse", "HEAD"), _git(root, "status", "--porcelain", "--", *_DECISIVE)
    return commit, None if changes is None else bool(changes)


def _git(root: Path, *words: str) -> str | None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, text=True, env=own, timeout=_GIT_TIMEOUT
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
