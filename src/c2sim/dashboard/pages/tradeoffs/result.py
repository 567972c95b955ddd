"""The shipped result of `c2sim tradeoffs`, as plans with values, and what can be said of it in words."""

from dataclasses import dataclass
from typing import Any

from c2sim.analysis.shipped_answers import shipped
from c2sim.dashboard.parts.words import label, plan_called
from c2sim.dashboard.plan import Plan, changed, intervention, start, within_limits

HOURS = "person_hours"
NOTHING = "status_quo"


@dataclass(frozen=True)
class Point:
    """A plan of the result, or one of the scenarios it is held against."""

    name: str
    found_by: str
    """`search`, `random` or `reference`."""
    values: dict[str, float]
    intervals: dict[str, list[float] | None]
    scenario: dict[str, Any] | None = None

    @property
    def title(self) -> str:
        """The name as it is read out."""
        return plan_called(self.name)

    def plan(self) -> Plan:
        """The plan as it can be opened in Explore."""
        if self.scenario is None:
            return start(self.name)
        base = start(NOTHING).scenario
        done = tuple(intervention(_named(self.scenario, place)) for place in range(_count(self.scenario)))
        made = changed(base, name=self.name, summary=self.scenario["summary"], interventions=done)
        size = self.scenario["neighbourhood"]["residents"]
        return within_limits(made.with_changes(self.scenario["weeks"], size), residents=None)


def _count(scenario: dict[str, Any]) -> int:
    return len(scenario["interventions"])


def _named(scenario: dict[str, Any], place: int) -> dict[str, Any]:
    """An intervention with its id: as in a scenario file, its kind where none is given."""
    table = scenario["interventions"][place]
    return {"id": table["kind"], **table}


def result() -> dict[str, Any] | None:
    """The result that comes with c2sim, None where there is none."""
    return shipped("tradeoffs")


def points(record: dict[str, Any]) -> list[Point]:
    """The two references, then the plans that no other one of those shown beats, cheapest first."""
    references = [
        Point(one["name"], "reference", one["values"], one["intervals"]) for one in record["references"]
    ]
    front = [
        Point(one["name"], one["found_by"], one["values"], one["intervals"], one["scenario"])
        for one in record["plans"]
        if one["on_front"]
    ]
    return [*references, *sorted(front, key=lambda one: one.values[HOURS])]


def spoken_value(name: str, value: float) -> str:
    """A value of an objective as it is read out."""
    return f"{value:,.0f}" if name == HOURS else f"{value:.2f}"


def heading(name: str) -> str:
    """The name of an objective."""
    return "Person-hours" if name == HOURS else label(name)


def search_against_random(record: dict[str, Any]) -> str:
    """Whether the search found more than luck did."""
    search, luck = record["found"]["search"], record["found"]["random"]
    key = "hypervolume_of_shown_with_fresh_seeds"
    ours, theirs = search[key], luck[key]
    counts = (
        f"A search tried {search['plans']:,} plans and luck drew {luck['plans']:,}. With seeds that neither "
        f"had seen, plans of the search beat {100 * ours:.2f} % of all that is thinkable, plans drawn at "
        f"random {100 * theirs:.2f} %."
    )
    if ours > theirs:
        return f"{counts} The search was ahead of luck in this one comparison."
    return (
        f"{counts} The search was not ahead of luck: read these plans as examples, not as the best there are."
    )


def clearly_better(record: dict[str, Any], shown: list[Point]) -> str:
    """In which dimensions plans lie beyond the noise above no programme."""
    nothing = next(one for one in shown if one.name == NOTHING)
    front = [one for one in shown if one.found_by != "reference"]
    names = [one["name"] for one in record["objectives"] if one["name"] != HOURS]
    counts = [f"{heading(name)} {sum(_above(one, nothing, name) for one in front)}" for name in names]
    return (
        f"Of {len(front)} plans, this many lie clearly above no programme (95 % intervals do not touch): "
        f"{', '.join(counts)}."
    )


def _above(one: Point, nothing: Point, name: str) -> bool:
    mine, base = one.intervals[name], nothing.intervals[name]
    return mine is not None and base is not None and mine[0] > base[1] + 1e-6
