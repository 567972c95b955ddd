"""Environments of their own for what c2sim is measured against, made by uv and kept for next time."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

_PYTHONS = (sys.executable, "3.13", "3.12", "3.11")  # this one, else what the machine has
_SECONDS = 900
_HERE_ONLY = ("--clear", "--no-project", "--no-python-downloads")
_WHEELS = ("--no-build", "--compile-bytecode")


class Peer(NamedTuple):
    """A library, what is installed for it, and the module that solves the problem with it."""

    name: str
    requirements: tuple[str, ...]
    module: str


class UnavailableError(Exception):
    """Why a peer cannot be measured here, in one line."""


def python_of(peer: Peer) -> str:
    """Path of a Python that has the peer installed, in an environment made at the first call.

    The environment is under the user's cache folder, named by what is installed. Nothing is built: a peer
    without a wheel for this Python gets another one, if the machine has it.

    Raises:
        UnavailableError: without uv, or when no Python of this machine can have it.
    """
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise UnavailableError("uv, which makes its environment, is not installed")
    wanted = hashlib.sha256("\n".join(peer.requirements).encode()).hexdigest()[:8]
    folder = Path(platformdirs.user_cache_dir("c2sim")) / "peers" / f"{peer.name}-{wanted}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    complete = folder / "complete"
    if complete.exists():
        return str(python)
    why = ""
    for version in _PYTHONS:
        try:
            _uv(uv, "venv", *_HERE_ONLY, "--python", version, str(folder))
            _uv(uv, "pip", "install", *_WHEELS, "--python", str(python), *peer.requirements)
        except UnavailableError as problem:
            why = why or str(problem)  # of the Python that c2sim itself runs on
            continue
        complete.touch()
        return str(python)
    raise UnavailableError(why)


def _uv(uv: str, *arguments: str) -> None:
    try:
        done = subprocess.run([uv, *arguments], capture_output=True, text=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise UnavailableError(f"uv {arguments[0]}: {type(problem).__name__}") from None
    if done.returncode:
        said = " ".join(done.stderr.replace("×", " ").replace("╰─▶", " ").split())
        raise UnavailableError(f"uv {arguments[0]}: {said[:300]}")
