"""Who gains by a plan, and who carries its load: each part of the residents against itself without the plan.

A part of the residents changes without any plan too: the most stressed calm down, and those active before
take part less, because whoever stands far from their rest returns to it. So each part is held against
itself in the first scenario, seed by seed, before anything is said about gains.
"""

from collections.abc import Sequence

from c2sim.results.result import Run
from c2sim.results.seed_band import Band, band

type Gains = dict[str, dict[str, Band]]
"""By part of the residents and by measure (`hours` for the share of hours carried), a band over seeds."""


def gains(base: Sequence[Run], runs: Sequence[Run]) -> Gains:
    """What a plan adds to the change of each part of the residents, and to their share of all hours.

    Args:
        base: runs of the scenario that the plan is held against, one a seed.
        runs: runs of the plan with the same seeds, in the same order.
    """
    differences: dict[str, dict[str, list[float]]] = {}
    for one, other in zip(base, runs, strict=True):
        without, with_plan = _by_part(one), _by_part(other)
        for part, values in with_plan.items():
            for measure, value in values.items():
                found = differences.setdefault(part, {}).setdefault(measure, [])
                found.append(value - without[part][measure])
    return {
        part: {measure: band(values) for measure, values in by_measure.items()}
        for part, by_measure in differences.items()
    }


def _by_part(run: Run) -> dict[str, dict[str, float]]:
    """Change of each measure in each part, and the share of hours it carried; newcomers have no change."""
    found: dict[str, dict[str, float]] = {}
    for row in run.distributions.to_dict("records"):
        of_part = found.setdefault(str(row["part"]), {"hours": float(row["hours"])})
        of_part[str(row["measure"])] = float(row["change"])
    return found
