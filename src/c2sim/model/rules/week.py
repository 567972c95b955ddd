"""One week, in order. The model runs phase 1 (interventions) between `begin` and `run`.

 2. attendance     who comes to gatherings, who takes a seat
 3. neighbourhood  issues arise and lapse, streets wear, antisocial behaviour
 4. meeting        who meets whom; tying: ties and trust in neighbours; neighbours: means over ties
 5. voice          issues are raised, priorities made
 6. services       promises fall due, issues are taken up
 7. informing      news reaches residents
 8. stress         load, return, calm; wear
 9. hope           agency and pathways
10. trust          trust in services, influence, memory
11. participation  taking part, giving up, fatigue, confidence
12. organising     groups and the partnership
13. practice       stance, discretion, trust in residents, posts
14. moving         leaving and arriving
15. drifting       what is usual for a person changes over years

A phase reads what earlier phases wrote this week and, for its own level, the values at its start.
"""

from c2sim.engine.compiling import entry
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.drifting import drifting
from c2sim.model.rules.hope import hope
from c2sim.model.rules.informing import informing
from c2sim.model.rules.meeting import meeting
from c2sim.model.rules.moving import moving
from c2sim.model.rules.neighbourhood import neighbourhood
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.rules.organising import organising
from c2sim.model.rules.participation import participation
from c2sim.model.rules.phase import Phase
from c2sim.model.rules.practice import practice
from c2sim.model.rules.services import services
from c2sim.model.rules.stress import stress
from c2sim.model.rules.trust import trust
from c2sim.model.rules.tying import tying
from c2sim.model.rules.voice import voice
from c2sim.model.state import State

PHASES: tuple[Phase, ...] = (
    attendance,
    neighbourhood,
    meeting,
    tying,
    neighbours,
    voice,
    services,
    informing,
    stress,
    hope,
    trust,
    participation,
    organising,
    practice,
    moving,
    drifting,
)


def begin(state: State, week: int) -> None:
    """Open a week: nothing has been called, met or caused yet, and nobody has come to anything.

    No gatherings, no happenings; `attended`, `raised` and `present` -1; `hub` false; `met`, `good`, `bad`,
    `offers`, `pressed` and `hours` of providers and `causes` zero; the place of this week in the ring of 26
    weeks of partnership meetings cleared.
    """
    state.week = week
    _clear(state.view())


@entry
def _clear(state: State) -> None:
    lives, providers = state.lives, state.provider_week
    state.gatherings.number[0] = 0
    lives.attended[:] = -1
    lives.raised[:] = -1
    state.hub[:] = False
    state.met[:] = 0.0
    providers.present[:] = -1
    for q in range(len(providers.present)):
        providers.good[q] = 0.0
        providers.bad[q] = 0.0
        providers.offers[q] = 0.0
        providers.pressed[q] = 0.0
        providers.hours[q] = 0.0
    state.causes[:] = 0.0
    state.meeting_weeks[state.week % len(state.meeting_weeks)] = False
    state.happenings.number[0] = 0


def run(state: State) -> None:
    """Run phases 2 to 15 of the week that has been opened."""
    view = state.view()
    for phase in PHASES:
        if phase.before is not None:
            phase.before(state)
            view = state.view()
        phase.kernel(view)
