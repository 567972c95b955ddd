from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Role
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.cost import ROLES
from c2sim.model.interventions.handle import Handle
from c2sim.model.measures.definitions import NAMES
from c2sim.model.measures.distributions import FOLLOWED, Part
from c2sim.model.parameters import with_changes
from c2sim.model.rules.standing import renew_and_end
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.results.result import Run
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
        parts = ("largest group", "second group", "newcomers")
        distributions = pd.DataFrame(
            [
                ("social group", part, 500, measure, 0.4, 0.4 + slope, slope * number, 0.5)
                for number, part in enumerate(parts)
                for measure in FOLLOWED
            ],
            columns=list(Part._fields),
        )
        costs = pd.DataFrame(2.0, index=weekly.index, columns=list(ROLES))
        return Run(
            scenario=scenario,
            seed=seed,
            weekly=weekly,
            causes=causes,
            pathway=steps,
            journal=journal,
            provenance={"commit": None},
            notes=("2 key residents",),
            distributions=distributions,
            costs=costs,
        )

    return make


@pytest.fixture
def open_week() -> Callable[[State, int], None]:
    """Open a week of a state, as the model does before its interventions act."""

    def opened(state: State, week: int) -> None:
        begin(state, week)
        renew_and_end(state)

    return opened


@pytest.fixture
def town(open_week: Callable[[State, int], None]) -> State:
    """A neighbourhood of 1,500 residents in week 1, without programme."""
    state = state_at_start(Neighbourhood(), with_changes({}), 1)
    open_week(state, 1)
    return state


@pytest.fixture
def act() -> Callable[..., Handle]:
    """Let an intervention of a kind act on a state; gives the handle that it used."""

    def acted(state: State, kind: str, **fields: object) -> Handle:
        intervention = KINDS[kind].model_validate({"kind": kind, "week": 1, **fields})
        handle = Handle(state, intervention.id)
        with wrapping():
            intervention.act(handle)
        return handle

    return acted


@pytest.fixture
def partners(town: State, act: Callable[..., Handle]) -> State:
    """The town with a facilitator, six residents and seven providers on the steering group, a partnership."""
    act(town, "facilitator")
    town.lives.roles[:6] = Role.KEY | Role.STEERING
    town.providers.partner[:7] = True
    act(town, "partnership")
    return town
