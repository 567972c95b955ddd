"""What the last change of the plan did, and through what: the plan held against the one before it."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any, NamedTuple

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.edits import said
from c2sim.dashboard.explore.why import ASKED
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.words import label, signed
from c2sim.dashboard.runs.recording import record
from c2sim.dashboard.session import BEFORE, MINE, use_session
from c2sim.model.measures.causes import PARTS, meaning_of
from c2sim.simulation.run import Run

LEAST = 0.001
"""A measure that differs by less is not told: of a level that is half a hundredth of a standard deviation."""
_NOTHING = f"Nothing that is followed here moved by {LEAST} or more."
_SHOWN = 0.0005  # a cause of less reads as 0.000
_MOST_FOR, _MOST_AGAINST = 2, 1

type _Brought = dict[tuple[str, str], float]
"""By level and cause: the change of the mean since week 0."""


class Moved(NamedTuple):
    """One measure in a week: before the change, with it, and the causes that made most of the difference.

    First come the causes that pushed the way it went, then the largest of those that pushed against it.
    """

    measure: str
    before: float
    now: float
    causes: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]


@solara.component
def ChangeCard() -> Element:
    """What moved most since the last change; nothing after another kind of change, such as other luck."""
    session = use_session()
    plan, before = session.plan.value, session.before
    seen, see = solara.use_state("")
    router = solara.use_router()
    text = plan.scenario.model_dump_json()

    def compare() -> None:
        session.compared.set((BEFORE, MINE))
        router.push("/compare")

    def work() -> tuple[str, Differences] | None:
        return None if before is None else (text, Differences(record(before).run, record(plan).run))

    task = solara.lab.use_task(work, dependencies=[text, before is None], raise_error=False)
    given = task.value if task.finished else None
    done = given[1] if given is not None and given[0] == text else None
    week = plan.scenario.weeks if session.curtain.value < 0 else session.curtain.value
    found = solara.use_memo(lambda: [] if done is None else done.in_week(week), [done, week])
    if before is None or seen == text:
        return tag("div", css="c2-nothing")
    if done is None:
        return card(said(before, plan), [tag("p", "The new future is being worked out…", role="status")])
    lines = [_line(one) for one in found] or [tag("p", _NOTHING)]
    note = "One run is one piece of luck. What holds shows when both plans are run many times."
    hold = solara.Button("Is it luck? Compare both", on_click=compare, classes=["c2-button", "c2-primary"])
    close = solara.Button("Close", on_click=lambda: see(text), classes=["c2-button"])
    when = "at the end" if week == plan.scenario.weeks else f"in week {week}"
    lead = f"In this one run, {when}, against the plan before:"
    return card(
        said(before, plan),
        [
            tag("p", lead, "c2-muted"),
            *lines,
            _meanings(found),
            tag("p", note, "c2-muted"),
            tag("div", [hold, close], "c2-buttons"),
        ],
        "c2-change",
    )


class Differences:
    """What lies between two runs, measure by measure and cause by cause."""

    def __init__(self, before: Run, now: Run) -> None:
        self._before, self._now = before, now

    def in_week(self, week: int) -> list[Moved]:
        """The measures that differ in a week, largest difference first, each with its largest causes.

        The causes of a measure, all of them together, add up to the difference of the two runs.
        """
        old, new = _brought(self._before, week), _brought(self._now, week)
        found = [self._moved(measure, week, old, new) for measure in ASKED]
        return sorted(
            (one for one in found if abs(one.now - one.before) >= LEAST),
            key=lambda one: -abs(one.now - one.before),
        )

    def _moved(self, measure: str, week: int, old: _Brought, new: _Brought) -> Moved:
        first, last = (float(run.weekly[measure].iloc[week]) for run in (self._before, self._now))
        levels = PARTS[measure]
        sizes: dict[str, float] = {}
        for brought, part in ((new, 1.0 / len(levels)), (old, -1.0 / len(levels))):
            for (level, cause), size in brought.items():
                if level in levels:
                    sizes[cause] = sizes.get(cause, 0.0) + part * size
        told = sorted(((name, size) for name, size in sizes.items() if abs(size) >= _SHOWN), key=_size)
        rose = last > first
        along = [one for one in told if (one[1] > 0.0) == rose]
        against = [one for one in told if (one[1] > 0.0) != rose]
        return Moved(measure, first, last, tuple(along[:_MOST_FOR]), tuple(against[:_MOST_AGAINST]))


def _brought(run: Run, week: int) -> _Brought:
    """What each cause changed of each level, up to a week."""
    causes = run.causes
    past = causes[causes["week"] <= week]
    sums: Any = past.groupby(["level", "cause"], observed=True, sort=False)["change"].sum()
    return sums.to_dict()


def _size(cause: tuple[str, float]) -> float:
    return -abs(cause[1])


def _line(one: Moved) -> Element:
    head = [
        label(one.measure),
        tag("strong", f"{signed(one.now - one.before)}, now {one.now:.3f}"),
    ]
    against = f"; against it {_spoken(one.against)}" if one.against else ""
    return tag(
        "div", [tag("div", head, "c2-value"), tag("p", f"Mostly: {_spoken(one.causes)}{against}", "c2-help")]
    )


def _meanings(found: list[Moved]) -> Element | None:
    """What the causes that were named are, once each."""
    meant = {
        name: meaning_of(one.measure, name).text for one in found for name, _ in (*one.causes, *one.against)
    }
    if not meant:
        return None
    rows = "\n".join(f"{name}: {text}" for name, text in meant.items())
    return tag(
        "details", [tag("summary", "What these causes are"), tag("p", rows, "c2-help c2-rows")], "c2-twin"
    )


def _spoken(causes: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{name} {signed(size)}" for name, size in causes)
