"""Compare: two to four plans side by side, each with the same seeds; the spread is always shown."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from threading import Event
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.pages.compare.candidates import MOST, candidates, matched_plans, refusal
from c2sim.dashboard.pages.compare.results import Results
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.job_button import JobButton
from c2sim.dashboard.parts.page import choices, page, press
from c2sim.dashboard.runs.jobs import run_seeds
from c2sim.dashboard.session import use_session
from c2sim.results.comparison import Comparison

__all__ = ["Compare"]
_LEAD = (
    "Two to four plans among the same people with the same luck, many times over. One curve is one piece of "
    "luck: here you see the spread, and how often a plan ends worse."
)
_SEEDS = {"10": "10 seeds", "20": "20 seeds", "40": "40 seeds"}


@solara.component
def Compare() -> Element:
    """The page."""
    session = use_session()
    offered = candidates(session.plan.value, session.before, session.saved.value)
    chosen, set_chosen = session.compared.value, session.compared.set
    seeds, set_seeds = solara.use_state("20")
    found, set_found = solara.use_state(None)
    kept = tuple(name for name in chosen if name in offered)
    plans = {name: offered[name] for name in kept}
    count = int(seeds)

    def toggle(name: str) -> None:
        set_chosen(tuple(one for one in kept if one != name) if name in kept else (*kept, name))

    def work(stop: Event, tell: Callable[[int], object]) -> Any:
        runs = run_seeds(matched_plans(plans), count, stop, tell)
        return Comparison(runs) if runs is not None else None

    full = len(kept) >= MOST
    buttons = [
        press(name, name in kept, lambda name=name: toggle(name), full and name not in kept)
        for name in offered
    ]
    first = f"The others are held against the first one chosen: {kept[0]}." if kept else ""
    choose = card(
        "Plans",
        [
            tag("p", f"Choose two to four. {first}", "c2-muted"),
            tag("div", buttons, "c2-choices", role="group", aria_label="Plans to compare"),
            choices("Number of seeds", _SEEDS, seeds, set_seeds),
            JobButton("Compare", count * len(kept), work, set_found, refusal(plans)),
        ],
        "c2-noprint",
    )
    return page("Compare", _LEAD, [choose, Results(found) if found is not None else None])
