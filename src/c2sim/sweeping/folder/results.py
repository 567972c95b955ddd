"""The table of an experiment, in sample order, from the runs that were made."""

# pyright: standard

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from c2sim.experiment import Experiment
from c2sim.simulation.outcome import is_worse
from c2sim.sweeping.folder.doubles import without_duplicates
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.table import FAILURE, RUNS, schema_of_runs
from c2sim.sweeping.run_plan import RunPlan


def read_results(folder: str | Path) -> pd.DataFrame:
    """The table of a results folder, in sample order; runs not made yet are left out.

    Raises:
        C2simError: when the folder holds no results, a part that cannot be believed, or two runs of one name
            that differ.
    """
    return table_of(Reader(Path(folder)))


def table_of(kept: Reader) -> pd.DataFrame:
    """The table of what a reader finds, as `read_results` gives it."""
    return frame(kept.plan, kept.tables(RUNS))


def failures(folder: Path) -> pd.DataFrame:
    """Runs that failed: run_id, row, scenario, seed, failure."""
    columns = ["run_id", "row", "scenario", "seed", FAILURE]
    tables = [one.filter(pc.field(FAILURE).is_valid()) for one in Reader(folder).tables(RUNS, columns)]
    return pa.concat_tables(tables).to_pandas().drop_duplicates().sort_values("row")


def frame(plan: RunPlan, tables: Iterable[pa.Table]) -> pd.DataFrame:
    """One row for each run of the experiment that has been made, in sample order."""
    experiment = plan.experiment
    together = pa.concat_tables([schema_of_runs(experiment).empty_table(), *tables])
    made = without_duplicates(together.to_pandas()).set_index("row")
    at = plan.made_at()
    here = np.isin(at, made.index.to_numpy())
    rows = np.flatnonzero(here)
    outcomes = [one.name for one in experiment.kept]
    runs = made.loc[at[here], ["run_id", *outcomes, FAILURE]].reset_index(drop=True)
    table = pd.concat([runs[["run_id"]], _design(plan, rows), runs[[*outcomes, FAILURE]]], axis=1)
    return _with_harm(table, experiment)


def _design(plan: RunPlan, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pd.DataFrame:
    """Scenario, point, seed and factors of some rows."""
    experiment, points = plan.experiment, plan.points
    pair, replicate = np.divmod(rows, experiment.replicates)
    scenario, point = np.divmod(pair, len(points))
    names = np.array([one.name for one in experiment.scenarios], dtype=object)
    columns = {"scenario": names[scenario], "point": point, "seed": replicate + 1}
    factors = {name: column[point] for name, column in zip(points.names, points.columns, strict=True)}
    return pd.DataFrame({**columns, **factors})


def _with_harm(table: pd.DataFrame, experiment: Experiment) -> pd.DataFrame:
    """The outcomes in the order asked for, those of harm found from the paired run."""
    asked = [one.name for one in experiment.asked]
    kept = [one.name for one in experiment.kept]
    base = table[table["scenario"] == experiment.against].set_index(["point", "seed"])
    for one in experiment.asked:
        if one.kind != "harm":
            continue
        other = base[f"{one.measure}_final"].reindex(
            pd.MultiIndex.from_arrays([table["point"], table["seed"]])
        )
        pairs = zip(table[f"{one.measure}_final"].tolist(), other.tolist(), strict=True)
        table[one.name] = pd.array([is_worse(one.measure, *pair) for pair in pairs], dtype="boolean")
    before = [name for name in table.columns if name not in (*asked, *kept, FAILURE)]
    return table.loc[:, [*before, *asked, FAILURE]]
