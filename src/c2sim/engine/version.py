"""Versions of the source: digests of what decides kernels, baselines and results, each by whole folders.

What is kept between runs, machine code and solved baselines, is kept in a folder of one version only.
"""

import hashlib
import platform
from collections.abc import Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path

from c2sim.engine.cache_folder import cache_base
from c2sim.engine.digest import source_digest

KERNELS = ("engine", "model/*.py", "model/rules", "model/measures")
"""What takes part in a compiled week."""
BASELINES = ("errors.py", "engine", "files", "model", "place")
"""What decides how a place left alone stays as it is."""
MODEL = (*BASELINES, "scenario", "simulation", "region")
"""What decides a run."""
DEFAULTS = ("model/parameters.py",)
"""Files whose values kernels read at run time."""
COMPILERS = ("numpy", "numba", "llvmlite")
"""Libraries that decide the bits of a run; their versions are no part of a version of the source."""
EVERY = ((KERNELS, DEFAULTS), (BASELINES, ()), (MODEL, ()))
"""Of what digests are taken: folders, and files without their defaults."""
_PACKAGE = Path(__file__).parents[1]


@cache
def kernel_version() -> str:
    """Digest of the source of all kernels; the default of a parameter is no part of it."""
    return _version(KERNELS, DEFAULTS)


@cache
def baseline_version() -> str:
    """Digest of the source that a solved baseline depends on."""
    return _version(BASELINES)


@cache
def model_version() -> str:
    """Digest of the source of the model, from the parameters up to the run of a region."""
    return _version(MODEL)


@cache
def library_versions() -> dict[str, str]:
    """Version of each library that decides the bits of a run."""
    return {name: version(name) for name in COMPILERS}


@cache
def cache_folder() -> Path:
    """Folder for what is made with this source of the kernels, these libraries and this Python.

    Raises:
        C2simError: when the folder that was chosen cannot be trusted.
    """
    libraries = hashlib.blake2b(repr(library_versions()).encode(), digest_size=4).hexdigest()
    return cache_base() / f"py{platform.python_version()}-{libraries}-{kernel_version()}"


def _version(parts: Collection[str], without_defaults: Collection[str] = ()) -> str:
    return source_digest(
        _PACKAGE, parts, remembered=cache_base() / "digests", without_defaults=without_defaults
    )
