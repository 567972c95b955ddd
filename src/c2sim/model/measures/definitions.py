"""The weekly measures: meaning, formula, unit, scope, which way is better, and null rule."""

from dataclasses import dataclass
from typing import Literal


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
    Measure(
        "hope",
        "The will, and seeing a way.",
        "mean of (agency + pathways) / 2",
        "level, 0 to 1",
        "residents",
        "up",
    ),
    _level("agency", "The will: 'I can change things' (surveys call it aspiration).", "up"),
    _level("pathways", "Seeing a way: 'I know how'.", "up"),
    _level("confidence", "Skills, knowledge and confidence.", "up"),
    _level("influence", "Belief that acting together changes things here.", "up"),
    _level("trust_neighbours", "Trust in neighbours in general.", "up"),
    _level("trust_services", "Trust in services in general.", "up"),
    Measure(
        "connectivity",
        "How well tied residents are to each other.",
        "mean of min(1, local ties of strength >= 0.1 / 24); local = bonding and bridging",
        "share",
        "residents",
        "up",
    ),
    Measure(
        "isolated_share",
        "Residents without any local tie.",
        "share with no local tie of strength >= 0.1",
        "share",
        "residents",
        "down",
    ),
    Measure(
        "bonding",
        "Ties within a street or group.",
        "mean number of such ties of strength >= 0.1",
        "ties per resident",
        "residents",
        "up",
    ),
    Measure(
        "bridging",
        "Ties across streets and groups.",
        "mean number of such ties of strength >= 0.1",
        "ties per resident",
        "residents",
        "up",
    ),
    Measure(
        "linking",
        "Ties to providers.",
        "mean number of such ties of strength >= 0.1",
        "ties per resident",
        "residents",
        "up",
    ),
    Measure(
        "participation",
        "Residents who take part.",
        "share active, or at a gathering, in the last 12 weeks",
        "share",
        "residents",
        "up",
    ),
    Measure(
        "effort_gini",
        "How unequally the work is shared.",
        "Gini coefficient of weekly hours among those who give any",
        "0 to 1",
        "active residents",
        "down",
        "null when nobody gives hours",
    ),
    Measure(
        "groups",
        "Groups led by residents.",
        "groups / residents x 1,000",
        "per 1,000 residents",
        "neighbourhood",
        "up",
    ),
    Measure(
        "issues_open",
        "Open issues.",
        "count of issues neither solved nor lapsed",
        "issues",
        "neighbourhood",
        "down",
    ),
    Measure(
        "response_time",
        "How long a solved issue had waited.",
        "median age at solution, last 26 weeks",
        "weeks",
        "issues",
        "down",
        "null when none was solved",
    ),
    Measure(
        "promises_kept",
        "Promises kept so far.",
        "cumulative count from week 0, those included that were not what was asked",
        "promises",
        "providers",
        "up",
    ),
    Measure(
        "promises_broken",
        "Promises broken so far.",
        "cumulative count from week 0",
        "promises",
        "providers",
        "down",
    ),
    Measure(
        "antisocial_behaviour",
        "Incidents of antisocial behaviour.",
        "incidents of the last 13 weeks, as a yearly rate",
        "per 100 residents and year",
        "neighbourhood",
        "down",
    ),
    Measure(
        "collective_efficacy",
        "Neighbours who are tied and would step in.",
        "mean over streets of mean min(1, local ties / 24) x mean (confidence x trust in neighbours)",
        "0 to 1",
        "streets",
        "up",
    ),
    Measure(
        "burnout",
        "Active people who are worn out.",
        "share with fatigue >= 0.3 among those who give hours",
        "share",
        "active residents",
        "down",
        "null when nobody gives hours",
    ),
    Measure(
        "street_condition",
        "Physical condition of the streets.",
        "mean over streets",
        "level, 0 to 1",
        "streets",
        "up",
    ),
    _level("fatigue", "Tiredness from giving more than one can.", "down"),
    _level("memory", "Cynicism that broken promises leave behind.", "down"),
    Measure(
        "stance",
        "Providers' way of working: 0 doing to, 1 working with.",
        "mean stance, programme staff left out",
        "level, 0 to 1",
        "providers",
        "up",
        "null without providers",
    ),
    Measure(
        "confident",
        "Changes' dimension: skills and the belief to make a difference.",
        "mean of (confidence + agency) / 2",
        "0 to 1",
        "residents",
        "up",
    ),
    Measure(
        "inclusive",
        "Changes' dimension: everyone takes part, mixes, and is treated alike.",
        "cube root of representation x mixing x equality of trust between groups",
        "0 to 1",
        "neighbourhood",
        "up",
    ),
    Measure(
        "organised",
        "Changes' dimension: open groups that share the work and report back.",
        "mean of membership / 0.3, 1 - effort Gini, share of groups that met and reported in 13 weeks",
        "0 to 1",
        "neighbourhood",
        "up",
    ),
    Measure(
        "cooperative",
        "Changes' dimension: groups and services work together.",
        "mean of groups joined to another / 0.5, share of joint actions in a year, mutual trust",
        "0 to 1",
        "neighbourhood",
        "up",
    ),
    Measure(
        "influential",
        "Changes' dimension: what residents ask for is acted on, and they feel it.",
        "square root of (severity-weighted share of priorities acted on within 26 weeks x mean influence)",
        "0 to 1",
        "neighbourhood",
        "up",
        "null before a priority was acted on or is 26 weeks old",
    ),
)
NAMES: tuple[str, ...] = tuple(measure.name for measure in MEASURES)
DIMENSIONS = ("confident", "inclusive", "organised", "cooperative", "influential")
"""Changes' five dimensions: a vector, never averaged."""


def spoken(name: str) -> str:
    """The name of a measure or level as one says it: "trust in services"."""
    return name.replace("trust_", "trust in ").replace("_", " ")
