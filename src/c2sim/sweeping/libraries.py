"""The libraries whose versions decide the bits of a result, beside the model itself."""

from collections.abc import Mapping
from typing import Any

from c2sim.engine.version import COMPILERS


def decisive(provenance: Mapping[str, Any]) -> dict[str, str]:
    """Their versions, out of all that is known of where a run comes from."""
    return {name: str(provenance["versions"][name]) for name in COMPILERS}


def as_words(versions: Mapping[str, str]) -> str:
    """Versions in words."""
    return " and ".join(f"{name} {version}" for name, version in versions.items()) or "unknown libraries"
