import numpy as np
import pytest

from c2sim.model.measures.definitions import NAMES
from golden import SCENARIOS, SEEDS, WEEKS, kept_rows, rows_of


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_run_gives_the_rows_that_were_agreed_on(scenario: str, seed: int) -> None:
    names, kept = kept_rows(scenario, seed)
    assert len(names) == len(set(names)) > 20
    assert set(names) <= set(NAMES)  # a new measure is not in them yet
    rows = rows_of(scenario, seed)[:, [NAMES.index(name) for name in names]]
    assert rows.shape == kept.shape == (WEEKS + 1, len(names))
    np.testing.assert_allclose(rows, kept, rtol=1e-9, atol=1e-9)
