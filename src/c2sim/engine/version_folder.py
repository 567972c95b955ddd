"""The folder for what is kept between runs: machine code and solved baselines, of one version only."""

import hashlib
import platform
from functools import cache
from pathlib import Path

from c2sim.engine.cache_folder import cache_base
from c2sim.engine.version import kernel_version, library_versions


@cache
def cache_folder() -> Path:
    """Folder for what is made with this source of the kernels, these libraries and this Python.

    Raises:
        C2simError: when the folder that was chosen cannot be trusted.
    """
    libraries = hashlib.blake2b(repr(library_versions()).encode(), digest_size=4).hexdigest()
    return cache_base() / f"py{platform.python_version()}-{libraries}-{kernel_version()}"
