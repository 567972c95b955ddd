"""Nothing is loaded from a folder into which others can put files."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from c2sim.engine.cache_folder import CHOSEN, what_is_wrong

PROGRAM = """
import os, subprocess, sys
from c2sim.engine.cache_folder import cache_base, why_not_kept
print(cache_base())
print(why_not_kept())
inner = "from c2sim.engine.cache_folder import cache_base; print(cache_base())"
sys.stdout.flush()
subprocess.run([sys.executable, "-c", inner], check=True)
"""
NOBODY = 54_321
NAMELESS = f"""
import os, platformdirs
from c2sim.engine.cache_folder import cache_base, why_not_kept
platformdirs.user_cache_dir()  # loaded while its files can be read
os.setgid({NOBODY})
os.setuid({NOBODY})
print(cache_base())
print(why_not_kept())
"""
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else"
)


def without() -> dict[str, str]:
    """The environment without what names a folder."""
    named = {CHOSEN, "XDG_CACHE_HOME", "HOME"}
    return {key: value for key, value in os.environ.items() if key not in named}


def ask(program: str = PROGRAM, **environment: str) -> list[str]:
    """The folder, why it is not kept, and the folder of a worker."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**without(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_usual_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        folder, lost, of_worker = ask(HOME=str(tmp_path))
    finally:
        os.umask(before)
    assert folder == of_worker == str(tmp_path / ".cache" / "c2sim")
    assert lost == "None"
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700


def test_a_linked_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / ".cache").symlink_to(tmp_path / "elsewhere")
    assert ask(HOME=str(tmp_path))[0] == str(tmp_path / "elsewhere" / "c2sim")


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o1777, 0o757])
def test_a_folder_that_others_can_write_to_is_not_used_and_the_command_has_a_private_one(
    tmp_path: Path, mode: int
) -> None:
    planted = tmp_path / ".cache" / "c2sim"
    planted.mkdir(parents=True)
    planted.chmod(mode)
    folder, lost, of_worker = ask(HOME=str(tmp_path))
    assert folder == of_worker != str(planted)
    assert "others can write to" in lost
    assert CHOSEN in lost
    assert not Path(folder).exists()  # it went with the command


def test_two_commands_without_a_folder_of_their_own_share_nothing(tmp_path: Path) -> None:
    (tmp_path / ".cache").touch()  # a file where the folder should be
    assert ask(HOME=str(tmp_path))[0] != ask(HOME=str(tmp_path))[0]


def test_a_home_that_is_not_known_makes_no_folder_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, _, of_worker = ask(HOME="~")
    assert folder == of_worker
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_one_that_everybody_can_write_to_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "open" / "own").mkdir(parents=True, mode=0o700)
    (tmp_path / "open").chmod(0o777)
    assert "others can write to" in str(what_is_wrong(tmp_path / "open" / "own"))
    (tmp_path / "open").chmod(
        0o1777
    )  # as a folder for temporary files is: nobody can put another in its place
    assert what_is_wrong(tmp_path / "open" / "own") is None


def test_a_chosen_folder_that_others_can_write_to_is_refused_in_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    done = subprocess.run(
        [sys.executable, "-c", "from c2sim.cli import main; main()", "run", "status_quo", "--weeks", "1"],
        env={**os.environ, CHOSEN: str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"Error: {CHOSEN}: found ")


@as_root
def test_a_user_without_a_name_or_a_home_has_a_private_folder() -> None:
    folder, lost = ask(NAMELESS)
    assert Path(folder).is_absolute()
    assert lost != "None"


@as_root
def test_a_folder_of_somebody_else_is_not_used_not_even_by_root(tmp_path: Path) -> None:
    theirs = tmp_path / ".cache" / "c2sim"
    theirs.mkdir(parents=True)
    os.chown(theirs, NOBODY, NOBODY)
    folder, lost, _ = ask(HOME=str(tmp_path))
    assert folder != str(theirs)
    assert "belongs to somebody else" in lost
    os.chown(theirs, 0, 0)
    os.chown(tmp_path / ".cache", NOBODY, NOBODY)
    assert "lies in a folder of somebody else" in ask(HOME=str(tmp_path))[1]


@as_root
def test_a_folder_below_one_that_another_group_can_write_to_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "team" / "own").mkdir(parents=True, mode=0o700)
    os.chown(tmp_path / "team", 0, NOBODY)
    (tmp_path / "team").chmod(0o2775)
    assert "others can write to" in str(what_is_wrong(tmp_path / "team" / "own"))
    os.chown(tmp_path / "team", 0, os.getegid())
    assert what_is_wrong(tmp_path / "team" / "own") is None


def test_a_temporary_folder_that_is_open_to_all_serves_no_command_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    done = subprocess.run(
        [sys.executable, "-c", "from c2sim.cli import main; main()", "run", "status_quo", "--weeks", "1"],
        env={**without(), "HOME": "/dev/null", "TMPDIR": str(tmp_path / "open")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "found no folder in which to keep what is compiled" in done.stderr
    assert list((tmp_path / "open").iterdir()) == []


def test_the_private_folder_goes_with_a_command_that_is_told_to_end(tmp_path: Path) -> None:
    program = "import time; from c2sim.engine.cache_folder import cache_base; "
    program += "print(cache_base(), flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**without(), "HOME": "/dev/null"},
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout is not None
        folder = Path(command.stdout.readline().strip())
        assert folder.is_dir()
        command.terminate()
    assert not folder.exists()
