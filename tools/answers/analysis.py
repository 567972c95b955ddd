"""The answers that come with c2sim: ``python -m tools.answers.analysis FOLDER`` takes one over.

The dashboard shows them; each says in `provenance.model_version` which model it is of, so that a stale
one is seen.
"""

import argparse
import sys
from pathlib import Path

from c2sim.analysis.answer import read_answer, text
from c2sim.analysis.shipped_answers import RESULTS
from c2sim.errors import C2simError
from c2sim.files.atomic_file import write_whole


def ship(answer: Path, folder: Path = RESULTS) -> Path:
    """Take over the result of a finished answer.

    Raises:
        C2simError: when the folder holds none.
    """
    record = read_answer(answer)
    folder.mkdir(exist_ok=True)
    file = folder / f"{record['kind']}.json"
    write_whole(file, text(record))
    return file


def main() -> int:
    """Take over the answers of some folders; 2 if one holds none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="of a finished answer")
    try:
        for folder in parser.parse_args().folders:
            print(ship(folder))
    except C2simError as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
