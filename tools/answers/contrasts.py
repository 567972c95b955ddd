"""What each bundled scenario leaves behind, against no programme: how often it does harm, by measure.

``python -m tools.answers.contrasts`` runs all bundled scenarios over paired seeds and writes
`src/c2sim/evidence/results/contrasts.json`, from which the reference page is made.
"""

import argparse
import json
from typing import Any

from c2sim.engine.version import model_version
from c2sim.evidence.shipped_results import RESULTS
from c2sim.files.bundled import bundled_files
from c2sim.scenario import load_scenario
from c2sim.simulation.run import compare

RESULT = RESULTS / "contrasts.json"
RESIDENTS, SEEDS = 1500, 20
_USUAL = "status_quo"


def shipped() -> dict[str, Any] | None:
    """The table that comes with c2sim, None where there is none yet."""
    return json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None


def main() -> None:
    """Run every scenario and write for each the paired difference and the share of seeds with harm."""
    horizons: dict[int, list[str]] = {}
    for name in bundled_files("scenarios"):
        if name != _USUAL:
            horizons.setdefault(load_scenario(name).weeks, []).append(name)
    paired: dict[str, Any] = {}
    for weeks, names in horizons.items():
        found = compare([_USUAL, *names], SEEDS, weeks, RESIDENTS)
        paired |= found.to_dict()["paired"]
    record = {
        "model_version": model_version(),
        "residents": RESIDENTS,
        "seeds": SEEDS,
        "paired": dict(sorted(paired.items())),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(record, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(RESULT)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help starts nothing
    main()
