"""What a run of a region gives: that of each neighbourhood, and the same frames with a column for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from c2sim.region.region import Region
from c2sim.results.result import Run

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RegionRun:
    """A region, followed week by week with one seed."""

    region: Region
    """What was run."""
    seed: int
    """Seed of the region; each run has the seed of its neighbourhood."""
    runs: dict[str, Run]
    """The run of each neighbourhood, by its name."""
    moves: "pd.DataFrame"
    """How many left one neighbourhood for another: week, from, to, people."""

    @property
    def weekly(self) -> "pd.DataFrame":
        """The weekly measures: index week, columns neighbourhood and one a measure."""
        return self._frame("weekly")

    @property
    def causes(self) -> "pd.DataFrame":
        """Why levels changed: neighbourhood, week, level, cause, change of the mean."""
        return self._frame("causes")

    @property
    def counts(self) -> "pd.DataFrame":
        """What was counted from week 0 on: index week, columns neighbourhood and one for each count."""
        return self._frame("counts")

    @property
    def costs(self) -> "pd.DataFrame":
        """Person-hours of the plans: index week, columns neighbourhood and one a role."""
        return self._frame("costs")

    @property
    def distributions(self) -> "pd.DataFrame":
        """Who gains and who carries the load in each neighbourhood."""
        return self._frame("distributions")

    @property
    def pathway(self) -> dict[str, dict[int, int | None]]:
        """For each neighbourhood the week in which each pathway step was first reached."""
        return {name: run.pathway for name, run in self.runs.items()}

    @property
    def journal(self) -> list[dict[str, Any]]:
        """What happened, neighbourhood by neighbourhood."""
        return [{"neighbourhood": name, **entry} for name, run in self.runs.items() for entry in run.journal]

    @property
    def moved(self) -> dict[tuple[str, str], int]:
        """How many left one neighbourhood for another over the whole run: by where from and where to."""
        totals: dict[tuple[str, str], int] = {}
        for origin, to, people in self.moves[["from", "to", "people"]].itertuples(index=False):
            totals[origin, to] = totals.get((origin, to), 0) + int(people)
        return totals

    @property
    def notes(self) -> tuple[str, ...]:
        """What was scaled to the sizes of the neighbourhoods."""
        return tuple(f"{name}: {note}" for name, run in self.runs.items() for note in run.notes)

    def _frame(self, which: str) -> "pd.DataFrame":
        import pandas as pd  # not at the top: what checks a region makes no frame

        parts: list[pd.DataFrame] = []
        for name, run in self.runs.items():
            part: pd.DataFrame = getattr(run, which).copy()
            part.insert(0, "neighbourhood", name)
            parts.append(part)
        return pd.concat(parts, ignore_index=parts[0].index.name is None)
