"""The data dictionary of a results folder: file, column, unit and definition."""

from pathlib import Path

from c2sim.experiment import Experiment
from c2sim.experiment.address import explain_factor
from c2sim.files.atomic_file import write_whole
from c2sim.files.spreadsheet import csv_of_rows

FILE = "data_dictionary.csv"
_HEAD = ("file", "column", "unit", "definition")
_KEYS = (
    ("runs, statistics", "run_id", "text", "Digest of model version, scenario, point and seed; names a run"),
    ("runs, statistics", "row", "number", "Place in the whole table: scenario by scenario, point by point"),
    ("runs", "scenario", "text", "Name of the scenario"),
    ("runs", "point", "number", "Number of the point, from 0, in sample order"),
    ("runs", "seed", "number", "Seed of the replicate; the same seeds at every point and in every scenario"),
)
_REST = (
    ("runs", "failure", "text", "Why the run failed; null if it is whole"),
    ("statistics", "seconds", "seconds", "Wall time of the run"),
    ("statistics", "host", "text", "Machine that made it"),
    ("statistics", "process", "number", "Process that made it"),
)


def data_dictionary(experiment: Experiment) -> list[tuple[str, str, str, str]]:
    """What each column means; harm is found when results are read, from two runs, and stands in no file."""
    factors = [
        ("runs", name, *explain_factor(name, experiment.scenarios)) for name in experiment.design_points.names
    ]
    outcomes = [("runs", one.name, one.unit, one.definition) for one in experiment.kept]
    harm = [
        ("read_results", one.name, one.unit, one.definition) for one in experiment.asked if one.kind == "harm"
    ]
    return [*_KEYS, *factors, *outcomes, *harm, *_REST]


def write_dictionary(experiment: Experiment, folder: Path) -> None:
    """Write it as CSV.

    Raises:
        OSError: when the system refuses.
    """
    write_whole(folder / FILE, csv_of_rows([_HEAD, *data_dictionary(experiment)]))
