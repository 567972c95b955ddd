"""How the command line answers what goes wrong: one line on standard error and an exit code."""

import io
import os
import select
import sys
import traceback
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import click

from c2sim.cli.crash_report import confession_of, sentence_of
from c2sim.errors import C2simError, nearest, one_line, plain
from c2sim.files.bundled import bundled_files, bundled_regions

WRONG = 2
"""Exit code when what was asked for cannot be done."""
UNFORESEEN = 70
"""Exit code when something happened that nobody foresaw (EX_SOFTWARE)."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
NOBODY_READS = 141
"""Exit code when whoever read the output has gone, as shells have it."""


class _NobodyReadsError(Exception):
    """The output goes to a pipe that nobody reads any more."""


class Commands(click.Group):
    """Commands whose every error is one line, with the nearest name where a name was wrong."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command line and leave with its exit code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a name in letters the terminal lacks
        code = self._run(*args, **kwargs)
        try:
            _flush()
        except BrokenPipeError:
            code = code or NOBODY_READS
        except OSError as error:
            code = code or _end(error)
        _let_go()
        sys.exit(code)

    def _run(self, *args: Any, **kwargs: Any) -> int:
        """Run the command line; its exit code."""
        kwargs["standalone_mode"] = False
        try:
            return _code_of(super().main(*args, **kwargs))
        except SystemExit as error:
            return _code_of(error.code)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            return 0
        except click.ClickException as error:
            return _refuse(one_message(error))
        except C2simError as error:
            return _refuse(_by_name(str(error)))
        except _NobodyReadsError:
            return NOBODY_READS
        except (click.Abort, KeyboardInterrupt):
            _say("Interrupted; nothing was written.")
            return INTERRUPTED
        except Exception as error:  # the last line of defence
            return _end(error)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line; `--help` is answered here."""
        with _seeing_who_reads():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words of the command line, if they are text: most end in a file that says what was run."""
        for word in args:
            if not is_text(word):
                raise click.UsageError(f"found {plain(word)}, expected words in UTF-8 without a NUL sign")
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            with _seeing_who_reads():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.Abort from None  # or click would add an empty line

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise click.UsageError(_unknown("command", name, self.commands))
        return super().resolve_command(ctx, args)


def one_message(error: click.ClickException) -> str:
    """The message of a misuse, without the usage lines."""
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        return _unknown("option", error.option_name, _options(error.ctx))
    return " ".join(error.format_message().split())


def is_text(word: str) -> bool:
    """Whether a word can be written to a file: bytes that are no UTF-8 come as halves of letters."""
    try:
        return b"\0" not in word.encode()
    except UnicodeEncodeError:
        return False


def _end(error: Exception) -> int:
    """Answer what no command has answered; the exit code."""
    sentence = sentence_of(error, of_output=_is_of_output(error))
    if sentence is not None:
        return _refuse(sentence)
    _say(f"Error: {one_line(confession_of(error))}")
    return UNFORESEEN


def _refuse(message: str) -> int:
    _say(f"Error: {one_line(message)}")
    return WRONG


def _say(line: str) -> None:
    """Say something on standard error, if there is still somebody to say it to."""
    with suppress(OSError, ValueError):
        click.echo(line, err=True)


@contextmanager
def _seeing_who_reads() -> Generator[None]:
    """Tell a reader who has gone (`| head`) from another pipe that broke; click takes both for the first."""
    try:
        yield
    except BrokenPipeError as error:
        if _nobody_reads():
            raise _NobodyReadsError from None
        raise ConnectionError(f"a pipe to another process broke: {error}") from error
    except EOFError as error:
        raise ConnectionError(f"another process or a file ended too soon: {error}") from error


def _nobody_reads() -> bool:
    """Whether standard output is a pipe whose reader has gone."""
    output = sys.stdout
    if output is None:
        return False
    try:
        output.flush()
        looking = select.poll()
        looking.register(output.fileno(), 0)
        return bool(looking.poll(0))
    except BrokenPipeError:
        return True
    except (AttributeError, OSError, ValueError):  # no file at all, or a system without poll
        return False


def _is_of_output(error: Exception) -> bool:
    """Whether it was raised as something was printed; the system names no file then."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code in (click.echo.__code__, _flush.__code__) for frame, _ in frames)


def _flush() -> None:
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _let_go() -> None:
    """See to it that nothing is left that Python would try to write once more as it ends."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            if not stream.closed:
                stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def _code_of(code: object) -> int:
    """The exit code that is meant by what a command gives or ends with."""
    return code if isinstance(code, int) else 0 if code is None else 1


def _by_name(message: str) -> str:
    """The message with a bundled scenario called what it is asked for by, not where it is installed."""
    try:
        bundled = bundled_files("scenarios") | bundled_regions()
    except C2simError:  # a broken installation is what the message is about
        return message
    for name, path in bundled.items():
        message = message.replace(f"{path}: ", f"{name}: ")
    return message


def _unknown(what: str, name: str, valid: Iterable[str]) -> str:
    return f"no such {what}: {name[:80]!r}; nearest valid name: {nearest(name, valid)}"


def _options(ctx: click.Context) -> list[str]:
    return [name for one in ctx.command.get_params(ctx) for name in one.opts if name.startswith("-")]
