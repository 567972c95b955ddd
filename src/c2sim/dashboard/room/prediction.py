"""Predict and reveal: the future is hidden until everybody has said what will happen."""

# pyright: standard, reportPrivateImportUsage=false

import hashlib
from dataclasses import dataclass
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.explore.figures import DRAWN
from c2sim.dashboard.inputs import choose
from c2sim.dashboard.link import to_link
from c2sim.dashboard.parts.html import card, table, tag
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.room.tally import GUESSES, rooms
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import Session, use_session
from c2sim.files.spreadsheet import csv_of_rows

SAME = 0.01
"""A level that moves by less than this is said to stay."""


@dataclass(frozen=True)
class Prediction:
    """What somebody expected, and what happened."""

    scenario: str
    seed: int
    measure: str
    since: int
    until: int
    guess: str
    change: float
    question: str

    @property
    def happened(self) -> str:
        """What the measure did, in the words of a guess."""
        return "stays" if abs(self.change) < SAME else "rises" if self.change > 0 else "falls"


def question(pair: Pair, measure: str, since: int) -> str:
    """The name of a question in a room: the same plan, as changed by now, luck, measure and week."""
    plan = hashlib.blake2b(to_link(pair.plan).encode(), digest_size=8).hexdigest()  # rooms are held to a size
    return f"{plan}: {measure} from week {since}"


def prediction(pair: Pair, measure: str, since: int, guess: str) -> Prediction:
    """A guess together with what happens from that week to the end."""
    values, last = pair.chosen.run.weekly[measure], pair.plan.scenario.weeks
    change = float(values.iloc[last] - values.iloc[since])
    asked = question(pair, measure, since)
    return Prediction(pair.plan.scenario.name, pair.plan.seed, measure, since, last, guess, change, asked)


def as_csv(predictions: tuple[Prediction, ...]) -> str:
    """All predictions, a row each, beside what happened."""
    head = ("scenario", "seed", "measure", "from_week", "to_week", "predicted", "happened", "change")
    rows = (
        (
            one.scenario,
            one.seed,
            one.measure,
            one.since,
            one.until,
            one.guess,
            one.happened,
            round(one.change, 4),
        )
        for one in predictions
    )
    return csv_of_rows([head, *rows])


@solara.component
def PredictCard(pair: Pair) -> Element:
    """Hide what comes, ask, and reveal."""
    session = use_session()
    measure, set_measure = solara.use_state("hope")
    if session.curtain.value < 0:
        return card("Predict", [*_ask(session, pair), *_kept(session)], "c2-noprint")
    return card("Predict", _guess(session, pair, measure, set_measure), "c2-noprint")


def _ask(session: Session, pair: Pair) -> list[Any]:
    def hide() -> None:
        session.curtain.set(min(session.week.value, pair.plan.scenario.weeks - 1))

    return [
        tag("p", "Stop at a week, hide what comes, and say what will happen.", "c2-muted"),
        solara.Button("Hide what comes", on_click=hide, classes=["c2-button"]),
    ]


def _guess(session: Session, pair: Pair, measure: str, set_measure: Any) -> list[Any]:
    since = session.curtain.value
    labels = {label(name): name for name in DRAWN}

    def say(guess: str) -> None:
        rooms.guess(session.room.value, asked, guess)
        session.predictions.set((*session.predictions.value, prediction(pair, measure, since, guess))[-200:])

    pick = choose("What", labels, label(measure), set_measure)
    asked = question(pair, measure, since)
    said = [one for one in session.predictions.value if one.question == asked]
    buttons = [
        solara.Button(
            guess.capitalize(),
            on_click=lambda guess=guess: say(guess),
            disabled=bool(said),
            classes=["c2-button"],
        )
        for guess in GUESSES
    ]
    reveal = solara.Button(
        "Reveal", on_click=lambda: session.curtain.set(-1), classes=["c2-button", "c2-primary"]
    )
    parts = [
        tag("p", f"From week {since} to week {pair.plan.scenario.weeks}: what will it do?"),
        pick,
        tag("div", buttons, "c2-buttons"),
    ]
    if said:
        parts.append(tag("p", f"You say: {said[-1].guess}."))
    if session.room.value:
        parts.append(Tally(asked, len(said)))
    return [*parts, reveal]


@solara.component
def Tally(about: str, said: int) -> Element:
    """What the room said so far, counted when this visitor says something (`said` times) or asks for it."""
    session = use_session()
    asked, ask = solara.use_state(0)
    counts = rooms.tally(session.room.value, about)
    text = ", ".join(f"{guess} {number}" for guess, number in counts.items())
    again = solara.Button("Count again", on_click=lambda: ask(asked + 1), classes=["c2-button"])
    return tag("p", [f"Room {session.room.value}: {text}. ", again])


def _kept(session: Session) -> list[Any]:
    found = session.predictions.value
    if not found:
        return []
    rows = [
        (
            f"{label(one.measure)}, week {one.since} to {one.until}",
            one.guess,
            one.happened,
            f"{one.change:+.2f}",
        )
        for one in reversed(found)
    ]
    return [
        table(("measure", "predicted", "happened", "change"), rows),
        tag(
            "div",
            [solara.FileDownload(lambda: as_csv(found), "predictions.csv", label="Predictions (CSV)")],
            "c2-buttons",
        ),
    ]
