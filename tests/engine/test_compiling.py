"""What is compiled is kept on disk, and an edited rule is never answered from what was kept."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from numba.core.caching import FunctionCache

import c2sim
from c2sim.engine.kernel_cache import KernelCache
from c2sim.model.rules.persons import threshold
from c2sim.simulation.warm_up import compile_parts, compile_rules

PACKAGE = Path(c2sim.__file__).parent

# Small kernels: one rule that calls another of its own file, which draws by a third file.
KERNEL = """
import numpy as np
from c2sim.model.parameters import with_changes
from c2sim.model.rules.persons import threshold
print([float(threshold(np.uint64(1), i, np.full(5, 0.3), with_changes({}).people)) for i in range(9)])
"""
WEEKS = """
import hashlib
from c2sim.mesa.model import C2Model
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario import Scenario
model = C2Model(Scenario(name="a few weeks", weeks=9, neighbourhood=Neighbourhood(residents=60)))
model.run_for(9)
print(hashlib.blake2b(model.weekly.to_numpy().tobytes()).hexdigest())
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package, to be edited, with a cache of its own beside it."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "c2sim", ignore=shutil.ignore_patterns("__pycache__")))


def run(program: str, package: Path, cache: Path | None = None) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import c2sim\nassert c2sim.__file__ == {str(package / '__init__.py')!r}\n{program}",
        ],
        env={
            **os.environ,
            "PYTHONPATH": str(package.parent),
            "XDG_CACHE_HOME": str(cache or package.parent / "cache"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def edit(file: Path, old: str, new: str, *, first: bool = False) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count(old) == 1 or (first and old in source)
    file.write_text(source.replace(old, new, 1), encoding="utf-8")


def kept(package: Path) -> dict[str, str]:
    """Compiled machine code that is kept: files by name, with a digest of each."""
    files = (package.parent / "cache").rglob("*.nb?")
    return {str(file): hashlib.blake2b(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("model/rules/persons.py", "* math.cos(", "* math.sin("),
        ("engine/chance.py", "_S11) * _UNIT", "_S11) * _UNIT * 0.5"),
    ],
    ids=["in the file of the kernel", "in another file"],
)
def test_an_edited_rule_is_seen_by_the_next_run_and_so_is_its_return(
    file: str, old: str, new: str, copied: Path
) -> None:
    before = run(KERNEL, copied)
    edit(copied / file, old, new)
    edited = run(KERNEL, copied)
    edit(copied / file, new, old)
    compiled_so_far = kept(copied)
    assert edited != before
    assert run(KERNEL, copied) == before
    assert compiled_so_far
    assert kept(copied) == compiled_so_far  # the third run compiled nothing


@pytest.mark.slow
def test_a_week_follows_an_edited_rule(copied: Path) -> None:
    before = run(WEEKS, copied)
    edit(
        copied / "model/rules/stress.py",
        "p.calm * (mean - stress), 0.0",
        "0.5 * p.calm * (mean - stress), 0.0",
    )
    assert run(WEEKS, copied) != before
    edit(
        copied / "model/rules/stress.py",
        "0.5 * p.calm * (mean - stress), 0.0",
        "p.calm * (mean - stress), 0.0",
    )
    assert run(WEEKS, copied) == before


PLANS = """
from c2sim.simulation.model import Model
for name in ("seven_steps", "imposed_programme"):
    model = Model(name, residents=300)
    while model.running:
        model.step()
"""
COMPILE = """
from c2sim.simulation.warm_up import compile_rules
compile_rules()
"""


@pytest.mark.slow
def test_runs_compile_nothing_more_than_several_processes_have(copied: Path) -> None:
    shutil.copytree(PACKAGE.parents[1] / "scenarios", copied / "_bundled" / "scenarios")
    run(COMPILE, copied)
    shared = kept(copied)
    run(PLANS, copied)
    assert any("services" in file for file in shared)
    assert kept(copied) == shared


def test_a_part_is_compiled_by_one_process_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setattr(
        "c2sim.simulation.warm_up._parts", lambda _: [lambda n=n: done.append(n) for n in range(3)]
    )
    (tmp_path / "1").touch()  # claimed by another
    compile_parts(tmp_path)
    compile_parts(tmp_path)
    assert done == [0, 2]
    assert {file.name for file in tmp_path.glob("*.done")} == {"0.done", "2.done"}


def test_who_waits_for_the_rules_is_told_how_many_parts_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("c2sim.simulation.warm_up.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("c2sim.simulation.warm_up._parts", lambda _: [lambda: None] * 3)
    monkeypatch.setattr("sys.executable", tmp_path / "helper")
    (tmp_path / "helper").write_text('#!/bin/sh\nfor last; do :; done\ntouch "$last/0.done"\nsleep 1\n')
    (tmp_path / "helper").chmod(0o700)
    compile_rules(lambda done, parts: told.append((done, parts)))
    assert (1, 3) in told
    assert {parts for _, parts in told} == {3}


@pytest.mark.parametrize(("codes", "again"), [([0, 0], 1), ([0, 1], 2)], ids=["all well", "one failed"])
def test_rules_are_compiled_ahead_until_all_of_them_have_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: list[int], again: int
) -> None:
    asked: list[int] = []
    (tmp_path / "kernels").mkdir()
    (tmp_path / "kernels" / "stress.nbc").touch()
    monkeypatch.setattr("c2sim.simulation.warm_up.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("c2sim.simulation.warm_up._end_codes", lambda _: asked.append(1) or codes)
    compile_rules()
    compile_rules()
    assert len(asked) == again


def test_rules_of_which_nothing_could_be_kept_are_not_marked_as_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("c2sim.simulation.warm_up.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("c2sim.simulation.warm_up._end_codes", lambda _: [0, 0])
    compile_rules()
    assert not any(tmp_path.iterdir())


def test_machine_code_is_kept_while_no_other_process_keeps_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("c2sim.engine.kernel_cache.cache_folder", lambda: tmp_path)
    monkeypatch.setattr(FunctionCache, "save_overload", lambda *_: done.append("kept"))
    cache = KernelCache(threshold.py_func)  # pyright: ignore[reportFunctionMemberAccess]
    cache.save_overload("signature", "code")
    assert done == ["kept"]
    monkeypatch.setattr("c2sim.engine.kernel_cache._PATIENCE", 0.1)
    with FileLock(tmp_path / "keeping.lock"):  # another is at it, and does not end
        cache.save_overload("signature", "code")
    assert done == ["kept"]


def test_machine_code_that_is_damaged_is_made_anew(copied: Path) -> None:
    before = run(KERNEL, copied)
    for file in (copied.parent / "cache").rglob("*.nb?"):
        file.write_bytes(file.read_bytes()[:40])
    assert run(KERNEL, copied) == before
    assert run(KERNEL, copied) == before


def test_a_changed_default_and_a_changed_docstring_compile_nothing(copied: Path) -> None:
    before = run(KERNEL, copied)
    compiled_so_far = kept(copied)
    edit(
        copied / "model/parameters.py",
        "threshold_spread: float = given(0.1,",
        "threshold_spread: float = given(0.15,",
    )
    edit(copied / "model/rules/persons.py", '"""', '"""Said otherwise.\n\n', first=True)
    assert run(KERNEL, copied) != before
    assert kept(copied) == compiled_so_far


def test_two_clones_of_one_source_share_what_is_compiled(copied: Path) -> None:
    before = run(KERNEL, copied)
    compiled_so_far = kept(copied)
    moved = copied.parent / "elsewhere" / "c2sim"
    shutil.copytree(copied, moved)
    assert run(KERNEL, moved, cache=copied.parent / "cache") == before
    assert kept(copied) == compiled_so_far


def test_a_machine_on_which_no_process_can_be_started_compiles_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("out of memory")

    monkeypatch.setattr("c2sim.simulation.warm_up.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("subprocess.Popen", refuse)
    compile_rules()
    assert not any(tmp_path.iterdir())
