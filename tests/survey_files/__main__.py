"""Make up survey files and count how they end: `uv run python -m tests.survey_files --cases 2500`."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from survey_files.ending import FAULTS, End, end_of
from survey_files.writing import written


def main() -> int:
    """Read so many files and print the tally; 1 if one was misread in silence or ended in another way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", choices=[end.name.lower() for end in End], help="print each that ended so")
    asked = parser.parse_args()
    tally = Counter[End]()
    with tempfile.TemporaryDirectory(prefix="survey-") as folder:
        for number in range(asked.cases):
            case = written(Random(f"{asked.seed} {number}"))
            end, said = end_of(case, Path(folder))
            tally[end] += 1
            if end in FAULTS or end.name.lower() == asked.show:
                print(f"{end}: {number} {case.name} {case.codebook}: {said}", file=sys.stderr, flush=True)
    for end in End:
        print(f"{tally[end]:7,} {end}")
    return int(any(tally[end] for end in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
