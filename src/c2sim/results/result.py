"""What one run gives: frames, the pathway, the journal, and where it all came from."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from c2sim.model.measures.organisers_listening import WEEKS_PUBLISHED, listening_ratios
from c2sim.results.by_who import naive_frame
from c2sim.results.cohort import Cohort
from c2sim.results.happenings import Happening
from c2sim.results.residents_record import ResidentsRecord

if TYPE_CHECKING:
    import pandas as pd

    from c2sim.scenario import Scenario


def _nothing() -> "pd.DataFrame":
    import pandas as pd  # not at the top: what checks a scenario makes no frame

    return pd.DataFrame()


@dataclass(frozen=True, eq=False)
class Run:
    """One scenario, followed week by week with one seed."""

    scenario: "Scenario"
    """What was run, as resolved: changed horizon and size included."""
    seed: int
    weekly: "pd.DataFrame"
    """One row a week (week 0, the start, included) and one column a measure; NaN is null."""
    causes: "pd.DataFrame"
    """Why levels changed: week, level, cause, change of the mean."""
    pathway: dict[int, int | None]
    """For each pathway step the week in which it was first reached, None if it was not."""
    journal: list[dict[str, Any]]
    """What happened: week, event, who, whom, cause, and a sentence; empty if it was switched off."""
    provenance: dict[str, Any]
    """Versions, commit, platform, and digests of the scenario and its parameters."""
    distributions: "pd.DataFrame" = field(default_factory=_nothing)
    """Who gains and who carries the load: split, part, people, measure, first, last, change, hours."""
    notes: tuple[str, ...] = field(default=())
    """What was scaled to the size of the neighbourhood, and where a floor bites."""
    counts: "pd.DataFrame" = field(default_factory=_nothing)
    """One row a week and one column for whatever is counted from week 0 on: ties formed, faded and left
    by kind, people who began and stopped taking part, promises, issues, groups, moves."""
    costs: "pd.DataFrame" = field(default_factory=_nothing)
    """Person-hours of the plan: one row a week and one column a role."""
    cohort: Cohort | None = None
    """The residents of week 0 in week 156 and in the last week; None if they were not followed up."""
    residents: ResidentsRecord | None = None
    """What each resident did, week by week; None unless it was asked for."""
    happenings: tuple[Happening, ...] = field(default=())
    """What came of each intervention: planned, happened, reached nobody, and why it did not happen."""

    @property
    def cost(self) -> dict[str, float]:
        """Person-hours of the plan over the whole run, by role."""
        return {str(role): float(hours.sum()) for role, hours in self.costs.items()}

    @property
    def by_who(self) -> "pd.DataFrame":
        """Those who came, the core and those who never came, without a twin: change and naive gap in SD.

        One row a week (156, and the last one), level and part: week, level, part, mean, change, gap (each
        with an interval, null for one run), residents, reason (see `results/naive.py`).
        """
        return naive_frame([self])

    @property
    def listening(self) -> dict[str, float]:
        """Listenings for each volunteer and project in the first 51 weeks; empty without organisers."""
        starts = [one.week or 1 for one in self.scenario.interventions if one.kind == "organisers"]
        if not starts:
            return {}
        year = self.counts.iloc[: min(starts) + WEEKS_PUBLISHED].iloc[-1]
        return listening_ratios({str(name): float(value) for name, value in year.items()})
