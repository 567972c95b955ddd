"""The model's feedback loops, and how strong each of their links was in a run, from its table of causes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from c2sim.results.result import Run


@dataclass(frozen=True)
class Link:
    """An arrow of a loop: which levels it changes and by which causes; with none, it is a rule only."""

    start: str
    end: str
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule: str = ""
    """What the arrow stands for, where the table of causes has nothing to say."""


@dataclass(frozen=True)
class Loop:
    """A ring of links, named as in the table of causes."""

    name: str
    says: str
    links: tuple[Link, ...]
    across: tuple[Link, ...] = ()
    """Links that cut the ring short."""

    @property
    def nodes(self) -> list[str]:
        """What the ring goes through, in its order."""
        return [link.start for link in self.links]


@dataclass(frozen=True)
class Strength:
    """A link and what it brought, in points of 100 over the whole run; None where nothing is on record."""

    link: Link
    chosen: float | None
    without: float | None


LOOPS = {
    one.name: one
    for one in (
        Loop(
            "support",
            "Calm people with ties meet more often, and support helps stress to pass.",
            (
                Link(
                    "ties",
                    "stress",
                    {"stress": ("support", "cohesion", "calm ties", "distressed ties", "groups")},
                ),
                Link("stress", "meeting", rule="the stressed meet less"),
                Link("meeting", "trust in neighbours", {"trust_neighbours": ("good contact", "bad contact")}),
                Link("trust in neighbours", "ties", rule="good contact makes and feeds ties"),
            ),
        ),
        Loop(
            "voice",
            "Who is answered takes part and speaks up. Broken promises and silence turn the same ring round.",
            (
                Link("taking part", "answers heard of", rule="who takes part raises issues"),
                Link("answers heard of", "trust in services", {"trust_services": ("promises kept",)}),
                Link("trust in services", "influence", {"influence": ("wins", "promises kept")}),
                Link("influence", "will to act", {"agency": ("wins", "listened to")}),
                Link("will to act", "taking part", rule="hope and trust lower the threshold"),
            ),
        ),
        Loop(
            "learning",
            "Good contact moves a worker's stance; a better stance keeps more promises.",
            (
                Link(
                    "contact",
                    "working with",
                    {"stance": ("good contact", "bad contact", "learning", "colleagues")},
                ),
                Link("working with", "promises kept", rule="who works with residents keeps more promises"),
                Link("promises kept", "trust in services", {"trust_services": ("promises kept",)}),
                Link("trust in services", "contact", rule="trust makes the next contact go well"),
            ),
            (
                Link(
                    "contact",
                    "trust in services",
                    {"trust_services": ("good contact", "bad contact")},
                ),
            ),
        ),
        Loop(
            "overload",
            "What a group lacks in hands its carriers make up for, until they tire and give up.",
            (
                Link("few active", "hours of each", rule="those who carry a group do what is left over"),
                Link("hours of each", "fatigue", {"fatigue": ("overwork",)}),
                Link("fatigue", "giving up", rule="the tired give up"),
                Link("giving up", "few active", rule="fewer are left"),
            ),
        ),
        Loop(
            "expectation",
            "To listen is to raise expectation. An answer is a gain, a late one a small loss; silence is "
            "heard of like a broken promise.",
            (
                Link("listening", "promises", rule="what was heard is promised on"),
                Link("promises", "memory", {"memory": ("promises broken", "unanswered")}),
                Link("memory", "trust in services", rule="who remembers gains less trust"),
                Link("trust in services", "listening", rule="who trusts comes and speaks"),
            ),
            (
                Link(
                    "promises",
                    "trust in services",
                    {
                        "trust_services": (
                            "promises kept",
                            "promises broken",
                            "mismatched responses",
                            "unanswered",
                        )
                    },
                ),
            ),
        ),
    )
}
"""By name; docs/explanation/model.md says the same in text."""


def strengths(loop: Loop, chosen: Run, without: Run) -> list[Strength]:
    """What each link of a loop brought in a run and in the one it is held against."""
    both = [_sums(run.causes) for run in (chosen, without)]
    return [Strength(link, *(_brought(link, sums) for sums in both)) for link in (*loop.links, *loop.across)]


def in_words(strength: Strength) -> str:
    """One link in a sentence."""
    link = strength.link
    if strength.chosen is None or strength.without is None:
        return f"{link.start} → {link.end}: {link.rule}."
    return (
        f"{link.start} → {link.end}: {strength.chosen:+.1f} points of 100 in this run, "
        f"{strength.without:+.1f} in the one it is held against."
    ).replace("-", "−")


def _sums(causes: pd.DataFrame) -> dict[tuple[str, str], float]:
    found = causes.groupby(["level", "cause"]).change.sum()
    names = [(str(level), str(cause)) for level, cause in found.index]
    return dict(zip(names, (100.0 * found.to_numpy()).tolist(), strict=True))


def _brought(link: Link, sums: dict[tuple[str, str], float]) -> float | None:
    if not link.changes:
        return None
    return sum(sums.get((level, cause), 0.0) for level, causes in link.changes.items() for cause in causes)
