"""Weekly rows of some runs as they were when last agreed on; how they are made, read and compared.

Renew them with `uv run python -m tests.golden`, in a commit that says why the results have changed.
"""

import csv
from pathlib import Path

import numpy as np

from c2sim.mesa.model import C2Model
from c2sim.model.arrays import Floats
from c2sim.model.measures.definitions import NAMES

SCENARIOS = ("seven_steps", "listening_without_response", "imposed_programme")
SEEDS = (1, 2)
RESIDENTS, WEEKS = 300, 104


def golden_file(scenario: str, seed: int) -> Path:
    """Where the rows of a run are kept."""
    return Path(__file__).parent / f"{scenario}_{seed}.csv"


def rows_of(scenario: str, seed: int) -> Floats:
    """Weekly rows of a run, in the order of the measures."""
    model = C2Model(scenario, residents=RESIDENTS, weeks=WEEKS, rng=seed, journal=False)
    model.run_for(WEEKS)
    return model.weekly.to_numpy()


def renew(scenario: str, seed: int) -> None:
    """Write the rows of a run."""
    with golden_file(scenario, seed).open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(NAMES)
        table.writerows([f"{value:.12g}" for value in row] for row in rows_of(scenario, seed).tolist())


def kept_rows(scenario: str, seed: int) -> tuple[list[str], Floats]:
    """Names of the measures and the rows that are kept."""
    with golden_file(scenario, seed).open(newline="", encoding="utf-8") as file:
        names, *rows = csv.reader(file)
    return names, np.array(rows, dtype=float)
