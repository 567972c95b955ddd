"""Results that take too long for a page, made beforehand; and whether they are still of this model."""

# pyright: standard, reportPrivateImportUsage=false

from functools import cache
from typing import Any

from reacton.core import Element

from c2sim.dashboard.parts.html import message
from c2sim.engine.version import model_version

_this_version = cache(model_version)


def stale(record: dict[str, Any]) -> bool:
    """Whether a result was made with another version of the model."""
    return record.get("model_version") != _this_version()


def banner(what: str, record: dict[str, Any], renew: str) -> list[Element]:
    """A warning above a result of another version of the model; nothing above one of this version."""
    if not stale(record):
        return []
    text = (
        f"{what} were made with another version of the model (then {record.get('model_version')}, now "
        f"{_this_version()}), so runs may now differ from them. Renew them with: {renew}"
    )
    return [message(text)]
