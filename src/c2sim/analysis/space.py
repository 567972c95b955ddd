"""The plans that a search may try: which interventions, when, in what dose.

A plan is a row of numbers from 0 to 1 (genes), so that any search can vary it. The first gene of an
option decides whether it is in the plan, the second when it begins; each further one picks a dose from a
short list. What follows another intervention is in only if that one is. Every combination is a plan that
can be run: what lacks its preconditions reaches few or nobody, as in any scenario.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from c2sim.scenario import Scenario
from c2sim.state import Floats

WEEKS = 312
BUDGET = 8000.0
"""Person-hours per 1,500 residents."""

type Table = dict[str, Any]
_LATEST = 156
_STEP = 4  # weeks between possible starts


class Option(NamedTuple):
    """An intervention that a plan may hold, and its doses; `for_weeks`: how long it is repeated."""

    kind: str
    doses: Mapping[str, Sequence[Any]]
    after: str = ""
    weeks_later: int = 0

    @property
    def genes(self) -> int:
        """How many numbers decide about it."""
        return (1 if self.after else 2) + len(self.doses)


_YEARS = (0, 52, 104, 156, 208)
OPTIONS = (
    Option("facilitator", {"hours": (7.5, 15.0, 22.5, 30.0), "lasts": (26, 52, 104, 156, 208)}),
    Option(
        "strategic_group",
        {"repeat_every": (13, 26), "for_weeks": (104, 208, 312), "resident_seats": (False, True)},
    ),
    Option(
        "key_residents", {"approached": (5, 10, 20, 40), "selection": ("brokerage", "activism", "random")}
    ),
    Option("self_assessment", {}),
    Option("steering_group", {"repeat_every": (4, 8), "for_weeks": (26, 52, 104)}),
    Option("connecting_workshop", {}),
    Option(
        "experiential_learning",
        {
            "learners": (4, 7, 14, 28),
            "provider_share": (0.2, 0.4, 0.6),
            "repeat_every": (52,),
            "for_weeks": _YEARS,
        },
    ),
    Option(
        "listening_event",
        {"invitation": ("poster", "networks", "door"), "repeat_every": (26, 52), "for_weeks": _YEARS},
    ),
    Option("feedback_event", {"repeat_every": (26, 52), "for_weeks": _YEARS}, "listening_event", 1),
    Option("partnership", {}),
    Option(
        "coaching",
        {"hours": (3.0, 6.0), "repeat_every": (1,), "for_weeks": (26, 52, 104, 156)},
        "partnership",
        1,
    ),
    Option(
        "partnership_meeting", {"repeat_every": (2, 4, 8), "for_weeks": (52, 104, 156, 208)}, "partnership", 2
    ),
    Option("action_plan", {"promises": (2, 4, 6, 12), "repeat_every": (13, 26, 52), "for_weeks": _YEARS}),
    Option(
        "hub",
        {"hours": (5.0, 10.0, 20.0), "run_by": ("residents", "providers"), "lasts": (52, 104, 208, 312)},
    ),
    Option("social_media", {}),
    Option("walkabout", {"repeat_every": (8, 26), "for_weeks": (0, 52, 104, 156)}),
    Option("site_visit", {"visitors": (6, 12, 24), "debrief": (True, False)}),
    Option("return_visit", {}, "site_visit", 8),
    Option("celebration", {"repeat_every": (26, 52), "for_weeks": _YEARS}),
    Option("media", {"repeat_every": (26, 52), "for_weeks": _YEARS}),
    Option("bid", {"issues": (3, 6), "repeat_every": (40,), "for_weeks": (0, 80, 160, 240)}),
    Option("partnership_training", {"repeat_every": (52,), "for_weeks": _YEARS}),
    Option("co_ordinator", {"hours": (9.0, 18.5), "lasts": (52, 104, 156)}),
    Option("works", {"streets": (2, 6), "repeat_every": (52,), "for_weeks": _YEARS}),
)
GENES = sum(option.genes for option in OPTIONS)


def plan_table(
    genes: Sequence[float] | Floats, name: str, residents: int, options: Sequence[Option] = OPTIONS
) -> Table:
    """The table of a scenario file for a plan.

    Args:
        genes: `GENES` numbers from 0 to 1.
        name: of the scenario.
        residents: how many live there.
        options: what a plan may hold.
    """
    rest, chosen = [float(gene) for gene in genes], dict[str, Table]()
    for option in options:
        own, rest = rest[: option.genes], rest[option.genes :]
        if own[0] >= 0.5 and (not option.after or option.after in chosen):
            chosen[option.kind] = _intervention(option, own[1:], chosen)
    return {
        "name": name,
        "summary": "A plan found by a search over plans; see the table that it came with.",
        "weeks": WEEKS,
        "neighbourhood": {"residents": residents},
        "interventions": list(chosen.values()),
    }


def plan(genes: Sequence[float] | Floats, name: str, residents: int) -> Scenario:
    """The scenario of a plan."""
    return Scenario.model_validate(plan_table(genes, name, residents))


def _intervention(option: Option, genes: Sequence[float], chosen: Mapping[str, Table]) -> Table:
    made: Table = {"kind": option.kind}
    if option.after:
        made |= {"after": option.after, "weeks_later": option.weeks_later}
        week = chosen[option.after]["week"] + option.weeks_later
    else:
        week = made["week"] = picked(genes[0], range(1, _LATEST + 1, _STEP))
        genes = genes[1:]
    doses = {
        field: picked(gene, values) for gene, (field, values) in zip(genes, option.doses.items(), strict=True)
    }
    return made | _repeated(doses, week)


def _repeated(doses: Table, week: int) -> Table:
    """Doses with the week of the last repetition in place of how long it is repeated."""
    if "for_weeks" not in doses:
        return doses
    until = min(WEEKS, week + doses.pop("for_weeks"))
    if until - week >= doses["repeat_every"]:
        return doses | {"until": until}
    return {field: value for field, value in doses.items() if field != "repeat_every"}


def picked[T](gene: float, values: Sequence[T]) -> T:
    """The value that a gene from 0 to 1 stands for."""
    return values[min(int(gene * len(values)), len(values) - 1)]
