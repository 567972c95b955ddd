"""The weekly measures: what they mean, and one row of the table for each week."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from c2sim.compiled import compiled
from c2sim.measures.dimensions import dimensions
from c2sim.state import (
    ACTIVE_TIES, BONDING_TIES, BRIDGING_TIES, FATIGUE, LATENT, LEVELS, LINKING_TIES, N_BROKEN, N_KEPT, PROGRAMME,
    RESIDENT_LED, SOLVED, UNINVOLVED, Flags, Floats, Groups, Issues, Lives, Providers, Residents, State,
)

ACTIVE_WEEKS = 12
_RESPONSE_WEEKS = 26
_FULL = 24.0  # local ties that count as fully connected
_TIRED = 0.3


@dataclass(frozen=True)
class Measure:
    """One column of the weekly table."""

    name: str
    meaning: str
    formula: str
    unit: str
    scope: str
    better: Literal["up", "down"] | None
    null: str = "never null"


def _level(name: str, meaning: str, better: Literal["up", "down"]) -> Measure:
    return Measure(name, meaning, f"mean of {name}", "level, 0 to 1", "residents", better)


MEASURES: tuple[Measure, ...] = (
    _level("stress", "How much strain residents are under now.", "down"),
    _level("wear", "What long stress has left behind (a proxy of health).", "down"),
    Measure("hope", "The will, and seeing a way.", "mean of (agency + pathways) / 2", "level, 0 to 1", "residents", "up"),
    _level("agency", "The will: 'I can change things' (surveys call it aspiration).", "up"),
    _level("pathways", "Seeing a way: 'I know how'.", "up"),
    _level("confidence", "Skills, knowledge and confidence.", "up"),
    _level("influence", "Belief that acting together changes things here.", "up"),
    _level("trust_neighbours", "Trust in neighbours in general.", "up"),
    _level("trust_services", "Trust in services in general.", "up"),
    Measure("connectivity", "How well tied residents are to each other.",
            "mean of min(1, local ties of strength >= 0.1 / 24); local = bonding and bridging", "share", "residents", "up"),
    Measure("isolated_share", "Residents without any local tie.", "share with no local tie of strength >= 0.1",
            "share", "residents", "down"),
    Measure("bonding", "Ties within a street or group.", "mean number of such ties of strength >= 0.1", "ties per resident",
            "residents", "up"),
    Measure("bridging", "Ties across streets and groups.", "mean number of such ties of strength >= 0.1",
            "ties per resident", "residents", "up"),
    Measure("linking", "Ties to providers.", "mean number of such ties of strength >= 0.1", "ties per resident",
            "residents", "up"),
    Measure("participation", "Residents who take part.", "share active in the last 12 weeks", "share", "residents", "up"),
    Measure("effort_gini", "How unequally the work is shared.", "Gini coefficient of weekly hours among those who give any",
            "0 to 1", "active residents", "down", "null when nobody gives hours"),
    Measure("groups", "Groups led by residents.", "groups / residents x 1,000", "per 1,000 residents", "neighbourhood", "up"),
    Measure("issues_open", "Open issues.", "count of issues neither solved nor lapsed", "issues", "neighbourhood", "down"),
    Measure("response_time", "How long a solved issue had waited.", "median age at solution, last 26 weeks", "weeks",
            "issues", "down", "null when none was solved"),
    Measure("promises_kept", "Promises kept so far.", "cumulative count from week 0", "promises", "providers", "up"),
    Measure("promises_broken", "Promises broken so far.", "cumulative count from week 0", "promises", "providers", "down"),
    Measure("antisocial_behaviour", "Incidents of antisocial behaviour.", "incidents of the last 13 weeks, as a yearly rate",
            "per 100 residents and year", "neighbourhood", "down"),
    Measure("collective_efficacy", "Neighbours who are tied and would step in.",
            "mean over streets of mean min(1, local ties / 24) x mean (confidence x trust in neighbours)", "0 to 1",
            "streets", "up"),
    Measure("burnout", "Active people who are worn out.", "share with fatigue >= 0.3 among those who give hours", "share",
            "active residents", "down", "null when nobody gives hours"),
    Measure("street_condition", "Physical condition of the streets.", "mean over streets", "level, 0 to 1", "streets", "up"),
    _level("fatigue", "Tiredness from giving more than one can.", "down"),
    _level("memory", "Cynicism that broken promises leave behind.", "down"),
    Measure("stance", "Providers' way of working: 0 doing to, 1 working with.", "mean stance, programme staff left out",
            "level, 0 to 1", "providers", "up", "null without providers"),
    Measure("confident", "Changes' dimension: skills and the belief to make a difference.",
            "mean of (confidence + agency) / 2", "0 to 1", "residents", "up"),
    Measure("inclusive", "Changes' dimension: everyone takes part, mixes, and is treated alike.",
            "cube root of representation x mixing x equality of trust between groups", "0 to 1", "neighbourhood", "up"),
    Measure("organised", "Changes' dimension: open groups that share the work and report back.",
            "mean of membership / 0.3, 1 - effort Gini, share of groups that met and reported in 13 weeks", "0 to 1",
            "neighbourhood", "up"),
    Measure("cooperative", "Changes' dimension: groups and services work together.",
            "mean of groups joined to another / 0.5, share of joint actions in a year, mutual trust with providers",
            "0 to 1", "neighbourhood", "up"),
    Measure("influential", "Changes' dimension: what residents ask for is acted on, and they feel it.",
            "square root of (severity-weighted share of priorities acted on within 26 weeks x mean influence)", "0 to 1",
            "neighbourhood", "up", "null without priorities"),
)
NAMES: tuple[str, ...] = tuple(measure.name for measure in MEASURES)


@compiled
def gini(values: Floats) -> float:
    """Gini coefficient of positive values; NaN without any."""
    n = len(values)
    if n == 0:
        return math.nan
    ordered = np.sort(values)
    total = weighted = 0.0
    for k in range(n):
        total += ordered[k]
        weighted += (k + 1) * ordered[k]
    return 2.0 * weighted / (n * total) - (n + 1) / n if total > 0.0 else math.nan


@compiled
def _of_residents(week: int, people: Residents, lives: Lives, means: Floats, out: Floats) -> None:
    n = len(people.street)
    for level in range(len(out) - 8):
        total = 0.0
        for i in range(n):
            total += people.levels[level, i]
        out[level] = total / n
    connected = alone = bonding = bridging = linking = active = working = tired = 0.0
    for i in range(n):
        local = means[BONDING_TIES, i] + means[BRIDGING_TIES, i]
        connected += min(1.0, local / _FULL)
        alone += 1.0 if local == 0.0 else 0.0
        bonding += means[BONDING_TIES, i]
        bridging += means[BRIDGING_TIES, i]
        linking += means[LINKING_TIES, i]
        active += 1.0 if week - lives.last_active[i] < ACTIVE_WEEKS else 0.0
        if people.activity[i] != UNINVOLVED:
            working += 1.0
            tired += 1.0 if people.levels[FATIGUE, i] >= _TIRED else 0.0
    k = len(out) - 8
    out[k], out[k + 1], out[k + 2], out[k + 3], out[k + 4] = (
        connected / n, alone / n, bonding / n, bridging / n, linking / n)
    out[k + 5] = active / n
    out[k + 6] = working
    out[k + 7] = tired / working if working > 0.0 else math.nan


@compiled
def _response_time(week: int, issues: Issues) -> float:
    ages = np.empty(len(issues.stage))
    number = 0
    for j in range(len(issues.stage)):
        if issues.stage[j] == SOLVED and week - issues.closed[j] < _RESPONSE_WEEKS:
            ages[number] = issues.closed[j] - issues.born[j]
            number += 1
    return float(np.median(ages[:number])) if number else math.nan


@compiled
def open_issues(issues: Issues) -> int:
    """Issues neither solved nor lapsed."""
    number = 0
    for stage in issues.stage:
        if stage >= LATENT and stage != SOLVED:
            number += 1
    return number


@compiled
def _led_by_residents(groups: Groups) -> int:
    number = 0
    for g in range(len(groups.alive)):
        if groups.alive[g] and groups.kind[g] == RESIDENT_LED:
            number += 1
    return number


@compiled
def _stance(providers: Providers) -> float:
    total = number = 0.0
    for q in range(len(providers.stance)):
        if providers.agency[q] != PROGRAMME and providers.in_post[q]:
            total += providers.stance[q]
            number += 1.0
    return total / number if number > 0.0 else math.nan


@compiled
def hours_of_active(activity: Floats, hours: Floats) -> Floats:
    """Hours of those who give any."""
    given = np.empty(len(hours))
    number = 0
    for i in range(len(hours)):
        if activity[i] != UNINVOLVED and hours[i] > 0.0:
            given[number] = hours[i]
            number += 1
    return given[:number]


def weekly_row(state: State, out: Floats) -> None:
    """Write one row of the weekly table, in the order of `MEASURES`."""
    people, lives = state.residents, state.lives
    found = np.empty(len(LEVELS) + 8)
    _of_residents(state.week, people, lives, state.means, found)
    level = dict(zip(LEVELS, found.tolist(), strict=False))
    connected, alone, bonding, bridging, linking, active, _, tired = found[len(LEVELS):].tolist()
    unequal = gini(hours_of_active(people.activity, lives.hours))
    incidents = float(state.incident_weeks.sum()) / len(state.incident_weeks) / state.size * 5200.0
    streets = state.streets
    row = (
        level["stress"], level["wear"], 0.5 * (level["agency"] + level["pathways"]), level["agency"], level["pathways"],
        level["confidence"], level["influence"], level["trust_neighbours"], level["trust_services"], connected, alone,
        bonding, bridging, linking, active, unequal, 1000.0 * _led_by_residents(state.groups) / state.size,
        float(open_issues(state.issues)), _response_time(state.week, state.issues), state.counts[N_KEPT],
        state.counts[N_BROKEN], incidents, float(streets.efficacy.mean()), tired, float(streets.condition.mean()),
        level["fatigue"], level["memory"], _stance(state.providers),
        0.5 * (level["confidence"] + level["agency"]), *dimensions(state, unequal),
    )
    out[:] = row
