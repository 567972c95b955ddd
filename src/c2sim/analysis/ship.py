"""The answers that come with c2sim: ``python -m c2sim.analysis.ship FOLDER`` takes one over.

The dashboard shows them; each says in `provenance.model_version` which model it is of, so that a stale
one is seen.
"""

import json
import sys
from pathlib import Path

from c2sim.analysis.answer import read_answer, text
from c2sim.files.record import Record
from c2sim.files.whole import write_whole

RESULTS = Path(__file__).parent / "results"


def shipped(kind: str, folder: Path = RESULTS) -> Record | None:
    """An answer that comes with c2sim (`tradeoffs`, ...), None where there is none."""
    file = folder / f"{kind}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


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
