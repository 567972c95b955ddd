"""Progress on standard error, for whatever takes more than a second.

A thread looks now and then at how far the work is, so the work itself only sets a number. At a
terminal there is a bar; elsewhere a plain line now and then.
"""

import sys
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TextIO

import click

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

PATIENCE = 1.0  # seconds before anything is shown
LOOK_EVERY = 0.2  # seconds
_LINE_EVERY = 10.0  # seconds, where there is no terminal


class Display(Protocol):
    """Somewhere to show how far the work is."""

    def show(self, done: int, total: int | None, text: str) -> None:
        """Show how many of all weeks are done, and where that is."""

    def close(self) -> None:
        """Leave nothing behind that is not wanted."""


class Bar:
    """A bar that goes away in the end."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self._bar: RichProgress = Progress(*columns, console=Console(file=stream), transient=True)
        self._task = self._bar.add_task("", total=None)
        self._bar.start()

    def show(self, done: int, total: int | None, text: str) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=total, description=text)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()


class Lines:
    """A line now and then, for logs and pipes; none while it may yet turn out that nothing can be run."""

    every = _LINE_EVERY

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next: float | None = None

    def show(self, done: int, total: int | None, text: str) -> None:
        """Write one line, if it is time."""
        now = time.monotonic()
        if total is None:
            return
        if self._next is None:
            self._next = now + PATIENCE
        if now >= self._next:
            self._next = now + self.every
            print(f"c2sim: {text}", file=self._stream, flush=True)

    def close(self) -> None:
        """Leave the lines where they are."""


class Progress:
    """How far a number of runs of equally many weeks are; used as a context around all that takes time."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Prepare to write on the stream, standard error if none is given."""
        self._runs = 0
        self._weeks = 0
        self._each = "run"
        self._parts: tuple[int, int] | None = None
        self._stream = stream or sys.stderr
        self._done = 0
        self._began = time.monotonic()
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __call__(self, weeks_done: int) -> None:
        """Take note of the number of weeks run so far, over all runs."""
        self._done = weeks_done

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching, whatever happened."""
        self._over.set()
        self._watcher.join()

    def expect(self, runs: int, weeks: int, each: str = "run") -> None:
        """Expect so many runs of so many weeks each; with one week each, only whole runs are told of."""
        self._runs, self._weeks, self._each = runs, weeks, each

    def compiling(self, done: int, parts: int) -> None:
        """Take note of how many parts of the rules have been compiled."""
        self._parts = done, parts

    def compiled(self) -> None:
        """Take note that the rules need not be waited for any more."""
        self._parts = None

    def say(self, text: str) -> None:
        """Say at once what is being waited for."""
        with suppress(OSError, ValueError):
            click.echo(f"c2sim: {text}", file=self._stream)

    def text(self) -> str:
        """Where the work is, in words."""
        if self._parts:
            return "compiling the rules: {} of {} parts done".format(*self._parts)
        if self._weeks == 0:
            return "loading"
        run, week = divmod(self._done, self._weeks)
        several = f"{self._each} {min(run + 1, self._runs)} of {self._runs}, " if self._runs > 1 else ""
        if self._weeks == 1 and run < self._runs:
            return f"{run} of {self._runs} {self._each}s done"
        if self._done == 0:
            return f"{several}preparing the neighbourhood ({time.monotonic() - self._began:.0f} s)"
        if run == self._runs:
            return "finishing"
        return f"{several}week {week} of {self._weeks}"

    def _watch(self) -> None:
        if self._over.wait(PATIENCE):
            return
        with suppress(OSError, ValueError):  # nobody is left to show it to; the work goes on
            self._show()

    def _show(self) -> None:
        display: Display = Bar(self._stream) if self._stream.isatty() else Lines(self._stream)
        try:
            while True:
                done, total = self._parts or (self._done, self._runs * self._weeks or None)
                display.show(done, total, self.text())
                if self._over.wait(LOOK_EVERY):
                    return
        finally:
            display.close()
