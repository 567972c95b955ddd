"""Digests of source code: what decides results, and nothing else.

A digest is taken over whole folders, so that a new, renamed or moved file changes it, and over the syntax
tree without docstrings and comments, so that words about the code do not. It is the same under every version
of Python. The digest is remembered by the bytes of the files, which are read every time: going through their
syntax takes a hundred times as long. Only the standard library is used, since the build of the wheel takes
digests too.
"""

import ast
import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

MADE_WITH_THE_WHEEL = "digests.json"
"""File of an installed package with the digests of its own files, by their bytes."""


def source_digest(
    package: Path,
    parts: Iterable[str],
    *,
    remembered: Path | None = None,
    without_defaults: Collection[str] = (),
) -> str:
    """Digest of the Python files in some folders of a package.

    Args:
        package: folder of the package.
        parts: folders and files, relative to the package; `*` stands for any name.
        remembered: folder in which digests are kept by the bytes of the files; None to keep nothing.
        without_defaults: files, relative to the package, of which the values of class fields do not count.

    Returns:
        20 hexadecimal digits.

    Raises:
        FileNotFoundError: when a part does not exist: a renamed folder must not leave the digest in silence.
    """
    files = {file.relative_to(package).as_posix(): file.read_bytes() for file in source_files(package, parts)}
    of_bytes = hashlib.blake2b(repr(sorted(without_defaults)).encode(), digest_size=16)
    for name, content in files.items():
        of_bytes.update(f"\0{name}\0{len(content)}\0".encode() + content)
    key = of_bytes.hexdigest()
    found = _made_with_the_wheel(package).get(key) or _recalled(remembered, key)
    if found is None:
        found = _digest_of_syntax(files, without_defaults)
        _remember(remembered, key, found)
    return found


def digests_by_bytes(
    package: Path, wanted: Iterable[tuple[Collection[str], Collection[str]]]
) -> dict[str, str]:
    """What `MADE_WITH_THE_WHEEL` holds: for each pair of parts and files without defaults, key and digest."""
    with tempfile.TemporaryDirectory() as folder:
        for parts, without_defaults in wanted:
            source_digest(package, parts, remembered=Path(folder), without_defaults=without_defaults)
        return {kept.name: kept.read_text(encoding="utf-8") for kept in sorted(Path(folder).iterdir())}


def source_files(package: Path, parts: Iterable[str]) -> list[Path]:
    """All Python files of some parts of a package, in the order of their paths.

    Raises:
        FileNotFoundError: when there is nothing of a part.
    """
    found: set[Path] = set()
    for part in parts:
        places = list(package.glob(part))
        if not places:
            raise FileNotFoundError(f"{package / part}: a part of the source whose digest is taken")
        for place in places:
            found |= set(place.rglob("*.py")) if place.is_dir() else {place}
    return sorted(found, key=lambda file: file.relative_to(package).as_posix())


def _digest_of_syntax(files: dict[str, bytes], without_defaults: Collection[str]) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for name, content in files.items():
        tree = ast.parse(content)
        _drop_docstrings(tree)
        if name in without_defaults:
            _drop_defaults(tree)
        digest.update(f"{name}\0{ast.unparse(tree)}\0".encode())
    return digest.hexdigest()


def _drop_docstrings(tree: ast.Module) -> None:
    """Take out every string that is a statement: docstrings, and those below fields."""
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(body, list):
                body[:] = [one for one in body if not _is_text(one)] or [ast.Pass()]


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _drop_defaults(tree: ast.Module) -> None:
    """Keep of a class field its name and type."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.AnnAssign) and one.value is not None:
                    one.value = ast.Constant(...)


def _made_with_the_wheel(package: Path) -> dict[str, str]:
    try:
        return json.loads((package / MADE_WITH_THE_WHEEL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _recalled(folder: Path | None, key: str) -> str | None:
    if folder is None:
        return None
    try:
        text = (folder / key).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    return text if len(text) == 20 else None


def _remember(folder: Path | None, key: str, digest: str) -> None:
    """Keep a digest, whole or not at all; where that cannot be it is taken again next time."""
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(exist_ok=True)  # not what is above: it may be gone with the command
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(digest)
        os.replace(draft, folder / key)
