"""A dose that goes up and comes down again in one run: whether a place depends on where it comes from.

Each stage has a facilitator's hours, residents approached and learners so many times the usual, a Listening
Event and its feedback, meetings of the partnership and an action plan, and lasts two years.
"""

from typing import Any

from c2sim.evidence.variants import changed
from c2sim.scenario import Scenario

STAGES = (0.5, 1.0, 2.0, 1.0, 0.5)
"""Doses, in times the usual, one after the other."""
STAGE = 104
"""Weeks of a stage."""
UP_AND_DOWN = STAGE * len(STAGES)
SETTLED = 26
"""Weeks at the end of a stage in which participation is taken."""
_MOST_HOURS = 80.0


def up_and_down() -> Scenario:
    """The scenario of the sweep."""
    stages = [one for number, dose in enumerate(STAGES) for one in _stage(number, dose)]
    return changed("status_quo", "dose up and down", UP_AND_DOWN, added=stages)


def settled(number: int) -> slice:
    """The weeks at the end of a stage, counted from 0."""
    end = STAGE * (number + 1) + 1
    return slice(end - SETTLED, end)


def _stage(number: int, dose: float) -> list[dict[str, Any]]:
    """The interventions of one stage."""
    first, last = STAGE * number + 1, STAGE * (number + 1)

    def one(kind: str, week: int, **fields: Any) -> dict[str, Any]:
        return {"kind": kind, "id": f"{kind}_{number + 1}", "week": first + week, **fields}

    return [
        one("facilitator", 0, hours=min(_MOST_HOURS, 30.0 * dose), lasts=STAGE),
        one(
            "key_residents",
            3,
            approached=round(5 * max(1.0, dose / 2.0)),
            repeat_every=max(1, round(2 / dose)),
            until=first + 10,
        ),
        one("experiential_learning", 17, learners=round(7 * dose)),
        one("listening_event", 25, invitation="door"),
        one("feedback_event", 26),
        one("partnership", 33),
        one("partnership_meeting", 35, repeat_every=4, until=last),
        one("action_plan", 36, repeat_every=26, until=last),
    ]
