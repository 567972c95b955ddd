"""What a version of the source stands for, and what it leaves out."""

import ast
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import c2sim
from c2sim.engine import digest, version
from c2sim.engine.digest import digests_by_bytes, source_digest, source_files
from c2sim.engine.version import BASELINES, EVERY, KERNELS, MODEL, model_version

PACKAGE = Path(c2sim.__file__).parent
RULE = '''
"""A rule."""

class Numbers:
    """Numbers."""
    share: float = 0.3
    """How many."""

def rule(x, /, *, y=f"{1 + 1}"):
    """Half of it."""
    return x * 0.5  # a share
'''


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package" / "rules"
    folder.mkdir(parents=True)
    (folder / "rule.py").write_text(RULE, encoding="utf-8")
    return folder.parent


def of(package: Path, *, without_defaults: tuple[str, ...] = ()) -> str:
    return source_digest(package, ["rules"], without_defaults=without_defaults)


def test_a_new_a_renamed_and_a_moved_file_change_the_digest(package: Path) -> None:
    first = of(package)
    rules = package / "rules"
    (rules / "new.py").touch()
    new = of(package)
    (rules / "new.py").rename(rules / "renamed.py")
    renamed = of(package)
    (rules / "inner").mkdir()
    (rules / "renamed.py").rename(rules / "inner" / "renamed.py")
    assert len({first, new, renamed, of(package)}) == 4


def test_a_part_that_is_not_there_is_no_silence(package: Path) -> None:
    (package / "rules").rename(package / "laws")
    with pytest.raises(FileNotFoundError, match="rules"):
        of(package)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Half of it.", "Half of what is given."),
        ("  # a share", ""),
        ("How many.", "So many."),
        ("A rule.", "One rule."),
    ],
    ids=["docstring of a function", "comment", "docstring of a field", "docstring of the file"],
)
def test_words_about_the_code_do_not_change_the_digest(package: Path, old: str, new: str) -> None:
    before, file = of(package), package / "rules" / "rule.py"
    file.write_text(RULE.replace(old, new), encoding="utf-8")
    assert of(package) == before


@pytest.mark.parametrize(
    ("old", "new"), [("0.5", "0.6"), ("0.3", "0.4"), ("x * ", "y * "), ("1 + 1", "1 + 2")]
)
def test_whatever_is_run_changes_the_digest(package: Path, old: str, new: str) -> None:
    before, file = of(package), package / "rules" / "rule.py"
    file.write_text(RULE.replace(old, new), encoding="utf-8")
    assert of(package) != before


def test_a_default_can_be_left_out_and_the_name_of_a_field_cannot(package: Path) -> None:
    file = package / "rules" / "rule.py"
    before = of(package, without_defaults=("rules/rule.py",))
    file.write_text(RULE.replace("0.3", "0.4"), encoding="utf-8")
    assert of(package, without_defaults=("rules/rule.py",)) == before != of(package)
    file.write_text(RULE.replace("share: ", "part: "), encoding="utf-8")
    assert of(package, without_defaults=("rules/rule.py",)) != before


def test_a_digest_is_remembered_by_the_bytes_of_the_files(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    first = source_digest(package, ["rules"], remembered=kept)
    with monkeypatch.context() as patched:
        patched.setattr(ast, "parse", lambda _: pytest.fail("read the syntax again"))
        assert source_digest(package, ["rules"], remembered=kept) == first
    file = package / "rules" / "rule.py"
    stamp = file.stat()
    file.write_text(RULE.replace("0.5", "0.6"), encoding="utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # no clock is trusted
    assert source_digest(package, ["rules"], remembered=kept) != first


def test_what_was_made_with_the_wheel_serves_until_a_file_is_edited(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = of(package)
    (package / digest.MADE_WITH_THE_WHEEL).write_text(
        str(digests_by_bytes(package, [(("rules",), ())])).replace("'", '"'), encoding="utf-8"
    )
    with monkeypatch.context() as patched:
        patched.setattr(ast, "parse", lambda _: pytest.fail("read the syntax again"))
        assert of(package) == first
    (package / "rules" / "rule.py").write_text(RULE.replace("0.5", "0.6"), encoding="utf-8")
    assert of(package) != first


DIGESTS = """
from pathlib import Path
import c2sim
from c2sim.engine.digest import digests_by_bytes
from c2sim.engine.version import EVERY
print(digests_by_bytes(Path(c2sim.__file__).parent, EVERY))
"""


def interpreters() -> list[str]:
    """Other versions of Python on this machine that the package is for."""
    homes = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = (shutil.which(f"python3.{minor}") for minor in (12, 13, 14))
    ask = ["-c", "import sys; print(sys.version_info >= (3, 12))"]
    return [
        python
        for python in (*(one for one in named if one), *map(str, homes.glob("3.1[2-9].*/bin/python")))
        if subprocess.run([python, *ask], capture_output=True, text=True, check=False).stdout == "True\n"
    ]


def test_every_version_of_python_gives_the_same_digests() -> None:
    others = interpreters()
    if not others:
        pytest.skip("no other Python is on this machine")
    for python in others:
        done = subprocess.run(
            [python, "-c", DIGESTS],
            env={"PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{digests_by_bytes(PACKAGE, EVERY)}\n", python


def imports_of(file: Path) -> set[str]:
    """Modules of c2sim that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("c2sim"):
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name.startswith("c2sim")}
    return found


def file_of(module: str) -> Path | None:
    place = PACKAGE.joinpath(*module.split(".")[1:])
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in files if file.is_file() and file != PACKAGE / "__init__.py"), None)


def reached_from(*modules: str) -> set[Path]:
    """Files that take part when these modules are used."""
    waiting, reached = list(modules), set[Path]()
    while waiting:
        file = file_of(waiting.pop())
        if file is not None and file not in reached:
            reached.add(file)
            waiting += imports_of(file)
    return reached


def outside(files: set[Path], parts: tuple[str, ...]) -> set[str]:
    return {str(file.relative_to(PACKAGE)) for file in files - set(source_files(PACKAGE, parts))}


# What a run carries with it but what cannot change its numbers.
CARRIED = "results/"


def test_whatever_a_run_imports_is_part_of_the_version_of_the_model() -> None:
    reached = outside(reached_from("c2sim.simulation.run", "c2sim.region"), MODEL)
    assert {one for one in reached if not one.startswith(CARRIED)} == set()


def test_whatever_solves_a_baseline_is_part_of_its_version() -> None:
    assert outside(reached_from("c2sim.place.baseline.solve"), BASELINES) == set()


def kernels_called(file: Path) -> set[Path]:
    """Files of the kernels that the kernels of a file call."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    come_from = {
        one.asname or one.name: file_of(str(node.module))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    own = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    used = {name.id for kernel in own for name in ast.walk(kernel) if isinstance(name, ast.Name)}
    called = {one for name in used if (one := come_from.get(name))}
    return {one for one in called if "engine.compiling import" in one.read_text(encoding="utf-8")}


def test_a_kernel_calls_kernels_of_the_digest_or_of_its_own_file_only() -> None:
    with_kernels = [
        file
        for file in PACKAGE.rglob("*.py")
        if outside({file}, KERNELS) and "engine.compiling import" in file.read_text(encoding="utf-8")
    ]
    assert with_kernels
    for file in with_kernels:
        assert outside(kernels_called(file), KERNELS) == set(), f"{file} may go on running an old kernel"


def test_versions_of_libraries_are_no_part_of_a_version_of_the_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = model_version()
    model_version.cache_clear()
    monkeypatch.setattr(version, "library_versions", lambda: {"numba": "0"})
    assert model_version() == before


def test_defaults_are_left_out_of_the_version_of_kernels_only() -> None:
    assert [bool(without) for _, without in EVERY] == [True, False, False]


def test_every_folder_of_the_model_but_its_interventions_is_in_the_version_of_kernels() -> None:
    folders = {f"model/{one.parent.name}" for one in (PACKAGE / "model").glob("*/__init__.py")}
    assert folders - {"model/interventions"} <= set(KERNELS)
