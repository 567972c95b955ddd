"""Why a level moved: the change of its mean each week, split by cause; and what each cause means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import CAUSES, LEVELS, STANCE

if TYPE_CHECKING:
    import pandas as pd

CAUSED = (*tuple(name for name in LEVELS if name != "wear"), "stance")
"""Levels whose changes are recorded by cause; they add up to the change of the mean to 1e-9."""

PARTS: dict[str, tuple[str, ...]] = {
    "hope": ("agency", "pathways"),
    "confident": ("confidence", "agency"),
    **{name: (name,) for name in CAUSED},
}
"""Measures that can be explained by causes, and the levels of which each is the plain mean."""


class Meaning(NamedTuple):
    """What a cause is, in words, and the feedback loop it belongs to (empty if to none)."""

    text: str
    loop: str = ""


MEANINGS: dict[str, Meaning] = {
    "return to rest": Meaning("back towards each resident's resting value"),
    "hardship": Meaning("poverty, illness, debt: from outside the model"),
    "issues": Meaning("open issues on one's street"),
    "incidents": Meaning("antisocial behaviour on one's street", "disorder"),
    "street condition": Meaning("a run-down street", "disorder"),
    "overwork": Meaning("giving more hours than one can bear", "overload"),
    "support": Meaning("with people to lean on, stress passes sooner", "support"),
    "calm ties": Meaning("calmer people among one's ties calm", "support"),
    "distressed ties": Meaning("more stressed people among one's ties weigh a little", "support"),
    "groups": Meaning("belonging to a group helps", "support"),
    "wear": Meaning("what long stress has left behind keeps it up"),
    "ties": Meaning("the hope, or the lack of it, of those one is tied to", "support"),
    "wins": Meaning("kept promises and wins that people heard of", "voice"),
    "failures": Meaning("broken promises and silence that people heard of", "expectation"),
    "listened to": Meaning("being listened to at a gathering", "voice"),
    "confidence": Meaning("who is able to do things sees ways"),
    "linking ties": Meaning("knowing a provider shows ways", "learning"),
    "examples": Meaning("seeing or hearing of a place that did it"),
    "strain": Meaning("stress hides the ways there are"),
    "good contact": Meaning("meetings that went well", "support"),
    "bad contact": Meaning("meetings that went badly", "support"),
    "promises kept": Meaning("promises kept that people heard of", "voice"),
    "promises broken": Meaning("promises broken that people heard of", "expectation"),
    "mismatched responses": Meaning("responses that came late or were not what was asked", "expectation"),
    "unanswered": Meaning("waiting for an answer that does not come", "expectation"),
    "doing": Meaning("taking part teaches", "voice"),
    "learning": Meaning("workshops, courses, visits"),
    "colleagues": Meaning("taking after colleagues", "learning"),
    "bound": Meaning("a level cannot leave the range from 0 to 1"),
    "arrivals and leavers": Meaning("leavers take along what they had gained or lost"),
    "drift": Meaning("what is usual for a person changes over years, for reasons of their own life"),
    "cohesion": Meaning("trust in neighbours and ties, against what is usual in the place", "support"),
    "having tried": Meaning("gatherings at which one was welcome", "voice"),
    "shock": Meaning("what the experimenter did to residents from outside"),
}
"""What each cause means, wherever it does not mean something else for one level (see `meaning_of`)."""

_OF_ONE_LEVEL: dict[tuple[str, str], Meaning] = {
    ("memory", "return to rest"): Meaning("forgetting"),
    ("memory", "promises broken"): Meaning("broken promises and silence that people heard of", "expectation"),
    ("memory", "unanswered"): Meaning("giving up to wait for an answer", "expectation"),
    ("influence", "wins"): Meaning("wins that people heard of", "voice"),
    ("influence", "promises broken"): Meaning(
        "broken promises and silence that people heard of", "expectation"
    ),
    ("trust_services", "promises broken"): Meaning(
        "broken promises and silence that people heard of", "expectation"
    ),
    ("trust_services", "good contact"): Meaning(
        "meetings with providers on equal terms that went well, less what wears off of earlier ones",
        "learning",
    ),
    ("trust_services", "bad contact"): Meaning(
        "meetings with providers on equal terms that went badly", "learning"
    ),
    ("fatigue", "return to rest"): Meaning("rest"),
    ("fatigue", "overwork"): Meaning("giving more hours than one can bear, and evenings out", "overload"),
    ("fatigue", "arrivals and leavers"): Meaning("who is tired moves away; newcomers are not"),
    ("stance", "return to rest"): Meaning("sliding back to the agency's habit, faster under overload"),
    ("stance", "learning"): Meaning("workshops and courses attended", "learning"),
    ("stance", "good contact"): Meaning("meetings with residents that went well", "learning"),
    ("stance", "bad contact"): Meaning("meetings with residents that went badly", "learning"),
    ("stance", "arrivals and leavers"): Meaning("successors start at the agency's habit"),
}


def meaning_of(measure: str, cause: str) -> Meaning:
    """What a cause means where it moves this measure."""
    return _OF_ONE_LEVEL.get((measure, cause), MEANINGS[cause])


def causes_frame(causes: Floats, residents: int, providers: int) -> "pd.DataFrame":
    """Tidy frame (week, level, cause, change) from sums over rows; changes of exactly zero are left out.

    Args:
        causes: (weeks + 1, levels, causes), summed over residents (for stance over providers).
        residents: number of residents.
        providers: number of providers whose stance counts.
    """
    import pandas as pd  # not at the top: commands that look something up need none

    names = [*LEVELS, "stance"]
    shown = (causes != 0.0) & np.isin(names, CAUSED)[:, None]
    there = np.flatnonzero(shown)
    weeks, levels, kinds = np.unravel_index(there, causes.shape)
    heads = np.where(levels == STANCE, max(1, providers), residents)
    return pd.DataFrame(
        {
            "week": weeks,
            "level": _names(names).take(levels),
            "cause": _names(CAUSES).take(kinds),
            "change": causes.ravel()[there] / heads,
        }
    )


def _names(names: Sequence[str]) -> Any:
    """Names as a column from which rows are taken: the text of each is looked at once."""
    import pandas as pd

    return pd.array(list(names), dtype="str")
