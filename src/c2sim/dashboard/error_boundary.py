"""Where what nobody foresaw ends: one plain sentence for the visitor, and all the rest in the server's log.

Solara shows the traceback of an error in the page, with paths of the server and values of variables. It makes
its text in three modules, each of which is given a writer that says one sentence.
"""

# pyright: standard, reportPrivateImportUsage=false

import logging
import sys
import traceback
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import message, tag
from c2sim.errors import C2simError, legible

SENTENCE = "Something went wrong here that was not foreseen; the server's log says what. Load the page again."
_WRITERS = {"solara.server.app": True, "solara.server.patch": False, "reacton.core": True}
"""Where the text is made, and whether it goes to the log from here; the second writes it there itself."""
_log = logging.getLogger("c2sim.dashboard")
_LOGGERS = ("c2sim.dashboard", "Comm", "solara.server.app", "solara.server.patch", "solara.server.kernel")
_MOST_KINDS = 50
_LONGEST = 4_000


class OncePerKind(logging.Filter):
    """Lets each kind of error, by its type and place, into the log once, of a bounded number; cut if long.

    A visitor can have errors happen without end, with values as long as they like.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[tuple[Any, ...]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this is told."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return True
        places = traceback.extract_tb(error.__traceback__)
        kind = (type(error), *((places[-1].filename, places[-1].lineno) if places else ()))
        if kind in self._seen or len(self._seen) >= _MOST_KINDS:
            return False
        self._seen.add(kind)
        text = legible("".join(traceback.format_exception(error)))
        half = _LONGEST // 2
        cut = text if len(text) <= _LONGEST else f"{text[:half]} ... {text[-half:]}"
        record.msg, record.args, record.exc_info = f"{record.getMessage()[:200]}\n{cut}", (), None
        return True


_once = OncePerKind()


class _Discreet:
    """Takes the place of the module `traceback` where its text would go to a visitor."""

    def __init__(self, logs: bool) -> None:
        self._logs = logs

    def format_exception(self, _kind: Any, error: BaseException | None = None, *_rest: Any) -> list[str]:
        if self._logs:
            _log.error("not foreseen", exc_info=error)
        return [SENTENCE]

    def __getattr__(self, name: str) -> Any:
        return getattr(traceback, name)


def say_nothing_of_the_server() -> None:
    """Let no traceback reach a page from now on."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_once)
    for name, logs in _WRITERS.items():
        if name in sys.modules:  # outside of a server not all of them are
            vars(sys.modules[name])["traceback"] = _Discreet(logs)


def told(error: BaseException | None) -> str:
    """What a visitor is told of an error: the sentence of a refusal; of anything else, that it happened."""
    if isinstance(error, C2simError):
        return str(error)
    _log.error("not foreseen", exc_info=error)
    return SENTENCE


@solara.component
def Boundary(children: list[Any] = []) -> Element:  # noqa: B006 (Solara's own form)
    """The main part of a page, or, once that failed, one sentence and a way back."""
    error, clear = solara.use_exception()
    if error is None:
        return tag("main", children, "c2-page", id="page")
    back = solara.Button("Go on", on_click=clear, classes=["c2-button"])
    failed = tag("div", [message(told(error)), back], "c2-column")
    return tag("main", [failed], "c2-page", id="page")
