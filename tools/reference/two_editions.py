"""The targets on the first and on the second edition of the model, side by side, from the kept results."""

import json
from pathlib import Path
from typing import Any

from tools.reference.markdown import table

_DATA = Path(__file__).parents[2] / "docs" / "reference" / "data"
_EDITIONS = ("first", "second")


def targets() -> str:
    """Every line that has a verdict in either edition."""
    first, second = (_kept(edition) for edition in _EDITIONS)
    rows = [
        (name, one["use"], _accept(one["accept"]), _found(first.get(name)), _found(one))
        for name, one in second.items()
        if one["verdict"] or (name in first and first[name]["verdict"])
    ]
    return table(("line", "use", "accepted", "first edition", "second edition"), rows)


def _kept(edition: str) -> dict[str, dict[str, Any]]:
    """Rows of an edition by the name of the line; nothing where none are kept."""
    file = _DATA / f"targets_{edition}_edition.json"
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"] if file.exists() else []
    return {row["row"]: row for row in rows}


def _accept(accept: list[float | None] | None) -> str:
    if accept is None:
        return ""
    low, high = accept
    if low is None and high is None:
        return ""
    if low is None:
        return f"at most {high:g}"
    return f"at least {low:g}" if high is None else f"{low:g} to {high:g}"


def _found(row: dict[str, Any] | None) -> str:
    if row is None or row["value"] is None:
        return "-"
    spread = "" if row["low"] is None else f" ({row['low']:.3g} to {row['high']:.3g})"
    return f"{row['value']:.3g}{spread}, {row['verdict'] or 'no verdict'}"
