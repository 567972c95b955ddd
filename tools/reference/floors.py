"""The floors of the package: a drawing of who imports whom, and a table of what each package holds."""

import ast
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import import_module
from inspect import getdoc
from pathlib import Path

import c2sim
from tools.reference.markdown import code, table

_PACKAGE = Path(c2sim.__file__).parent
_WIDTH, _ROW, _HEIGHT, _BOX = 1000, 78, 40, 150


def floors() -> list[list[str]]:
    """Packages from the top floor to the lowest, as the import contract in `pyproject.toml` has them."""
    project = tomllib.loads((_PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    ladder = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name for name in re.findall(r"\w+", floor) if name != "errors"] for floor in ladder]


def imports() -> dict[str, set[str]]:
    """Of each package, which other packages it imports."""
    names = {name for floor in floors() for name in floor}
    found: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        for file in (_PACKAGE / name).rglob("*.py"):
            found[name] |= _imported(file) & (names - {name})
    return found


def _imported(file: Path) -> set[str]:
    """First parts below c2sim of all that a file imports."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules |= {one.name for one in node.names}
    return {one.split(".")[1] for one in modules if one.startswith("c2sim.")}


def floors_table() -> str:
    """What each package holds, and which it imports, from the top floor to the lowest."""
    used = imports()
    rows = [
        (str(number), code(name), _first_line(name), ", ".join(sorted(used[name])) or "none")
        for number, floor in enumerate(floors())
        for name in floor
    ]
    last = len(floors()) - 1
    rows = [(str(last - int(number)), *rest) for number, *rest in rows]
    return table(("floor", "package", "what it holds", "imports"), rows)


def _first_line(name: str) -> str:
    return (getdoc(import_module(f"c2sim.{name}")) or "").partition("\n")[0]


def drawing() -> str:
    """The floors as an SVG: a box a package, a line an import, all of them downwards."""
    rows = floors()
    places = {
        name: place for number, floor in enumerate(rows) for name, place in _places(floor, number).items()
    }
    height = _ROW * len(rows) + 20
    lines = [
        line for name, others in sorted(imports().items()) for line in _lines(name, sorted(others), places)
    ]
    boxes = [_box(name, *place) for name, place in places.items()]
    labels = [
        f'<text x="8" y="{_ROW * number + 35}" fill="#667">{len(rows) - 1 - number}</text>'
        for number in range(len(rows))
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-label="Packages of c2sim on eleven floors; every import points down" '
        'font-family="sans-serif" font-size="15">'
    )
    paper = f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    return "\n".join([head, paper, *lines, *boxes, *labels, "</svg>"]) + "\n"


def _places(floor: Sequence[str], number: int) -> dict[str, tuple[int, int]]:
    """Middle of each box."""
    step = _WIDTH // (len(floor) + 1)
    return {name: (step * (place + 1), _ROW * number + 30) for place, name in enumerate(floor)}


def _lines(name: str, others: Sequence[str], places: Mapping[str, tuple[int, int]]) -> list[str]:
    x, y = places[name]
    found: list[str] = []
    for other in others:
        to_x, to_y = places[other]
        down = to_y > y
        start, end = (y + _HEIGHT // 2, to_y - _HEIGHT // 2) if down else (y, to_y)
        found.append(
            f'<line x1="{x}" y1="{start}" x2="{to_x}" y2="{end}" stroke="#3b6ea5" stroke-opacity="0.35"/>'
        )
    return found


def _box(name: str, x: int, y: int) -> str:
    left, top = x - _BOX // 2, y - _HEIGHT // 2
    return (
        f'<rect x="{left}" y="{top}" width="{_BOX}" height="{_HEIGHT}" rx="6" fill="#eef3f8" '
        'stroke="#3b6ea5"/>'
        f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="#123">{name}/</text>'
    )
