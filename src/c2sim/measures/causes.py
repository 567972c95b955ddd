"""Why a level moved: the change of its mean each week, split by cause."""

import numpy as np
import pandas as pd

from c2sim.state import CAUSES, LEVELS, STANCE, Floats

CAUSED = (*tuple(name for name in LEVELS if name != "wear"), "stance")
"""Levels whose changes are recorded by cause; they add up to the change of the mean to 1e-9."""


def causes_frame(causes: Floats, residents: int, providers: int) -> pd.DataFrame:
    """Tidy frame (week, level, cause, change) from sums over rows; changes of exactly zero are left out.

    Args:
        causes: (weeks + 1, levels, causes), summed over residents (for stance over providers).
        residents: number of residents.
        providers: number of providers whose stance counts.
    """
    names = np.array([*LEVELS, "stance"], dtype=object)
    weeks, levels, kinds = np.nonzero(causes)
    kept = np.isin(names, CAUSED)[levels]
    weeks, levels, kinds = weeks[kept], levels[kept], kinds[kept]
    heads = np.where(levels == STANCE, max(1, providers), residents)
    return pd.DataFrame(
        {
            "week": weeks,
            "level": names[levels],
            "cause": np.array(CAUSES, dtype=object)[kinds],
            "change": causes[weeks, levels, kinds] / heads,
        }
    )
