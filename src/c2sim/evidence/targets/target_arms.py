"""The arms of the targets: each a bundled scenario in a place, for so many weeks, once a seed.

All arms of a seed start from the same people, but for the places whose services can act or cannot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from c2sim.evidence.targets.dose_sweep import UP_AND_DOWN, up_and_down
from c2sim.evidence.targets.experiments import (
    AFTER,
    VISITING,
    ByHand,
    Experiment,
    FriendlyVisits,
    KeptPromises,
)
from c2sim.evidence.targets.trace import Trace, Tracer
from c2sim.experiment.address import with_point
from c2sim.experiment.factor import Value
from c2sim.model.state import State
from c2sim.place.services import Services
from c2sim.scenario import Scenario, load_scenario
from c2sim.simulation.model import Model, run_weeks

SIX_YEARS, TWO_YEARS = 312, 104
AFTERWARDS = 260
"""Weeks for which what a broken promise did is followed from when it was learnt of."""

type Changes = Mapping[str, Value]
"""What differs from the defaults: by `section.parameter` or `neighbourhood.field`."""

ABLE = Services(kept_in_time=0.9, delay=8.0, capacity=0.2)
"""Services that can act: shares kept in time as good ones have them (row 19), and room for what is asked."""
UNABLE = Services(kept_in_time=0.2, delay=26.0, capacity=0.05)
"""Services that cannot: shares kept below those of failing ones, late, and little room."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A scenario, its horizon, how able services are, and what is done by hand, if anything."""

    scenario: str | Callable[[], Scenario]
    """Name of a bundled one, or how it is made."""
    weeks: int = SIX_YEARS
    services: Services | None = None
    experiment: Callable[[State], Experiment] | None = None

    def plan(self, residents: int, changes: Changes) -> Scenario:
        """The scenario at a size, with what differs, in a place with such services."""
        plan = load_scenario(self.scenario) if isinstance(self.scenario, str) else self.scenario()
        plan = plan.with_changes(weeks=self.weeks, residents=residents)
        if self.services is not None:
            place = {**dict(plan.neighbourhood), "services": self.services}
            plan = plan.model_validate({**dict(plan), "neighbourhood": place})
        return with_point(plan, changes)


ARMS: dict[str, Arm] = {
    "status_quo": Arm("status_quo"),
    "seven_steps": Arm("seven_steps"),
    "friendly_visits": Arm("status_quo", VISITING + AFTER[-1], experiment=FriendlyVisits),
    "kept_promises": Arm(
        "status_quo", AFTERWARDS + 10, experiment=lambda state: KeptPromises(state, broken=False)
    ),
    "one_broken_promise": Arm(
        "status_quo", AFTERWARDS + 10, experiment=lambda state: KeptPromises(state, broken=True)
    ),
    "dose_up_and_down": Arm(up_and_down, UP_AND_DOWN),
    "status_quo_able": Arm("status_quo", TWO_YEARS, ABLE),
    "seven_steps_able": Arm("seven_steps", TWO_YEARS, ABLE),
    "status_quo_unable": Arm("status_quo", TWO_YEARS, UNABLE),
    "seven_steps_unable": Arm("seven_steps", TWO_YEARS, UNABLE),
}


def traced(
    arm: Arm, seed: int, residents: int, changes: Changes, progress: Callable[[int], object] | None = None
) -> Trace:
    """Run an arm with a seed and keep what the rows need; progress is told of each week."""
    plan = arm.plan(residents, changes)
    model = Model(plan, rng=seed, journal=False)
    experiment = arm.experiment(model.state) if arm.experiment else None
    tracer = Tracer(model, plan.weeks)
    alive = ByHand(model, experiment) if experiment else model
    run_weeks(alive, plan.weeks, tracer.look, progress)
    return tracer.trace(experiment.marks if experiment else {})
