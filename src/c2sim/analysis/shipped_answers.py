"""The answers that come with c2sim.

The dashboard shows them; each says in `provenance.model_version` which model it is of, so that a stale
one is seen.
"""

import json
from pathlib import Path

from c2sim.files.json_record import Record

RESULTS = Path(__file__).parent / "results"


def shipped(kind: str, folder: Path = RESULTS) -> Record | None:
    """An answer that comes with c2sim (`tradeoffs`, ...), None where there is none."""
    file = folder / f"{kind}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None
