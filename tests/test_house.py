"""Where files stand: the rules by which a reader finds the file that a question is about."""

import ast
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "c2sim"
FILES = sorted(PACKAGE.rglob("*.py"))
CATALOGUES = {"model/interventions", "model/rules"}
"""Folders in which each file is one of many of a kind, listed in one place: they may be long."""
MOST_FILES, MOST_FLOORS, LONGEST_CHAIN = 20, 11, 24


def folders() -> list[Path]:
    return [
        PACKAGE,
        *(file.parent for file in FILES if file.name == "__init__.py" and file.parent != PACKAGE),
    ]


def floors() -> list[set[str]]:
    """Packages of each floor, from the top, as the import ladder has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (ladder,) = [one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    return [set(re.findall(r"\((\w+)\)", line)) for line in ladder["layers"]]


def test_two_files_stand_loose_at_the_top() -> None:
    assert sorted(file.name for file in PACKAGE.glob("*.py")) == ["__init__.py", "errors.py"]


def test_a_folder_can_be_read_at_a_glance_unless_it_is_a_catalogue(subtests: pytest.Subtests) -> None:
    for folder in folders():
        with subtests.test(folder=folder.name):
            if folder.relative_to(PACKAGE).as_posix() not in CATALOGUES:
                assert len(list(folder.glob("*.py"))) <= MOST_FILES


def test_a_catalogue_that_has_grown_short_is_none() -> None:
    long = {name for name in CATALOGUES if len(list((PACKAGE / name).glob("*.py"))) > MOST_FILES}
    assert long == CATALOGUES


def test_the_ladder_has_few_floors_and_each_package_stands_on_one() -> None:
    assert len(floors()) <= MOST_FLOORS
    packages = {folder.name for folder in folders() if folder.parent == PACKAGE}
    standing = [name for floor in floors() for name in floor]
    assert sorted(standing) == sorted({*packages, "errors"})


def test_no_two_files_of_a_floor_have_one_name(subtests: pytest.Subtests) -> None:
    for floor in floors():
        with subtests.test(floor=floor):
            files = [
                file
                for file in FILES
                if file.relative_to(PACKAGE).parts[0] in floor and file.name != "__init__.py"
            ]
            names = [file.name for file in files]
            assert {name for name in names if names.count(name) > 1} == set()


def test_each_package_has_a_folder_of_tests() -> None:
    packages = {folder.name for folder in folders() if folder.parent == PACKAGE}
    without = {name for name in packages if not any((ROOT / "tests" / name).rglob("test_*.py"))}
    assert without == set()


def test_tests_of_a_package_stand_in_its_folder() -> None:
    loose = {file.name for file in (ROOT / "tests").glob("test_*.py")}
    assert loose == {"test_errors.py", "test_house.py", "test_package.py"}


def test_files_that_the_docstring_of_a_package_names_are_in_it(subtests: pytest.Subtests) -> None:
    for folder in folders():
        with subtests.test(folder=folder.name):
            said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
            named = set(re.findall(r"(?<![\w/.])[a-z_]+(?:/[a-z_]+)*\.py\b", said))
            assert {name for name in named if not (folder / name).is_file()} == set()


# The longest chain of imports: as far as somebody reads who wants to know all that a file rests on ----


def dotted(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(file): file for file in FILES}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in MODULES.items()}


def imports(tree: ast.AST) -> Iterator[ast.ImportFrom | ast.Import]:
    """Imports anywhere in a file, those for type checkers left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield node
        yield from imports(node)


def home(module: str, name: str) -> str:
    """The module in which a name is defined; a package that hands it on is not counted."""
    if f"{module}.{name}" in MODULES:
        return f"{module}.{name}"
    if MODULES[module].name == "__init__.py":
        for node in TREES[module].body:
            if isinstance(node, ast.ImportFrom) and node.module in MODULES:
                for one in node.names:
                    if (one.asname or one.name) == name:
                        return home(node.module, one.name)
    return module


@functools.cache
def rests_on(module: str) -> frozenset[str]:
    """Modules of the package that a module imports."""
    found: set[str] = set()
    for node in imports(TREES[module]):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name in MODULES}
        elif node.module in MODULES:
            found |= {home(node.module, one.name) for one in node.names}
    return frozenset(found - {module})


@functools.cache
def chain(module: str) -> tuple[str, ...]:
    """The longest chain of imports that begins with a module."""
    return (module, *max((chain(one) for one in rests_on(module)), key=len, default=()))


def test_the_longest_chain_of_imports_is_short_enough_to_follow() -> None:
    longest = max((chain(module) for module in MODULES), key=len)
    assert len(longest) <= LONGEST_CHAIN, " > ".join(longest)
