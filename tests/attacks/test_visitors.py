"""What a visitor's browser says, or whoever speaks in its place; and what a visitor is told of errors."""

# pyright: standard, reportPrivateImportUsage=false

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import reacton
import solara

from browsing import serving
from c2sim.dashboard.error_boundary import SENTENCE, Boundary, say_nothing_of_the_server, told
from c2sim.dashboard.explore.editor import PlanEditor
from c2sim.dashboard.session import Session, context
from c2sim.errors import ScenarioError
from visiting import Visitor

JUNK: tuple[Any, ...] = (
    "no such choice", 10**30, -5, [], {}, None, True, 1e308, float("nan"), ["a"], {"a": 1}, "../etc/passwd",
)  # fmt: skip


@solara.component
def _page(session: Session) -> Any:
    context.provide(session)
    return Boundary([PlanEditor()])


@solara.component
def _broken() -> None:
    raise KeyError("/etc/passwd")


def below(widget: Any) -> Iterator[Any]:
    """The widget and all below it."""
    yield widget
    for one in getattr(widget, "children", ()):
        yield from () if isinstance(one, str) else below(one)


def sentences(box: Any) -> int:
    """How often a page says that something was not foreseen."""
    return sum(SENTENCE in getattr(one, "children", ()) for one in below(box))


def test_a_value_that_the_page_could_not_have_sent_changes_nothing() -> None:
    session: Any = Session()
    session.chosen.set("hub")
    plan = session.plan.value
    box, rendered = reacton.render(_page(session), handle_error=False)
    assert {"Select", "Slider"} <= {type(one).__name__ for one in below(box)}
    for junk in JUNK:
        for widget in [one for one in below(box) if type(one).__name__ in ("Select", "Slider", "Checkbox")]:
            if type(widget).__name__ == "Checkbox" and junk is True:
                continue
            widget.set_state({"v_model": junk})
            if type(widget).__name__ == "Slider":
                widget.fire_event("change", junk)
        session.look_at(junk)
        session.pick(junk)
        if isinstance(junk, str):
            session.stand_at(junk)
    assert session.plan.value == plan
    assert (session.week.value, session.picked.value, session.address.value) == (0, -1, "")
    assert sentences(box) == 0
    rendered.close()


def test_what_nobody_foresaw_is_one_sentence_for_the_visitor(caplog: pytest.LogCaptureFixture) -> None:
    box, rendered = reacton.render(Boundary([_broken()]), handle_error=False)
    assert sentences(box) == 1
    assert "/etc/passwd" in caplog.text
    rendered.close()
    assert told(KeyError("/etc/passwd")) == SENTENCE
    assert told(ScenarioError("a: found b, expected c")) == "a: found b, expected c"


def test_solara_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    import reacton.core
    import solara.server.app
    import solara.server.patch

    modules = (solara.server.app, solara.server.patch, reacton.core)
    for module in modules:
        monkeypatch.setattr(module, "traceback", module.traceback)
    say_nothing_of_the_server()
    for module in modules:
        error = KeyError("/etc/passwd")
        assert "".join(module.traceback.format_exception(None, error, None)) == SENTENCE


@pytest.mark.slow
def test_forged_messages_are_answered_without_a_word_of_the_server() -> None:
    """Every value of every widget of a real page is set to what no browser says."""
    heard: list[str] = []

    class Forger(Visitor):
        def _hear(self, message: dict[str, Any], buffers: list[bytes]) -> None:
            heard.append(json.dumps(message))
            super()._hear(message, buffers)

        async def forge(self) -> None:
            for junk in JUNK:
                for name, widget in list(self.widgets.items()):
                    for key in {"v_model", "week", "picked", "chosen", "address", "size", "count"} & {
                        *widget
                    }:
                        data = {"method": "update", "state": {key: junk}, "buffer_paths": []}
                        await self._send("comm_msg", comm_id=name, data=data)

    async def visit(address: str) -> None:
        one: Any = await Forger.come(address)
        await one.forge()
        await asyncio.sleep(5.0)
        assert any('"Stage"' in text or "Stage" in text for text in heard)
        assert not [text for text in heard if re.search(r"Traceback|site-packages|TraitError|KeyError", text)]
        await one.hang_up()

    with serving() as address:
        asyncio.run(visit(address))
