"""The files that ``c2sim run --out`` writes.

`weekly` holds the measures, `causes` why levels changed, `distributions` who gains and who carries the
load, `costs` the person-hours, `journal` what happened, `manifest` how to make the same again,
`data_dictionary` what each column means, and `figure` the pathway at a glance.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from c2sim.files.folder import PROGRAM, refuse_unusable
from c2sim.model.interventions.cost import ROLES
from c2sim.model.measures.definitions import MEASURES
from c2sim.output.contents import Contents, files_of, journal_of, stacked, write_contents
from c2sim.results.result import Run
from c2sim.results.summary import digest

_TABLES = ("weekly", "costs", "distributions")
_COLUMNS = ("weekly", "causes")
FILES = files_of(_TABLES, _COLUMNS)
"""What a folder of runs holds."""

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
    write_contents(lambda: _contents(runs, command), folder, FILES)


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


def _contents(runs: Sequence[Run], command: Sequence[str]) -> Contents:
    from c2sim.output.pathway_figure import save_figure  # not at the top: a refusal draws nothing

    return Contents(
        tables={name: stacked(runs, name) for name in _TABLES},
        columns={name: stacked(runs, name) for name in _COLUMNS},
        journal=journal_of(runs),
        dictionary=data_dictionary(),
        figure=partial(save_figure, runs),
        manifest=manifest(runs, command),
    )
