"""What ``c2sim run REGION`` prints as JSON and writes: as of a run, with a column `neighbourhood`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from c2sim.files.folder import MANIFEST, PROGRAM, fill, refuse_unusable
from c2sim.output.region_figure import save_region_figure
from c2sim.output.run_folder import data_dictionary, write_csv, write_json, write_lines
from c2sim.region import RegionRun
from c2sim.results.result import Run
from c2sim.results.summary import digest, summarise

FILES = (
    "weekly.csv",
    "weekly.parquet",
    "causes.parquet",
    "costs.csv",
    "counts.csv",
    "distributions.csv",
    "moves.csv",
    "journal.jsonl",
    "data_dictionary.csv",
    "figure.png",
    MANIFEST,
)
_ALL = "weekly, causes, costs, counts, distributions, journal"
_KEYS = (
    (_ALL, "neighbourhood", "name", "Neighbourhood of the region; seed is the region's"),
    ("moves", "from", "name", "Neighbourhood that people left in this week"),
    ("moves", "to", "name", "Neighbourhood in which they look for a home from the next week on"),
    ("moves", "people", "residents", "How many"),
)


def summarise_region(runs: Sequence[RegionRun], *, bands: bool) -> dict[str, Any]:
    """The object that `--json` prints: of each neighbourhood what it prints of a run, and who moved."""
    region = runs[0].region
    return {
        "region": region.name,
        "seeds": [run.seed for run in runs],
        "weeks": region.weeks,
        "neighbourhoods": {
            name: summarise([run.runs[name] for run in runs], bands=bands) for name in runs[0].runs
        },
        "moves": [
            {"seed": run.seed, "from": origin, "to": to, "people": people}
            for run in runs
            for (origin, to), people in run.moved.items()
        ],
    }


def refuse_region_folder(folder: Path) -> None:
    """Refuse, before anything is run, a folder that `write_region` could not or should not fill."""
    refuse_unusable(folder, FILES)


def write_region(runs: Sequence[RegionRun], folder: Path, command: Sequence[str] = ()) -> None:
    """Write the runs of one region: all files, or none.

    Raises:
        C2simError: when the folder cannot be written to or holds other things.
    """
    refuse_region_folder(folder)
    fill(folder, lambda draft: _write(runs, draft, command))


def _write(runs: Sequence[RegionRun], draft: Path, command: Sequence[str]) -> None:
    for name in ("weekly", "costs", "counts"):
        write_csv(_table(runs, name, by_week=True), draft / f"{name}.csv")
    for name in ("distributions", "moves"):
        write_csv(_table(runs, name), draft / f"{name}.csv")
    _table(runs, "weekly", by_week=True).to_parquet(draft / "weekly.parquet", index=False)
    _table(runs, "causes").to_parquet(draft / "causes.parquet", index=False)
    journal = ({"seed": run.seed, **entry} for run in runs for entry in run.journal)
    write_lines(journal, draft / "journal.jsonl")
    keys = [{"file": f, "column": c, "unit": u, "definition": d} for f, c, u, d in _KEYS]
    rows = [*keys, *data_dictionary()]
    write_csv(pd.DataFrame(rows, columns=list(rows[-1])), draft / "data_dictionary.csv")
    save_region_figure(runs, draft / "figure.png")
    write_json(_manifest(runs, command), draft / MANIFEST)


def _table(runs: Sequence[RegionRun], name: str, *, by_week: bool = False) -> pd.DataFrame:
    parts: list[pd.DataFrame] = []
    for run in runs:
        frame: pd.DataFrame = getattr(run, name)
        part = frame.reset_index() if by_week else frame.copy()
        part.insert(0, "seed", run.seed)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _manifest(runs: Sequence[RegionRun], command: Sequence[str]) -> dict[str, Any]:
    """What was run, with what, and what came of it."""
    first = runs[0]
    made_of = next(iter(first.runs.values())).provenance
    return {
        "program": PROGRAM,
        "command": list(command),
        "region": first.region.model_dump(mode="json", by_alias=True),
        "seeds": [run.seed for run in runs],
        "neighbourhoods": {name: _of_one([run.runs[name] for run in runs]) for name in first.runs},
        "notes": list(first.notes),
        **{key: value for key, value in made_of.items() if "digest" not in key},
    }


def _of_one(runs: Sequence[Run]) -> dict[str, Any]:
    """What is particular to one neighbourhood."""
    return {
        "seeds": [run.seed for run in runs],
        "digest": digest(runs),
        "person_hours": [run.cost for run in runs],
        **{key: value for key, value in runs[0].provenance.items() if "digest" in key},
    }
