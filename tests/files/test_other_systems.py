"""What Windows and macOS do otherwise, with stand-ins: this project is tested on Linux alone."""

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.errors import ScenarioError
from c2sim.files.atomic_file import write_whole
from c2sim.files.file_name import file_name
from c2sim.files.folder import fill
from c2sim.files.reading import read_bytes
from c2sim.scenario import load_scenario


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that opens no folder, syncs only what may be written, and has no O_NONBLOCK."""
    real_open, real_sync, written = os.open, os.fsync, set[int]()

    def opened(path: object, flags: int, *rest: object, **more: object) -> int:
        if os.path.isdir(str(path)):
            raise PermissionError(errno.EACCES, "Permission denied")
        handle = real_open(path, flags, *rest, **more)  # pyright: ignore
        written.discard(handle)
        if flags & (os.O_RDWR | os.O_WRONLY):
            written.add(handle)
        return handle

    def synced(handle: int) -> None:
        if handle not in written:
            raise OSError(errno.EBADF, "Bad file descriptor")
        real_sync(handle)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", synced)
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW"):
        monkeypatch.delattr(os, name)


@pytest.mark.usefixtures("windows")
def test_files_and_folders_are_written_and_read_where_folders_cannot_be_opened(tmp_path: Path) -> None:
    write_whole(tmp_path / "one.txt", "Zoë")
    assert read_bytes(tmp_path / "one.txt", "a file", 100) == "Zoë".encode()

    def write(draft: Path) -> None:
        (draft / "manifest.json").write_bytes(b"{}")

    fill(tmp_path / "new", write)
    assert (tmp_path / "new" / "manifest.json").read_bytes() == b"{}"


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "LPT9"])
def test_no_file_is_called_like_a_device_of_windows(name: str) -> None:
    assert file_name(name) == f"{name}_"
    assert file_name(f"{name}sole") == f"{name}sole"


PLACE = 'name = "place"\nweeks = 9\n[neighbourhood]\nnetwork = {}\n'


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ('"data\\ties.csv"', "a path with a sign that is not printed .* with / between folders"),
        (
            '"C:\\Users\\ann\\ties.csv"',
            "Invalid hex value.*a path with / between folders, or in single quotes",
        ),
        ('"C:\\data\\x.csv"', "Unescaped .*a path with / between folders, or in single quotes"),
    ],
)
def test_a_path_with_backslashes_is_refused_with_how_it_is_written(
    path: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "place.toml").write_text(PLACE.format(path), encoding="utf-8")
    with pytest.raises(ScenarioError, match=message):
        load_scenario(tmp_path / "place.toml")


def test_a_table_of_windows_is_read_with_its_ends_of_lines_and_its_mark(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_bytes(PLACE.format('"ties.csv"').replace("\n", "\r\n").encode())
    (tmp_path / "ties.csv").write_bytes("\ufeffsource;target\r\nZoë;Ann\r\nAnn;Ben\r\n".encode())
    assert load_scenario(tmp_path / "place.toml").neighbourhood.residents == 3


def test_names_that_the_terminal_has_no_letters_for_are_printed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(PLACE.format('"ties.csv"'), encoding="utf-8")
    (tmp_path / "ties.csv").write_text("source,target,Çağ\nann,ben,1\n", encoding="utf-8")
    result = CliRunner(charset="cp1252").invoke(main, ["check", str(tmp_path / "place.toml")])
    assert result.exit_code == 0
    assert "left unread: Ça\\u011f" in result.output
