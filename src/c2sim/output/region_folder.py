"""What ``c2sim run REGION`` prints as JSON and writes: as of a run, with a column `neighbourhood`."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from c2sim.files.folder import PROGRAM, refuse_unusable
from c2sim.output.contents import Contents, files_of, journal_of, stacked, write_contents
from c2sim.output.run_folder import data_dictionary
from c2sim.region import RegionRun
from c2sim.results.result import Run
from c2sim.results.summary import digest, summarise

_TABLES = ("weekly", "costs", "counts", "distributions", "moves")
_COLUMNS = ("weekly", "causes")
FILES = files_of(_TABLES, _COLUMNS)
"""What a folder of runs of a region holds."""
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
    write_contents(lambda: _contents(runs, command), folder, FILES)


def _contents(runs: Sequence[RegionRun], command: Sequence[str]) -> Contents:
    from c2sim.output.region_figure import save_region_figure  # not at the top: a refusal draws nothing

    keys = [{"file": f, "column": c, "unit": u, "definition": d} for f, c, u, d in _KEYS]
    return Contents(
        tables={name: stacked(runs, name) for name in _TABLES},
        columns={name: stacked(runs, name) for name in _COLUMNS},
        journal=journal_of(runs),
        dictionary=[*keys, *data_dictionary()],
        figure=partial(save_region_figure, runs),
        manifest=_manifest(runs, command),
    )


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
