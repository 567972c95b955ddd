# pyright: standard, reportCallIssue=false, reportArgumentType=false, reportReturnType=false
"""The page of a sweep: differences against a scenario at each point, and outcomes by a factor."""

from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from c2sim.analysis.paired import outcomes_of, paired
from c2sim.experiment import Experiment
from c2sim.output.html_page import heading, page, paragraph, picture, table
from c2sim.output.style import STYLE
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import table_of

_MOST_PANELS, _MOST_ROWS = 6, 200
_ASIDE = 0.015  # of the range of a factor, so that scenarios do not hide each other


def sweep_page(folder: Path) -> str:
    """The page of a folder of `c2sim sweep`.

    Raises:
        C2simError: when the folder is none.
    """
    kept = Reader(folder)
    experiment, runs = kept.experiment, table_of(kept)
    manifest = {name: value for name, value in kept.manifest.record.items() if name != "experiment"}
    failed = int(runs["failure"].notna().sum())
    parts = [
        paragraph(experiment.summary),
        paragraph(f"{len(runs):,} of {experiment.runs:,} runs are made; {failed:,} of them failed."),
    ]
    outcomes = outcomes_of(runs)
    if len(runs) and outcomes:
        words = "Outcomes by scenario and point: mean over seeds, and the middle nine tenths of them"
        parts += [picture(sweep_figure(experiment, runs), words), paragraph(f"{words}.")]
        parts += _against(experiment, runs, outcomes)
    return page(f"Experiment: {experiment.name}", parts, manifest)


def _against(experiment: Experiment, runs: pd.DataFrame, outcomes: list[str]) -> list[str]:
    names = [one.name for one in experiment.scenarios]
    against = experiment.against or names[0]
    if len(set(runs["scenario"])) < 2 or against not in set(runs["scenario"]):
        return []
    points = experiment.design_points
    values = pd.DataFrame(dict(zip(points.names, points.columns, strict=True)), index=range(len(points)))
    rows = paired(runs, against, outcomes)
    rows = rows[["scenario", "point"]].join(values, on="point").join(rows.drop(columns=["scenario", "point"]))
    shown = rows.head(_MOST_ROWS).itertuples(index=False)
    left_out = f" The first {_MOST_ROWS} of {len(rows)} rows." if len(rows) > _MOST_ROWS else ""
    return [
        heading(f"Against {against}, seed by seed"),
        paragraph(
            "difference: mean over seeds with its 95 % interval; harm: share of seeds in which the plan ends "
            f"on the worse side, with Wilson's interval.{left_out}"
        ),
        table(tuple(map(str, rows.columns)), [tuple(row) for row in shown]),
    ]


def sweep_figure(experiment: Experiment, runs: pd.DataFrame) -> Figure:
    """The first outcomes against the first factor, or by scenario where nothing varies."""
    outcomes = outcomes_of(runs)[:_MOST_PANELS]
    numeric = [name for name in experiment.design_points.names if pd.api.types.is_numeric_dtype(runs[name])]
    rows = -(-len(outcomes) // 3)
    with rc_context(STYLE):
        figure = Figure(figsize=(11.5, 0.6 + 3.0 * rows), layout="constrained")
        panels = figure.subplots(rows, 3, squeeze=False).ravel()
        for axes in panels[len(outcomes) :]:
            axes.set_visible(False)
        for axes, outcome in zip(panels, outcomes, strict=False):
            _panel(axes, runs, outcome, numeric[0] if numeric else None)
        panels[0].legend(frameon=False, fontsize=8)
    return figure


def _panel(axes: Axes, runs: pd.DataFrame, outcome: str, factor: str | None) -> None:
    aside = 0.0 if factor is None else _ASIDE * float(runs[factor].max() - runs[factor].min())
    for number, (name, own) in enumerate(runs.groupby("scenario", sort=False)):
        keys = own[factor].to_numpy() if factor else pd.Series(number, index=own.index).to_numpy()
        found = own[outcome].astype("float64").groupby(keys).describe(percentiles=[0.05, 0.95])
        mean = found["mean"]
        axes.errorbar(
            found.index.to_numpy(np.float64) + aside * number,
            mean,
            yerr=[(mean - found["5%"]).clip(lower=0), (found["95%"] - mean).clip(lower=0)],
            fmt="o-", markersize=3, linewidth=1.2, elinewidth=0.8, capsize=2, label=str(name),
        )  # fmt: skip
    axes.set_title(outcome, fontweight="bold", loc="left", fontsize=9)
    axes.set_xlabel(factor or "scenario")
    if factor is None:
        axes.set_xticks([])
