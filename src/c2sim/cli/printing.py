"""Printing: whatever a command says goes through here, so that no name in a file can upset the terminal."""

import click

from c2sim.errors import legible


def say(text: str, err: bool = False) -> None:
    """Print text that may hold names from anywhere."""
    click.echo(legible(text), err=err)
