from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from c2sim.measures.definitions import NAMES
from c2sim.result import Run
from c2sim.scenario import Scenario


@pytest.fixture
def make_run() -> Callable[..., Run]:
    """Runs made up without the model: every measure rises by `slope` a week, from its place in the table."""

    def make(
        name: str = "made_up", seed: int = 1, weeks: int = 10, slope: float = 0.01, pathway: int | None = 4
    ) -> Run:
        start = np.arange(len(NAMES)) / 10 + seed / 100
        values = start + slope * np.arange(weeks + 1)[:, None]
        weekly = pd.DataFrame(values, columns=list(NAMES), index=pd.RangeIndex(weeks + 1, name="week"))
        weekly["response_time"] = np.nan
        causes = pd.DataFrame({"week": [1], "level": ["stress"], "cause": ["hardship"], "change": [slope]})
        journal = [{"week": 1, "event": "met", "who": "a", "whom": "b", "cause": "c", "text": "a met b."}]
        steps = {number: pathway if number == 1 else None for number in range(1, 8)}
        scenario = Scenario(name=name, weeks=weeks)
        return Run(scenario, seed, weekly, causes, steps, journal, {"commit": None}, ("2 key residents",))

    return make
