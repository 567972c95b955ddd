"""How the command line answers what goes wrong: one line on standard error and an exit code."""

import io
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import click

from c2sim.bundled import bundled_files, bundled_regions
from c2sim.errors import C2simError, nearest

WRONG = 2
"""Exit code when what was asked for cannot be done."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class Commands(click.Group):
    """Commands whose every error is one line, with the nearest name where a name was wrong."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command line and leave with its exit code."""
        kwargs["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a name in letters the terminal lacks
        try:
            code: object = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(0)
        except click.ClickException as error:
            _refuse(one_message(error))
        except C2simError as error:
            _refuse(_by_name(str(error)))
        except click.Abort:
            click.echo("Interrupted; nothing was written.", err=True)
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
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


def _refuse(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(WRONG)


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
