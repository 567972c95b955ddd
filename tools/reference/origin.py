"""How a shipped answer was made, in a sentence."""

from collections.abc import Mapping
from typing import Any


def how_made(result: Mapping[str, Any]) -> str:
    """Which version of the model an answer is of, and which made it if that was another; size and seeds."""
    carried = ""
    if "made_by" in result:
        carried = (
            f" (made by `{result['made_by']}`, which leaves the same to the last bit in "
            f"{result['runs_compared']} drawn runs)"
        )
    return (
        f"Model version `{result['model_version']}`{carried}, {result['residents']:,} residents, "
        f"{result['seeds']} paired seeds."
    )
