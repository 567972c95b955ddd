"""One resident's story, for whoever was clicked on."""

# pyright: standard, reportPrivateImportUsage=false

from functools import lru_cache
from typing import Any

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.link import from_link, to_link
from c2sim.dashboard.parts.html import card, table, tag, whole
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.session import use_session
from c2sim.explain.story import Life, Story, story

_MOST_EVENTS = 60
_TENURES = {"owner": "owns a home", "social_rent": "rents a social home", "private_rent": "rents privately"}


@solara.component
def ResidentCard() -> Element:
    """The story of the resident who was clicked on, under this plan."""
    session = use_session()
    if session.picked.value < 0:
        return tag("div", css="c2-nothing")
    return StoryOf(session.picked.value)


@solara.component
def StoryOf(picked: int) -> Element:
    """Who they are and what happened to them, as far as it is not hidden."""
    session = use_session()
    plan = session.plan.value
    text = to_link(plan)
    task = solara.lab.use_task(lambda: _told(text, picked), dependencies=[text, picked], raise_error=False)
    close = solara.Button("Close", on_click=lambda: session.picked.set(-1), classes=["c2-button"])
    hidden = session.curtain.value
    last = plan.scenario.weeks if hidden < 0 else hidden
    found = task.value if task.finished else None
    body = (
        _lives(found, last) if found is not None else [tag("p", "Their story is being told…", role="status")]
    )
    if task.error:
        body = [tag("p", told(task.exception))]
    return card(f"Resident {picked}", [*body, close])


@lru_cache(maxsize=128)
def _told(text: str, resident: int) -> Story | None:
    plan = from_link(text)
    if not 0 <= resident < plan.scenario.neighbourhood.residents:
        return None
    return story(plan.scenario, resident, seed=plan.seed)


def _lives(told: Story, last: int) -> list[Any]:
    parts: list[Any] = []
    for number, life in enumerate(told.lives):
        if life.since > last:
            break
        parts += _life(life, number, last)
    return parts


def _life(life: Life, number: int, last: int) -> list[Any]:
    who = life.who
    name = "The newcomer" if number else "They"
    verb = (
        _TENURES[who["tenure"]]
        if number
        else _TENURES[who["tenure"]].replace("owns", "own").replace("rents", "rent")
    )
    parts: list[Any] = [
        tag(
            "p",
            f"{name} {verb} on street {who['street']}, with {who['ties']} ties to residents and "
            f"{who['providers']} to providers.",
        )
    ]
    events = [one for year in life.years for one in year.events if one.week <= last]
    shown = [tag("li", [tag("strong", f"week {one.week} "), one.text]) for one in events[:_MOST_EVENTS]]
    parts.append(
        tag("ul", shown, "c2-events") if shown else tag("p", "Nothing in particular happened to them.")
    )
    if life.until <= last:
        if life.moved_away:
            parts.append(tag("p", f"In week {life.until} they moved away, and somebody else moved in."))
        parts.append(_felt(life))
    return parts


def _felt(life: Life) -> Element:
    rows = [
        (
            label(name),
            f"{life.felt[name]:.2f}",
            f"{life.felt_last[name]:.2f}",
            f"{life.others_last[name]:.2f}",
        )
        for name in life.felt
    ]
    return table(("level", whole(f"week {life.since}"), whole(f"week {life.until}"), "others then"), rows)
