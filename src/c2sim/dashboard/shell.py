"""What is around every page: session, style, header with navigation and tools, and the footer."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import solara
import solara.lab
from reacton.core import Element, get_render_context
from reacton.ipyvue import use_event

from c2sim.dashboard.error_boundary import Boundary
from c2sim.dashboard.link import from_link
from c2sim.dashboard.parts.html import message, tag
from c2sim.dashboard.parts.widgets import FRONT, Scout, element
from c2sim.dashboard.session import Session, context
from c2sim.dashboard.share import ExportCard, ShareCard, TrainerCard
from c2sim.errors import C2simError

FOOTER = "Not affiliated with C2, Changes or Locality; a thinking tool, not a forecast"
_MORE = "Its parameters are illustrative, and plans that fail are shown beside those that succeed."
PANELS = {"Trainer": TrainerCard, "Share": ShareCard, "Export": ExportCard}
_DIGITS = 4  # of a week in a link
_SIZES = {"normal": "large", "large": "huge", "huge": "normal"}


@solara.component
def Shell(children: list[Any] = []) -> Element:  # noqa: B006 (Solara's own form)
    """The frame of every page. The session lives here, so it outlasts a change of page."""
    router = solara.use_router()
    session = solara.use_memo(lambda: _begin(router.search or ""), [])
    context.provide(session)
    solara.use_effect(lambda: _set_theme(session.dark.value), [session.dark.value])
    solara.Title("c2sim")
    style = solara.Style(FRONT / "style.css")
    scout = element(
        Scout,
        on_address=session.stand_at,
        on_dark=lambda dark: session.dark.set(dark),
    )
    said = [message(session.message.value)] if session.message.value else []
    panel = PANELS.get(session.panel.value)
    opened = [panel(), _close(session)] if panel is not None else []
    above = [tag("div", said, "c2-refused"), tag("div", opened, "c2-opened")]
    body = Boundary([*above, *children])
    return tag("div", [style, scout, Header(), body, Footer()], f"c2-app c2-size-{session.size.value}")


@solara.component
def Header() -> Element:
    """Name, pages and tools."""
    session = solara.use_context(context)
    route, routes = solara.use_route(level=0)
    pages = [
        tag(
            "span",
            [PageLink(solara.resolve_path(one, level=0), str(one.label))],
            "c2-here" if one is route else "",
            **({"aria_current": "page"} if one is route else {}),
        )
        for one in routes
    ]
    tools = [
        *(_opens(session, name) for name in PANELS),
        solara.Button(
            "Text size", on_click=lambda: session.size.set(_SIZES[session.size.value]), classes=["c2-button"]
        ),
        solara.Button(
            "Light" if session.dark.value else "Dark",
            on_click=lambda: session.dark.set(not session.dark.value),
            classes=["c2-button"],
        ),
    ]
    return tag(
        "header",
        [
            tag("span", "c2sim", "c2-brand"),
            tag("nav", pages, "c2-nav", aria_label="Pages"),
            tag("div", tools, "c2-tools"),
        ],
        "c2-header",
    )


@solara.component
def PageLink(path: str, label: str) -> Element:
    """A link to a page. All pages stand beside each other, so it holds below any path that a proxy adds."""
    router = solara.use_router()
    link = tag("a", [tag("span", label)], href=f".{path}")
    use_event(link, "click.prevent.stop", lambda *_: router.push(path))
    return link


@solara.component
def Footer() -> Element:
    """What this is not."""
    return tag("footer", f"{FOOTER}. {_MORE}", "c2-footer")


def _opens(session: Session, name: str) -> Element:
    """A button that opens a tool, or closes it if it is open."""
    toggled = "" if session.panel.value == name else name
    return solara.Button(name, on_click=lambda: session.panel.set(toggled), classes=["c2-button"])


def _close(session: Session) -> Element:
    return solara.Button(
        "Close", on_click=lambda: session.panel.set(""), classes=["c2-button", "c2-close", "c2-noprint"]
    )


def _begin(search: str) -> Session:
    """The session of a visitor who just came, with the plan of the link they followed, if any."""
    session = Session()
    session.together = get_render_context()
    given = dict(part.split("=", 1) for part in search.lstrip("?").split("&") if "=" in part)
    session.room.set("".join(sign for sign in given.get("room", "")[:5] if sign.isalpha() and sign.isascii()))
    if "plan" in given:
        try:
            session.plan.set(from_link(given["plan"]))
        except C2simError as error:
            session.message.set(str(error))
    _hide(session, given.get("hidden", ""))
    return session


def _hide(session: Session, week: str) -> None:
    """Stand at the week from which a room is asked to predict, with the future hidden, if a link says so."""
    if week.isascii() and week.isdigit() and len(week) <= _DIGITS:
        last = min(int(week), session.plan.value.scenario.weeks - 1)
        session.curtain.set(last)
        session.week.set(last)


def _set_theme(dark: bool) -> None:
    solara.lab.theme.dark = dark
