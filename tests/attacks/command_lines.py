"""Words on the command line that nobody means."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from click.testing import CliRunner

from attacks.attack import Attack, End
from c2sim.cli import main
from c2sim.cli.group import UNFORESEEN
from c2sim.errors import LONGEST_MESSAGE

# Without those that need little and go to work for hours: sensitivity, tradeoffs, evidence, dashboard.
COMMANDS = (
    "list", "check", "explain", "run", "compare", "why", "story", "export", "baseline", "sweep", "rerun",
    "compact", "report", "discover", "calibrate", "rnu", "",
)  # fmt: skip
OPTIONS = (
    "--out", "--seed", "--seeds", "--weeks", "--residents", "--json", "--failed", "--measure", "--resident",
    "--workers", "--time-limit", "--points", "--against", "--dask", "--help", "-h", "--", "-", "--=", "--o",
)  # fmt: skip
WORDS = (
    "x" * 5000, "/" * 5000, "x/" * 3000, "a\0b", "\udcff", "\x1b[2J", "\u202e", "\n", "", " ", "-1", "1e400",
    "nan", "9" * 5000, "=1+1", "é" * 300, "\U0001f600" * 300, ".", "/", "/dev/null", "/dev/full",
    "/proc/self/mem", "~", "*", "pipe", "link", "folder", "file", "tcp://127.0.0.1:1", "hope", "1", "2",
)  # fmt: skip


def attacks(luck: Random) -> Iterator[Attack]:
    """Command lines without end."""
    while True:
        words = [luck.choice(COMMANDS)]
        for _ in range(luck.randrange(6)):
            words.append(luck.choice(OPTIONS) if luck.random() < 0.4 else luck.choice(WORDS))
        if "tcp://127.0.0.1:1" in words and "--dask" in words:
            continue  # waits for a scheduler, and says so

        def carry_out(folder: Path, words=words) -> End:
            _fill(folder)
            return end_of_command(words, folder)

        yield Attack(repr([one[:30] for one in words]), carry_out)


def end_of_command(words: list[str], folder: Path) -> End:
    """Give a command line, in a folder: how it ends."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, words)
    finally:
        os.chdir(before)
    if result.exit_code == UNFORESEEN or not isinstance(result.exception, (SystemExit, type(None))):
        return End.TRACEBACK
    errors = [one for one in result.stderr.splitlines() if one.startswith("Error: ")]
    assert len(errors) <= 1 or "check" in words, errors
    assert all(len(one) <= LONGEST_MESSAGE + len("Error: ") for one in errors), errors
    return End.REFUSED if result.exit_code else End.ANSWERED


def _fill(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("link")
    (folder / "folder").mkdir()
    (folder / "file").write_bytes(b"\xff\xfe\x00")
