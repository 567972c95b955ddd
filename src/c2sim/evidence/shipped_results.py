"""The results of the patterns that come with c2sim."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
LATEST, REGISTERED, CONTRASTS = "latest.json", "registered.json", "contrasts.json"


def shipped(name: str, folder: Path = RESULTS) -> dict[str, Any] | None:
    """A result that comes with c2sim, None where there is none yet."""
    file = folder / name
    return json.loads(file.read_text("utf-8")) if file.exists() else None
