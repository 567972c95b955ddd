"""The weekly measures: meaning, formula, unit, scope, which way is better, and null rule.

A measure is a field of `WeeklyRow`, declared with all that there is to say of it; `measures/weekly.py`
computes it under its name. The order of the fields is that of the weekly table.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Literal, NamedTuple, get_type_hints


@dataclass(frozen=True)
class Measure:
    """One column of the weekly table."""

    meaning: str
    formula: str
    unit: str
    scope: str
    better: Literal["up", "down"] | None
    null: str = "never null"
    name: str = ""


def _level(meaning: str, better: Literal["up", "down"]) -> Measure:
    return Measure(meaning, "", "level, 0 to 1", "residents", better)


class WeeklyRow(NamedTuple):
    """The measures of one week."""

    stress: Annotated[float, _level("How much strain residents are under now.", "down")]
    wear: Annotated[float, _level("What long stress has left behind (a proxy of health).", "down")]
    hope: Annotated[
        float,
        Measure(
            "The will, and seeing a way.",
            "mean of (agency + pathways) / 2",
            "level, 0 to 1",
            "residents",
            "up",
        ),
    ]
    agency: Annotated[float, _level("The will: 'I can change things' (surveys call it aspiration).", "up")]
    pathways: Annotated[float, _level("Seeing a way: 'I know how'.", "up")]
    confidence: Annotated[float, _level("Skills, knowledge and confidence.", "up")]
    influence: Annotated[float, _level("Belief that acting together changes things here.", "up")]
    trust_neighbours: Annotated[float, _level("Trust in neighbours in general.", "up")]
    trust_services: Annotated[float, _level("Trust in services in general.", "up")]
    connectivity: Annotated[
        float,
        Measure(
            "How well tied residents are to each other.",
            "mean of min(1, local ties of strength >= 0.1 / 24); local = bonding and bridging",
            "share",
            "residents",
            "up",
        ),
    ]
    isolated_share: Annotated[
        float,
        Measure(
            "Residents without any local tie.",
            "share with no local tie of strength >= 0.1",
            "share",
            "residents",
            "down",
        ),
    ]
    bonding: Annotated[
        float,
        Measure(
            "Ties within a street or group.",
            "mean number of such ties of strength >= 0.1",
            "ties per resident",
            "residents",
            "up",
        ),
    ]
    bridging: Annotated[
        float,
        Measure(
            "Ties across streets and groups.",
            "mean number of such ties of strength >= 0.1",
            "ties per resident",
            "residents",
            "up",
        ),
    ]
    linking: Annotated[
        float,
        Measure(
            "Ties to providers.",
            "mean number of such ties of strength >= 0.1",
            "ties per resident",
            "residents",
            "up",
        ),
    ]
    participation: Annotated[
        float,
        Measure(
            "Residents who take part.",
            "share active, or at a gathering, in the last 12 weeks",
            "share",
            "residents",
            "up",
        ),
    ]
    effort_gini: Annotated[
        float,
        Measure(
            "How unequally the work is shared.",
            "Gini coefficient of weekly hours among those who give any",
            "0 to 1",
            "active residents",
            "down",
            "null when nobody gives hours",
        ),
    ]
    groups: Annotated[
        float,
        Measure(
            "Groups led by residents.",
            "groups / residents x 1,000",
            "per 1,000 residents",
            "neighbourhood",
            "up",
        ),
    ]
    issues_open: Annotated[
        float,
        Measure(
            "Open issues.", "count of issues neither solved nor lapsed", "issues", "neighbourhood", "down"
        ),
    ]
    response_time: Annotated[
        float,
        Measure(
            "How long it takes until what was raised is acted upon.",
            "median weeks from being raised to the first matching response; survival curve of the issues "
            "raised in the last 104 weeks, in which open and lapsed ones count",
            "weeks",
            "issues",
            "down",
            "null when most are not acted upon within a year, or none was raised",
        ),
    ]
    acted_on_26: Annotated[
        float,
        Measure(
            "What is raised and acted upon within half a year.",
            "1 - that survival curve at 26 weeks",
            "share",
            "issues",
            "up",
            "null when none was raised",
        ),
    ]
    acted_on_52: Annotated[
        float,
        Measure(
            "What is raised and acted upon within a year.",
            "1 - that survival curve at 52 weeks",
            "share",
            "issues",
            "up",
            "null when none was raised",
        ),
    ]
    promises_kept: Annotated[
        float,
        Measure(
            "Promises kept in time so far.",
            "cumulative count from week 0, those included that were not what was asked",
            "promises",
            "providers",
            "up",
        ),
    ]
    promises_late: Annotated[
        float,
        Measure(
            "Promises not kept in time, and kept late or still to be, so far.",
            "cumulative count from week 0, in the week in which they fell due",
            "promises",
            "providers",
            "down",
        ),
    ]
    promises_broken: Annotated[
        float,
        Measure("Promises broken so far.", "cumulative count from week 0", "promises", "providers", "down"),
    ]
    antisocial_behaviour: Annotated[
        float,
        Measure(
            "Incidents of antisocial behaviour.",
            "incidents of the last 13 weeks, as a yearly rate",
            "per 100 residents and year",
            "neighbourhood",
            "down",
        ),
    ]
    collective_efficacy: Annotated[
        float,
        Measure(
            "Neighbours who are tied and would step in.",
            "mean over streets of mean min(1, local ties / 24) x mean (confidence x trust in neighbours)",
            "0 to 1",
            "streets",
            "up",
        ),
    ]
    burnout: Annotated[
        float,
        Measure(
            "Active people who are worn out.",
            "share with fatigue >= 0.3 among those who give hours",
            "share",
            "active residents",
            "down",
            "null when nobody gives hours",
        ),
    ]
    street_condition: Annotated[
        float,
        Measure("Physical condition of the streets.", "mean over streets", "level, 0 to 1", "streets", "up"),
    ]
    fatigue: Annotated[float, _level("Tiredness from giving more than one can.", "down")]
    memory: Annotated[float, _level("Cynicism that broken promises leave behind.", "down")]
    stance: Annotated[
        float,
        Measure(
            "Providers' way of working: 0 doing to, 1 working with.",
            "mean stance, programme staff left out",
            "level, 0 to 1",
            "providers",
            "up",
            "null without providers",
        ),
    ]
    workload: Annotated[
        float,
        Measure(
            "How strained providers are: what they have promised against what half a year has room for.",
            "mean of open promises / (26 x capacity), programme staff left out",
            "times",
            "providers",
            "down",
            "null without providers",
        ),
    ]
    confident: Annotated[
        float,
        Measure(
            "Changes' dimension: skills and the belief to make a difference.",
            "mean of (confidence + agency) / 2",
            "0 to 1",
            "residents",
            "up",
        ),
    ]
    inclusive: Annotated[
        float,
        Measure(
            "Changes' dimension: everyone takes part, mixes, and is treated alike.",
            "cube root of representation x mixing x equality of trust between groups",
            "0 to 1",
            "neighbourhood",
            "up",
        ),
    ]
    organised: Annotated[
        float,
        Measure(
            "Changes' dimension: open groups that share the work and report back.",
            "mean of membership / 0.3, 1 - effort Gini, share of groups that met and reported in 13 weeks",
            "0 to 1",
            "neighbourhood",
            "up",
        ),
    ]
    cooperative: Annotated[
        float,
        Measure(
            "Changes' dimension: groups and services work together.",
            "mean of groups joined to another / 0.5, share of joint actions in a year, mutual trust",
            "0 to 1",
            "neighbourhood",
            "up",
        ),
    ]
    influential: Annotated[
        float,
        Measure(
            "Changes' dimension: what residents ask for is acted on, and they feel it.",
            "square root of (share of priorities acted on within 26 weeks, by severity, x mean influence); "
            "mean influence alone, the half that is felt, before a priority was acted on or is 26 weeks old",
            "0 to 1",
            "neighbourhood",
            "up",
        ),
    ]


def _declared(name: str, measure: Measure) -> Measure:
    return replace(measure, name=name, formula=measure.formula or f"mean of {name}")


MEASURES: tuple[Measure, ...] = tuple(
    _declared(name, hint.__metadata__[0])
    for name, hint in get_type_hints(WeeklyRow, include_extras=True).items()
)
"""What is declared of each measure, in the order of the weekly table."""

NAMES: tuple[str, ...] = WeeklyRow._fields
DIMENSIONS = ("confident", "inclusive", "organised", "cooperative", "influential")
"""Changes' five dimensions: a vector, never averaged."""


def spoken(name: str) -> str:
    """The name of a measure or level as one says it: "trust in services"."""
    return name.replace("trust_", "trust in ").replace("_", " ")
