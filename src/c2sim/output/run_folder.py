"""The files that ``c2sim run --out`` writes.

`weekly` holds the measures, `causes` why levels changed, `distributions` who gains and who carries the
load, `costs` the person-hours, `journal` what happened, `manifest` how to make the same again,
`data_dictionary` what each column means, and `figure` the pathway at a glance.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from c2sim.files.folder import MANIFEST, PROGRAM, fill, refuse_unusable
from c2sim.files.spreadsheet import csv_of_table
from c2sim.model.interventions.cost import ROLES
from c2sim.model.measures.definitions import MEASURES
from c2sim.output.pathway_figure import save_figure
from c2sim.results.result import Run
from c2sim.results.summary import digest

FILES = (
    "weekly.csv",
    "weekly.parquet",
    "causes.parquet",
    "costs.csv",
    "distributions.csv",
    "journal.jsonl",
    "data_dictionary.csv",
    "figure.png",
    MANIFEST,
)

_KEYS = (
    ("weekly, causes, costs, journal", "seed", "whole number", "Seed of the run"),
    ("weekly, causes, costs, journal", "week", "week", "Week; 0 is the start"),
    ("causes", "level", "name", "The level that changed"),
    ("causes", "cause", "name", "Why it changed; causes of a week add up to the change of the mean"),
    ("causes", "change", "level", "Change of the mean in that week by that cause"),
    *(("costs", role, "person-hours", f"Hours of the role {role} that the plan takes") for role in ROLES),
    ("distributions", "seed", "whole number", "Seed of the run"),
    ("distributions", "split", "name", "By what the residents of week 0 are split"),
    (
        "distributions",
        "part",
        "name",
        "Which of them; newcomers are those who came later and stand there now",
    ),
    ("distributions", "people", "residents", "How many they are"),
    ("distributions", "measure", "name", "What is followed"),
    ("distributions", "first", "level", "Mean at week 0; null for newcomers"),
    ("distributions", "last", "level", "Mean in the last week, or as leavers left"),
    ("distributions", "change", "level", "last - first"),
    ("distributions", "hours", "share", "Of all hours given since week 0, what the part has carried"),
    ("journal", "event", "name", "What happened"),
    ("journal", "who", "name", "Who did it"),
    ("journal", "whom", "name", "With or to whom"),
    ("journal", "cause", "name", "Why"),
    ("journal", "text", "text", "The same as a sentence"),
)


def refuse_folder(folder: Path) -> None:
    """Refuse, before anything is run, a folder that `write_runs` could not or should not fill."""
    refuse_unusable(folder, FILES)


def write_runs(runs: Sequence[Run], folder: Path, command: Sequence[str] = ()) -> None:
    """Write the runs of one scenario: all files, or none.

    Raises:
        C2simError: when the folder cannot be written to or holds other things.
    """
    refuse_folder(folder)
    fill(folder, lambda draft: _write(runs, draft, command))


def weekly_table(runs: Sequence[Run]) -> pd.DataFrame:
    """The weekly measures of all runs: seed, week, then one column a measure."""
    return pd.concat([_with_seed(run, run.weekly.reset_index()) for run in runs], ignore_index=True)


def causes_table(runs: Sequence[Run]) -> pd.DataFrame:
    """The causes of all runs: seed, week, level, cause, change."""
    return pd.concat([_with_seed(run, run.causes) for run in runs], ignore_index=True)


def costs_table(runs: Sequence[Run]) -> pd.DataFrame:
    """Person-hours of all runs: seed, week, then one column a role."""
    return pd.concat([_with_seed(run, run.costs.reset_index()) for run in runs], ignore_index=True)


def distributions_table(runs: Sequence[Run]) -> pd.DataFrame:
    """Who gains and who carries the load in all runs: seed, then the columns of `Run.distributions`."""
    return pd.concat([_with_seed(run, run.distributions) for run in runs], ignore_index=True)


def data_dictionary() -> list[dict[str, str]]:
    """What each column of each file means."""
    rows = [{"file": f, "column": c, "unit": u, "definition": d} for f, c, u, d in _KEYS]
    rows += [
        {
            "file": "weekly",
            "column": measure.name,
            "unit": measure.unit,
            "definition": measure.meaning,
            "formula": measure.formula,
            "scope": measure.scope,
            "better": measure.better or "neither",
            "null": measure.null,
        }
        for measure in MEASURES
    ]
    return rows


def manifest(runs: Sequence[Run], command: Sequence[str] = ()) -> dict[str, Any]:
    """What was run, with what, and what came of it."""
    return {
        "program": PROGRAM,
        "command": list(command),
        "scenario": runs[0].scenario.model_dump(mode="json"),
        "seeds": [run.seed for run in runs],
        "digest": digest(runs),
        "person_hours": [run.cost for run in runs],
        "notes": list(runs[0].notes),
        **runs[0].provenance,
    }


def _write(runs: Sequence[Run], draft: Path, command: Sequence[str]) -> None:
    weekly = weekly_table(runs)
    tables = {"weekly": weekly, "costs": costs_table(runs), "distributions": distributions_table(runs)}
    for name, table in tables.items():
        write_csv(table, draft / f"{name}.csv")
    weekly.to_parquet(draft / "weekly.parquet", index=False)
    causes_table(runs).to_parquet(draft / "causes.parquet", index=False)
    journal = ({"seed": run.seed, **entry} for run in runs for entry in run.journal)
    write_lines(journal, draft / "journal.jsonl")
    rows = data_dictionary()
    write_csv(pd.DataFrame(rows, columns=list(rows[-1])), draft / "data_dictionary.csv")
    save_figure(runs, draft / "figure.png")
    write_json(manifest(runs, command), draft / MANIFEST)


def _with_seed(run: Run, frame: pd.DataFrame) -> pd.DataFrame:
    table = frame.copy()
    table.insert(0, "seed", run.seed)
    return table


def write_lines(records: Iterable[dict[str, Any]], file: Path) -> None:
    """Write one JSON object a line."""
    with file.open("w", encoding="utf-8", newline="\n") as lines:
        for record in records:
            lines.write(_json(record) + "\n")


def write_csv(table: pd.DataFrame, file: Path) -> None:
    """Write a table for a spreadsheet."""
    file.write_text(csv_of_table(table), encoding="utf-8", newline="\n")


def write_json(record: dict[str, Any], file: Path) -> None:
    """Write one JSON object."""
    file.write_text(_json(record, indent=2) + "\n", encoding="utf-8", newline="\n")


def _json(record: dict[str, Any], indent: int | None = None) -> str:
    return json.dumps(record, indent=indent, ensure_ascii=False, allow_nan=False, default=_number)


def _number(value: object) -> int | float | bool:
    """Numbers as numpy keeps them, for JSON."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
