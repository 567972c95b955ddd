"""Make the results that come with c2sim: ``python -m tools.answers.patterns``.

`latest.json` is what this model gives. `registered.json` is the first result after the defaults were
frozen: it is written once, when every pattern of the evidence has its experiment, and never again.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from c2sim.evidence.execution import RESIDENTS, SEEDS, Experiment, run
from c2sim.evidence.report import full
from c2sim.evidence.shipped_results import LATEST, REGISTERED, RESULTS
from tools.answers.kept_seeds import KeptSeeds


def write(record: dict[str, Any], folder: Path = RESULTS) -> list[Path]:
    """Write the latest result, and the registered one if there is none and test patterns are among them."""
    folder.mkdir(exist_ok=True)
    files = [folder / LATEST]
    tested = any(pattern["use"] == "test" for pattern in record["patterns"])
    if tested and not (folder / REGISTERED).exists():
        files.append(folder / REGISTERED)
    for file in files:
        text = json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False)
        file.write_text(text + "\n", encoding="utf-8", newline="\n")
    return files


def main() -> None:
    """Run the common test (1,500 residents, 100 seeds), from where it stopped, and write what came of it."""
    experiment = Experiment(RESIDENTS, SEEDS)
    kept = KeptSeeds(RESULTS / "seeds.part", experiment, _what_is_asked())

    def say(done: int) -> None:
        print(f"seed {done} of {experiment.seeds}", file=sys.stderr, flush=True)

    for file in write(full(run(experiment, say, kept), experiment)):
        print(file)
    kept.discard()


def _what_is_asked() -> str:
    """A digest of the files that say what arms there are and what each pattern takes from them."""
    digest = hashlib.blake2b(digest_size=10)
    for file in sorted(RESULTS.parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help starts nothing
    main()
