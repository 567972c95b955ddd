"""Attack for some minutes: `uv run python -m tests.attacks --minutes 10 [--number 2500] [--kind NAME]`."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from attacks.attack import FAULTS, End, end_of
from attacks.generators import GENERATORS


def main() -> int:
    """Take turns among the generators until the time is over; 1 if there was any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--number", type=int, help="attacks of each kind, however long they take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=sorted(GENERATORS), action="append")
    asked = parser.parse_args()
    kinds = asked.kind or list(GENERATORS)
    running = {kind: GENERATORS[kind](Random(f"{asked.seed} {kind}")) for kind in kinds}
    tally = {kind: Counter[End]() for kind in kinds}
    stop = time.monotonic() + 60.0 * asked.minutes
    rounds = count() if asked.number is None else range(asked.number)
    for _ in rounds:
        if asked.number is None and time.monotonic() > stop:
            break
        for kind, attacks in running.items():
            attack = next(attacks)
            with tempfile.TemporaryDirectory(prefix="attack-") as folder:
                end, said = end_of(attack, Path(folder))
            tally[kind][end] += 1
            if end in FAULTS:
                print(f"{end}: {kind}: {attack.name} {said}", file=sys.stderr, flush=True)
    for kind, ends in tally.items():
        print(f"{kind:20} " + ", ".join(f"{end} {ends[end]:,}" for end in End))
    return int(any(ends[end] for ends in tally.values() for end in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
