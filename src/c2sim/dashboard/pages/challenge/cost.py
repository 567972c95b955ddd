"""What the built plan costs, held against the budget, and the button that puts it on the board."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from threading import Event
from typing import Any

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.pages.challenge.pieces import MINE, NOTHING
from c2sim.dashboard.parts.html import card, message, tag
from c2sim.dashboard.parts.job_button import JobButton
from c2sim.dashboard.parts.page import open_in_explore
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.runs.jobs import run_seeds
from c2sim.dashboard.runs.recording import record

_SEEDS = 10


@solara.component
def Cost(plan: Plan, budget: int, post: Callable[[Any], None]) -> Element:
    """Person-hours of the plan, a bar against the budget, and what can be done with the plan.

    Args:
        plan: what was built.
        budget: person-hours.
        post: takes the runs of the plan and of no programme.
    """
    text = plan.scenario.model_dump_json()
    task = solara.lab.use_task(
        lambda: sum(record(plan).run.cost.values()), dependencies=[text], raise_error=False
    )
    if task.error:
        return card("Cost", [message(told(task.exception))])
    hours = task.value if task.finished else None
    return card("Cost", [_bar(hours, budget), _do(plan, text, refusal(plan, hours, budget), post)])


def refusal(plan: Plan, hours: float | None, budget: int) -> str:
    """Why a plan cannot be put up, or nothing."""
    if not plan.scenario.interventions:
        return "plan: found nothing in it, expected at least one intervention"
    if hours is not None and hours > budget:
        return f"plan: found {hours:,.0f} person-hours, expected at most {budget:,}; leave something out"
    return ""


def _bar(hours: float | None, budget: int) -> Element:
    if hours is None:
        return tag("p", "Counting the hours…", role="status")
    share = min(1.0, hours / budget)
    over = " c2-over" if hours > budget else ""
    fill = tag("span", css=f"c2-spent{over}", style=f"width: {100 * share:.1f}%")
    left = budget - hours
    rest = f"{left:,.0f} left" if left >= 0 else f"{-left:,.0f} too many"
    words = f"{hours:,.0f} of {budget:,} person-hours: {rest}"
    return tag(
        "div",
        [
            tag("p", words, "c2-spent-words", role="status"),
            tag("div", [fill], "c2-budget", aria_hidden="true"),
            tag(
                "p",
                "Hours of residents, workers and services in six years, as in a run with seed 1.",
                "c2-muted",
            ),
        ],
    )


def _do(plan: Plan, text: str, refused: str, post: Callable[[Any], None]) -> Element:
    def work(stop: Event, tell: Callable[[int], object]) -> Any:
        return run_seeds({NOTHING: plan.without(), MINE: plan}, _SEEDS, stop, tell)

    button = JobButton("Put it on the board", 2 * _SEEDS, work, post, refused).key(text)
    return tag("div", [button, open_in_explore(plan)], "c2-job")
