"""What the pages beside Explore share: their head, their style, and a row of choices."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable, Mapping
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import tag
from c2sim.dashboard.parts.widgets import FRONT
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.session import use_session


def page(title: str, lead: str, parts: list[Any]) -> Element:
    """A page: its name, what it is for in a sentence, and its parts below each other."""
    head = tag("div", [tag("h1", title), tag("p", lead, "c2-lead")], "c2-head")
    return tag("div", [solara.Style(FRONT / "pages.css"), head, *parts], "c2-column")


def choices(label: str, options: Mapping[str, str], chosen: str, choose: Callable[[str], None]) -> Element:
    """Buttons of which one is pressed: by value, with what is written on each."""
    buttons = [
        press(text, value == chosen, lambda value=value: choose(value)) for value, text in options.items()
    ]
    return tag("div", buttons, "c2-choices", role="group", aria_label=label)


def press(text: str, pressed: bool, do: Callable[[], None], disabled: bool = False) -> Element:
    """A button that stays pressed; a tick says so as well as the colour."""
    return solara.Button(
        f"✓ {text}" if pressed else text,
        on_click=do,
        disabled=disabled,
        attributes={"aria-pressed": str(pressed).lower()},
        classes=["c2-button", "c2-pressed" if pressed else ""],
    )


def open_in_explore(plan: Plan, text: str = "Open in Explore") -> Element:
    """A button that makes a plan the one in Explore, and goes there; it can be undone there."""
    return _Open(plan, text)


@solara.component
def _Open(plan: Plan, text: str) -> Element:
    session, router = use_session(), solara.use_router()

    def go() -> None:
        session.change(lambda _: plan)
        router.push("/")

    return solara.Button(text, on_click=go, classes=["c2-button"])
