"""Words for measures and what they did, and for what a plan is made of."""

import math
import re

from c2sim.model.measures.definitions import spoken

_LABELS = {
    "participation": "Taking part",
    "antisocial_behaviour": "Antisocial behaviour",
    "effort_gini": "Unequal effort",
    "isolated_share": "Isolated",
}

_CALLED = {
    "action_camp": "Action camp with other places",
    "asset_framing": "Begin with what each brings",
    "austerity": "Cuts (austerity)",
    "bid": "Bid for funds",
    "co_ordinator": "Co-ordinator",
    "conversation": "Community conversation",
    "forum": "Forum of an agency",
    "go_deeper": "Go deeper: demand, animate or build",
    "individual_training": "Training of individuals",
    "knowledge_hub": "Knowledge hub, online",
    "media": "Press and radio",
    "organisers": "Community organisers",
    "self_assessment": "Self-assessment",
    "self_review": "Self-review of the partnership",
    "service_boost": "More hours for services",
    "withdrawal": "Professionals leave",
    "works": "Works on streets",
}
"""Kinds whose name alone does not say to a newcomer what they are."""


_PLANS = {
    "go_deeper": "Go deeper: demanding",
    "go_deeper_animating": "Go deeper: animating",
    "go_deeper_assets": "Go deeper: building on assets",
    "status_quo": "No programme",
}
"""Scenarios whose name alone says too little, or that have another name on every page."""


def called(name: str) -> str:
    """An intervention, a field or a choice as one says it: "Listening event", "Hub 2"."""
    kind, number = re.fullmatch(r"(.*?)(_\d+)?", name).groups()  # pyright: ignore[reportOptionalMemberAccess]
    if kind in _CALLED:
        return f"{_CALLED[kind]}{(number or '').replace('_', ' ')}"
    return _plainly(name)


def plan_called(name: str) -> str:
    """A scenario as one says it; nothing being done is "No programme" everywhere."""
    return _PLANS.get(name, _plainly(name))


def _plainly(name: str) -> str:
    said = name.replace("_", " ")
    return said[:1].upper() + said[1:]


def label(name: str) -> str:
    """The name of a measure as a heading."""
    return _LABELS.get(name, spoken(name).capitalize())


def number(value: float, digits: int = 2) -> str:
    """A number as it is read out; a dash where there is none."""
    return "none" if math.isnan(value) else f"{value:.{digits}f}"


def signed(value: float) -> str:
    """A change of a level in words, with its sign."""
    return f"{value:+.3f}".replace("-", "−")
