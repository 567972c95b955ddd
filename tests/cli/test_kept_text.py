"""Texts that commands keep by the bytes of the files they are made from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from c2sim.cli import kept_text, main


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one file, and a cache folder of its own."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "measures.py").write_text("HOPE = 1\n")
    monkeypatch.setattr(kept_text, "_PACKAGE", folder)
    monkeypatch.setattr(kept_text, "cache_base", lambda: tmp_path / "cache")
    return folder


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def make(made: list[str]) -> Callable[[], str]:
    return lambda: made.append("once more") or f"text {len(made)}"


def test_a_text_is_made_once(package: Path, made: list[str], make: Callable[[], str]) -> None:
    assert package.is_dir()
    assert [kept_text.kept_text("list", make) for _ in range(3)] == ["text 1"] * 3
    assert kept_text.kept_text("explain hope", make) == "text 2"
    assert len(made) == 2


def test_a_text_is_made_anew_when_a_file_changes_is_added_or_gets_another_name(
    package: Path, make: Callable[[], str]
) -> None:
    texts = [kept_text.kept_text("list", make)]
    (package / "measures.py").write_text("HOPE = 2\n")
    texts.append(kept_text.kept_text("list", make))
    (package / "notes.md").write_text("A note.\n")
    texts.append(kept_text.kept_text("list", make))
    (package / "notes.md").rename(package / "note.md")
    texts.append(kept_text.kept_text("list", make))
    assert texts == ["text 1", "text 2", "text 3", "text 4"]


def test_what_cannot_be_told_is_not_kept(package: Path) -> None:
    def fail() -> str:
        raise ValueError("no such name")

    for _ in range(2):
        with pytest.raises(ValueError, match="no such name"):
            kept_text.kept_text("explain hop", fail)
    assert not (package.parent / "cache").exists()


def test_a_text_that_cannot_be_kept_is_told_all_the_same(
    package: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], str]
) -> None:
    monkeypatch.setattr(kept_text, "cache_base", lambda: package / "measures.py")  # no folder
    assert kept_text.kept_text("list", make) == "text 1"
    assert kept_text.kept_text("list", make) == "text 2"


def test_a_scenario_file_of_ones_own_is_read_every_time(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for weeks in ("10 weeks", "20 weeks"):
        file.write_text(f'name = "mine"\nweeks = {weeks.split()[0]}\n')
        assert weeks in CliRunner().invoke(main, ["explain", str(file)]).output
