"""What may be asked for: options that refuse the impossible before anything is computed."""

import click

SEED = click.IntRange(0, 2**32 - 1)
SEEDS = click.IntRange(1, 10_000)
WEEKS = click.IntRange(1, 2600)
RESIDENTS = click.IntRange(2, 1_000_000)


def one_of_seed_and_seeds(seed: int | None, seeds: int | None) -> list[int]:
    """The seeds that are asked for: the one, or 1 to `seeds`, or else seed 1."""
    if seed is not None and seeds is not None:
        raise click.UsageError("--seed and --seeds cannot be given together")
    return list(range(1, seeds + 1)) if seeds is not None else [1 if seed is None else seed]
