"""Those who take part at first are as many as stated, and those with most motive."""

import numpy as np
import pytest

from c2sim.model.codes import LEVELS, NEVER, Activity, Level, Rate
from c2sim.model.parameters import with_changes
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import make_state

STILL = 0.9  # of those active within 12 weeks, who are so in one of them


@pytest.mark.parametrize("stated", [0.03, 0.08, 0.3])
def test_as_many_take_part_at_first_as_go_with_the_stated_share(stated: float) -> None:
    place = Neighbourhood(residents=20_000, baseline=Baseline(participation=stated))
    state = make_state(place, with_changes({}), np.zeros(len(Rate)), np.zeros(len(LEVELS)), 0.15, 1)
    active = state.residents.activity != Activity.UNINVOLVED
    assert active.mean() == pytest.approx(STILL * stated, rel=0.1)
    assert 0 < (state.residents.activity >= Activity.VOLUNTEERING).sum() < active.sum()


def test_who_takes_part_at_first_has_more_hope_and_less_stress() -> None:
    place = Neighbourhood(residents=20_000)
    state = make_state(place, with_changes({}), np.zeros(len(Rate)), np.zeros(len(LEVELS)), 0.15, 1)
    active = state.residents.activity != Activity.UNINVOLVED
    levels = state.residents.levels
    assert levels[Level.AGENCY, active].mean() > levels[Level.AGENCY, ~active].mean() + 0.05
    assert levels[Level.STRESS, active].mean() < levels[Level.STRESS, ~active].mean() - 0.02


def test_who_takes_part_at_first_has_done_so_for_a_while_and_most_for_long() -> None:
    """Those who stop soon are few at any time among those who take part, and nobody else has served."""
    place = Neighbourhood(residents=20_000)
    state = make_state(place, with_changes({}), np.zeros(len(Rate)), np.zeros(len(LEVELS)), 0.15, 1)
    active = state.residents.activity != Activity.UNINVOLVED
    assert (state.lives.served[~active] == NEVER).all()
    weeks = state.week - state.lives.served[active]
    assert 0 <= weeks.min() < 13
    assert 260 < weeks.max() <= 520
    assert np.median(weeks) > 52
