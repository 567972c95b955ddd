"""Texts that are made from the package's own files, kept by the bytes of these files.

What a command tells of scenarios, interventions, parameters and measures is made with all the libraries that
declare them, which takes a second. It changes only with the files; so it is made once and then read.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from c2sim.engine.cache_folder import cache_base
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_KINDS = ("*.py", "*.toml", "*.md")


def kept_text(name: str, make: Callable[[], str]) -> str:
    """The text of a name: as it is kept, or made now and kept where that can be.

    Args:
        name: what the text is about.
        make: makes it; what it raises is raised, and nothing is kept.
    """
    try:
        folder = cache_base() / "texts" / _digest()
    except C2simError:  # no folder can be trusted: nothing is kept, and nothing has to be
        return make()
    file = folder / hashlib.blake2b(name.encode(), digest_size=10).hexdigest()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = make()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        os.replace(draft, file)
    return text


def _digest() -> str:
    """Digest of every file that a text may come from, by place and content."""
    digest = hashlib.blake2b(digest_size=10)
    for folder in (_PACKAGE, bundled_folder("scenarios")):
        for file in _files(folder):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return sorted(file for kind in _KINDS for file in folder.rglob(kind))
