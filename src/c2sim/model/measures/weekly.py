"""One row of the weekly table: the measures, computed from the state."""

import math
from collections.abc import Iterator, Mapping

from c2sim.engine.compiling import compiled, entry
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Agency, Count, Level, Mean, Stage
from c2sim.model.measures.definitions import NAMES, WeeklyRow
from c2sim.model.measures.dimensions import dimensions
from c2sim.model.measures.response import response
from c2sim.model.ordering import put_in_order
from c2sim.model.records import Issues, Lives, Providers, Residents
from c2sim.model.rules.group_count import led_by_residents
from c2sim.model.rules.neighbours import FULLY_CONNECTED
from c2sim.model.state import State
from c2sim.model.summing import mean

ACTIVE_WEEKS = 12
_TIRED = 0.3
_PLACES = {name: place for place, name in enumerate(NAMES)}


@compiled
def gini(ordered: Floats) -> float:
    """Gini coefficient of values from the smallest to the largest; NaN without any."""
    n = len(ordered)
    total = weighted = 0.0
    for k in range(n):
        total += ordered[k]
        weighted += (k + 1) * ordered[k]
    return 2.0 * weighted / (n * total) - (n + 1) / n if total > 0.0 else math.nan


@compiled
def _levels(people: Residents, out: Floats) -> None:
    """Mean of each level."""
    out[:] = 0.0
    n = len(people.street)
    for i in range(n):
        for level in range(len(out)):
            out[level] += people.levels[level, i]
    for level in range(len(out)):
        out[level] /= n


@compiled
def _ties_of(means: Floats) -> tuple[float, float, float, float, float]:
    """Connectivity, share of the isolated, and mean numbers of ties of each kind."""
    n = means.shape[1]
    connected = alone = bonding = bridging = linking = 0.0
    for i in range(n):
        local = means[Mean.BONDING_TIES, i] + means[Mean.BRIDGING_TIES, i]
        connected += min(1.0, local / FULLY_CONNECTED)
        alone += 1.0 if local == 0.0 else 0.0
        bonding += means[Mean.BONDING_TIES, i]
        bridging += means[Mean.BRIDGING_TIES, i]
        linking += means[Mean.LINKING_TIES, i]
    return connected / n, alone / n, bonding / n, bridging / n, linking / n


@compiled
def _work(week: int, people: Residents, lives: Lives, hours: Floats) -> tuple[float, float, float]:
    """Share that takes part, Gini coefficient of hours, and share of the tired among the active."""
    n = len(people.street)
    active = working = tired = 0.0
    giving = 0
    for i in range(n):
        active += 1.0 if week - lives.last_active[i] < ACTIVE_WEEKS else 0.0
        if people.activity[i] != Activity.UNINVOLVED:
            working += 1.0
            tired += 1.0 if people.levels[Level.FATIGUE, i] >= _TIRED else 0.0
            if lives.hours[i] > 0.0:
                hours[giving] = lives.hours[i]
                giving += 1
    put_in_order(hours, giving)
    return active / n, gini(hours[:giving]), tired / working if working > 0.0 else math.nan


@compiled
def open_issues(issues: Issues) -> int:
    """Issues neither solved nor lapsed."""
    number = 0
    for j in range(len(issues.stage)):
        if issues.stage[j] >= Stage.LATENT and issues.stage[j] != Stage.SOLVED and not issues.passed[j]:
            number += 1
    return number


@compiled
def _of_staff(values: Floats, providers: Providers) -> float:
    """Mean over providers in post, programme staff left out; NaN without any."""
    total = number = 0.0
    for q in range(len(values)):
        if providers.agency[q] != Agency.PROGRAMME and providers.in_post[q]:
            total += values[q]
            number += 1.0
    return total / number if number > 0.0 else math.nan


@compiled
def _measured(state: State) -> WeeklyRow:
    people, scratch, level = state.residents, state.scratch, state.scratch.levels
    _levels(people, level)
    connected, alone, bonding, bridging, linking = _ties_of(state.means)
    active, unequal, tired = _work(state.week, people, state.lives, scratch.ordered)
    inclusive, organised, cooperative, influential = dimensions(state, unequal, level[Level.INFLUENCE])
    median, half_year, year = response(state)
    return WeeklyRow(
        stress=level[Level.STRESS],
        wear=level[Level.WEAR],
        hope=0.5 * (level[Level.AGENCY] + level[Level.PATHWAYS]),
        agency=level[Level.AGENCY],
        pathways=level[Level.PATHWAYS],
        confidence=level[Level.CONFIDENCE],
        influence=level[Level.INFLUENCE],
        trust_neighbours=level[Level.TRUST_NEIGHBOURS],
        trust_services=level[Level.TRUST_SERVICES],
        connectivity=connected,
        isolated_share=alone,
        bonding=bonding,
        bridging=bridging,
        linking=linking,
        participation=active,
        effort_gini=unequal,
        groups=1000.0 * led_by_residents(state.groups) / state.size,
        issues_open=float(open_issues(state.issues)),
        response_time=median,
        acted_on_26=half_year,
        acted_on_52=year,
        promises_kept=state.counts[Count.PROMISES_KEPT],
        promises_late=state.counts[Count.PROMISES_LATE],
        promises_broken=state.counts[Count.PROMISES_BROKEN],
        antisocial_behaviour=mean(state.incident_weeks) / state.size * 5200.0,
        collective_efficacy=mean(state.streets.efficacy),
        burnout=tired,
        street_condition=mean(state.streets.condition),
        fatigue=level[Level.FATIGUE],
        memory=level[Level.MEMORY],
        stance=_of_staff(state.providers.stance, state.providers),
        workload=_of_staff(state.providers.workload, state.providers),
        confident=0.5 * (level[Level.CONFIDENCE] + level[Level.AGENCY]),
        inclusive=inclusive,
        organised=organised,
        cooperative=cooperative,
        influential=influential,
    )


@entry
def write_row(state: State, out: Floats) -> None:
    """Write one row of the weekly table from what a compiled phase sees of a state."""
    row = _measured(state)
    for place in range(len(row)):
        out[place] = row[place]


class Row(Mapping[str, float]):
    """The measures of one week by name, read from a row of the weekly table when they are asked for."""

    __slots__ = ("_values",)

    def __init__(self, values: Floats) -> None:
        self._values = values

    def __getitem__(self, measure: str) -> float:
        """The measure in that week, NaN where it has no value."""
        return float(self._values[_PLACES[measure]])

    def __iter__(self) -> Iterator[str]:
        """The names in the order of the table."""
        return iter(NAMES)

    def __len__(self) -> int:
        """How many measures there are."""
        return len(NAMES)


def weekly_row(state: State, out: Floats) -> None:
    """Write one row of the weekly table, in the order of `MEASURES`."""
    write_row(state.view(), out)
