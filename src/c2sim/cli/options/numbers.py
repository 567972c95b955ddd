"""What may be asked for: options that refuse the impossible before anything is computed."""

import re
from typing import Any

import click


class WholeNumber(click.ParamType[int]):
    """A whole number in a range."""

    name = "number"

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say what was found and what was expected."""
        text = str(value).strip()
        if re.fullmatch(r"[-+]?\d{1,20}", text, re.ASCII) and self.low <= int(text) <= self.high:
            return int(text)
        message = f"found {text[:40]}, expected a whole number from {self.low:,} to {self.high:,}"
        raise click.BadParameter(message, ctx=ctx, param=param)


class Amount(click.ParamType[float]):
    """A number in a range, which neither nan nor inf is."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        self.low = low
        self.high = high

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number, or say what was found and what was expected."""
        text = str(value).strip()
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if self.low <= number <= self.high:
            return number
        message = f"found {text[:40]}, expected a number from {self.low:g} to {self.high:,.0f}"
        raise click.BadParameter(message, ctx=ctx, param=param)


SEED = WholeNumber(0, 2**32 - 1)
SEEDS = WholeNumber(1, 10_000)
WEEK = WholeNumber(0, 2600)
PAIRED_SEEDS = WholeNumber(2, 10_000)  # an interval needs two
WEEKS = WholeNumber(1, 2600)
RESIDENTS = WholeNumber(2, 1_000_000)
WORKERS = WholeNumber(0, 1_000)
JOBS = WholeNumber(1, 1_000)
PORT = WholeNumber(1, 65_535)
HOME = WholeNumber(0, 999_999)
"""Which resident: of the largest place; how many there are decides what else is too large."""


def one_of_seed_and_seeds(seed: int | None, seeds: int | None) -> list[int]:
    """The seeds that are asked for: the one, or 1 to `seeds`, or else seed 1."""
    if seed is not None and seeds is not None:
        raise click.UsageError("--seed and --seeds cannot be given together")
    return list(range(1, seeds + 1)) if seeds is not None else [1 if seed is None else seed]
