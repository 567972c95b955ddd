"""What a plan may hold: interventions, each with the doses that it may have.

Every dose is one of a short list around those of the shipped scenarios. Left out is what no one would plan
for a place (austerity, a big project, forums that double each other), what is paid in money and not in hours
(a boost of services), and the withdrawal, since each post has its own end here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


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
    Option("individual_training", {"places": (15, 30, 60), "repeat_every": (26, 52), "for_weeks": _YEARS}),
    Option(
        "conversation",
        {
            "channels": (("faces",), ("faces", "web"), ("faces", "faith_and_voluntary")),
            "prof_share": (0.0, 0.2, 0.5),
            "repeat_every": (4, 13, 26),
            "for_weeks": _YEARS,
        },
    ),
    Option(
        "listening_event",
        {"invitation": ("poster", "networks", "door"), "repeat_every": (26, 52), "for_weeks": _YEARS},
    ),
    Option(
        "organisers",
        {"organisers": (1, 2), "hours": (15.0, 30.0), "repeat_every": (1,), "for_weeks": (26, 50, 102, 154)},
    ),
    Option(
        "go_deeper",
        {
            "approach": ("citizen_organising", "animating", "assets"),
            "repeat_every": (4, 13),
            "for_weeks": (24, 76, 128),
        },
        "organisers",
        26,
    ),
    Option("action_camp", {"campers": (5, 10), "repeat_every": (52,), "for_weeks": _YEARS}, "organisers", 24),
    Option(
        "knowledge_hub",
        {"readers": (8, 16), "repeat_every": (4, 13), "for_weeks": (52, 104, 156)},
    ),
    Option("feedback_event", {"repeat_every": (26, 52), "for_weeks": _YEARS}),
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
    Option("self_review", {"repeat_every": (26, 52), "for_weeks": _YEARS}, "partnership", 4),
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
    Option("asset_framing", {"share": (0.4, 0.7), "lasts": (52, 104, 156, 208)}),
    Option("co_ordinator", {"hours": (9.0, 18.5), "lasts": (52, 104, 156)}),
    Option("works", {"streets": (2, 6), "repeat_every": (52,), "for_weeks": _YEARS}),
)
BLOCKS = tuple(option.genes for option in OPTIONS)
"""How many genes each option has, in their order."""
GENES = sum(BLOCKS)
