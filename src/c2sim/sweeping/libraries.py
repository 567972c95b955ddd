"""The libraries whose versions decide the bits of a result, beside the model itself."""

from collections.abc import Mapping
from typing import Any

DECISIVE = ("numpy", "numba")


def decisive(provenance: Mapping[str, Any]) -> dict[str, str]:
    """Their versions, out of all that is known of where a run comes from."""
    return {name: str(provenance["versions"][name]) for name in DECISIVE}


def as_words(versions: Mapping[str, str]) -> str:
    """Versions in words."""
    return " and ".join(f"{name} {version}" for name, version in versions.items()) or "unknown libraries"
