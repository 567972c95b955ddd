import io
import time

import pytest

from c2sim.cli import progress as module
from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _impatient(monkeypatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.02)
    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(module.Lines, "every", 0.02)


def wait_for(stream: io.StringIO, text: str) -> None:
    end = time.monotonic() + 10
    while text not in stream.getvalue():
        assert time.monotonic() < end, stream.getvalue()
        time.sleep(0.01)


def test_what_is_quick_shows_nothing(monkeypatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.expect(1, 10)
        progress(10)
    assert stream.getvalue() == ""


def test_what_takes_longer_shows_weeks_and_runs_in_plain_lines() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.expect(3, 10)
        wait_for(stream, "c2sim: run 1 of 3, preparing the neighbourhood")
        progress(14)
        wait_for(stream, "c2sim: run 2 of 3, week 4 of 10\n")
        progress(30)
        wait_for(stream, "c2sim: finishing\n")


def test_plain_lines_wait_until_it_is_known_what_is_to_be_run() -> None:
    stream = io.StringIO()
    with Progress(stream):
        time.sleep(0.2)
    assert stream.getvalue() == ""


def test_one_run_is_not_numbered() -> None:
    progress = Progress(io.StringIO())
    progress.expect(1, 10)
    progress(4)
    assert progress.text() == "week 4 of 10"


def test_a_terminal_gets_a_bar_that_is_taken_away(monkeypatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress(stream) as progress:
        progress.expect(1, 10)
        progress(4)
        wait_for(stream, "week 4 of 10")
    assert stream.getvalue().endswith("\x1b[2K")  # the line is erased
    assert "\x1b[?25h" in stream.getvalue()  # the cursor is back


def test_an_error_ends_the_watching() -> None:
    progress = Progress(io.StringIO())
    with pytest.raises(KeyboardInterrupt), progress:
        raise KeyboardInterrupt
    assert not progress._watcher.is_alive()


def test_what_is_waited_for_is_said_at_once() -> None:
    stream = io.StringIO()
    Progress(stream).say("compiling the rules")
    assert stream.getvalue() == "c2sim: compiling the rules\n"


def test_while_rules_are_compiled_it_is_said_how_many_parts_are_done(monkeypatch) -> None:
    monkeypatch.setattr("c2sim.cli.progress.PATIENCE", 0.01)
    monkeypatch.setattr("c2sim.cli.progress.LOOK_EVERY", 0.01)
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.compiling(3, 29)
        wait_for(stream, "compiling the rules: 3 of 29 parts done")
        progress.compiled()
        assert progress.text() == "loading"


def test_the_first_run_of_all_says_what_it_waits_for(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("c2sim.engine.version.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("c2sim.simulation.warm_up.cache_folder", lambda: tmp_path)
    monkeypatch.setattr("c2sim.simulation.warm_up._end_codes", lambda _: [0, 0])
    stream = io.StringIO()
    progress = Progress(stream)
    (tmp_path / "kernels").mkdir()
    (tmp_path / "kernels" / "stress.nbc").touch()
    prepare_first_run(progress)
    prepare_first_run(progress)
    (tmp_path / "baselines").mkdir()
    (tmp_path / "baselines" / "one.json").write_text("")
    prepare_first_run(progress)
    assert [one.partition(";")[0] for one in stream.getvalue().splitlines()] == [
        "c2sim: compiling the rules and solving the baseline of the neighbourhood",
        "c2sim: solving the baseline of the neighbourhood",
    ]
