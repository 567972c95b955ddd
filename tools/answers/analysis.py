"""The answers that come with c2sim: ``python -m tools.answers.analysis FOLDER`` takes one over.

The dashboard shows them; each says in `provenance.model_version` which model it is of, so that a stale
one is seen.
"""

import sys
from pathlib import Path

from c2sim.analysis.answer import read_answer, text
from c2sim.analysis.shipped_answers import RESULTS
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


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(ship(Path(name)))
