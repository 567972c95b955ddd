"""Whatever comes, the command line ends in one line and an exit code; a traceback is in a private file."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from c2sim.cli import crash_report, kept_text, main
from c2sim.cli.group import NOBODY_READS, UNFORESEEN, WRONG
from c2sim.errors import LONGEST_MESSAGE, C2simError, one_line

PROGRAM = [sys.executable, "-c", "from c2sim.cli import main; main()"]
LONG = "x" * 5000


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """`c2sim list`, when that fails in some way: the exit code and the one line."""

    def fail(_name: str, _make: Callable[[], str]) -> str:
        raise error

    monkeypatch.setattr(kept_text, "kept_text", fail)
    result = CliRunner().invoke(main, ["list"])
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert len(line) <= LONGEST_MESSAGE + len("Error: ")
    return result.exit_code, line


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "error",
    [
        KeyError("a\nb"),
        MemoryError(),
        RecursionError("maximum recursion depth exceeded"),
        EOFError(),
        BrokenPipeError(32, "Broken pipe"),
        FileNotFoundError(2, "No such file", "x" * 5000),
        ValueError("\x1b[2J" * 5000),
        UnspeakableError(),
        ExceptionGroup("several", [ValueError("a\nb")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_nobody_foresaw_ends_in_one_line_that_names_a_private_file(error, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(crash_report.tempfile, "tempdir", str(tmp_path))
    code, line = failing_with(error, monkeypatch)
    assert code == UNFORESEEN
    file = Path(re.search(r"its traceback is in (\S+);", line)[1])  # pyright: ignore
    assert file.is_relative_to(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "Traceback (most recent call last)" in file.read_text("utf-8")


def test_where_no_traceback_can_be_kept_the_line_says_so(monkeypatch) -> None:
    monkeypatch.setattr(crash_report.tempfile, "tempdir", "/nowhere")
    code, line = failing_with(KeyError("a"), monkeypatch)
    assert code == UNFORESEEN
    assert "could not be kept" in line


@pytest.mark.parametrize("number", crash_report._WORDS)
def test_what_the_system_refuses_has_a_sentence_and_no_traceback(number: int, monkeypatch) -> None:
    code, line = failing_with(OSError(number, os.strerror(number), "place" * 1000), monkeypatch)
    assert code == WRONG
    assert "expected" in line
    assert "traceback" not in line


def test_a_message_of_any_length_keeps_its_beginning_and_its_end(monkeypatch) -> None:
    code, line = failing_with(
        C2simError(f"file: found {LONG}\n\x1b[2J\u202e, expected a number"), monkeypatch
    )
    assert code == WRONG
    assert line.startswith("Error: file: found xxx")
    assert line.endswith("expected a number")
    assert one_line("short") == "short"


@pytest.mark.parametrize("word", ["a\0b", "\udcff"])
def test_words_that_are_no_text_are_refused_before_anything_is_done(word: str) -> None:
    result = CliRunner().invoke(main, ["run", "status_quo", "--out", word])
    assert result.exit_code == WRONG
    assert "expected words in UTF-8 without a NUL sign" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("report", LONG), ("compact", "x/" * 3000), ("baseline", LONG), ("sweep", "quick", "--out", LONG)],
)
def test_a_path_that_is_too_long_has_its_own_sentence(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == WRONG
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < LONGEST_MESSAGE + 10
    assert re.search("too long|longer than this system", result.stderr)


def test_a_full_disk_behind_standard_output_is_named() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([*PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == WRONG
    assert done.stderr == "Error: standard output: found no room left on the device, expected some\n"


@pytest.mark.parametrize("words", [("list",), ("--help",)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_goes_away_is_no_error(words: tuple[str, ...], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        [*PROGRAM, *words], stdout=writing, stderr=subprocess.PIPE, text=True, env=environment, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (NOBODY_READS, "")


def test_without_a_home_or_a_current_folder_there_is_a_line_and_no_traceback(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'cd "$0" && rmdir "$0" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", script, str(gone), *PROGRAM, "report", "here"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
        check=False,
    )
    assert done.returncode == WRONG
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("Error: ")
