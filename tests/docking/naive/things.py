"""What there is besides the agents: ties, contacts, streets, wards with their news, gatherings."""

import math
from dataclasses import dataclass, field

RING = 64  # events that a ward's ring of news holds


def clip(x: float) -> float:
    """Keep a level within [0, 1]."""
    return min(1.0, max(0.0, x))


def rate(half_life: float) -> float:
    """Share by which a level returns in a week."""
    return 1.0 - math.exp(-math.log(2.0) / half_life)


@dataclass(slots=True)
class HalfTie:
    """One end of a tie; `other` is the row of a resident, or residents + row of a provider."""

    other: int
    strength: float
    trust: float
    kind: int
    used: bool = False


@dataclass(slots=True)
class Contact:
    """Somebody met somebody."""

    one: int
    other: int
    good: bool
    equal: bool


@dataclass(slots=True)
class Street:
    """A run of homes."""

    row: int
    first: int
    homes: int
    ward: int
    x: float
    y: float
    condition: float = 0.0
    incidents: int = 0
    load: float = 0.0
    works: float = 0.0
    own: set[int] = field(default_factory=set[int])  # places of news of the street
    seen: set[int] = field(default_factory=set[int])  # places of news that can be seen on the street


@dataclass(slots=True)
class Event:
    """A piece of news."""

    kind: int
    street: int
    provider: int
    week: int
    visible: bool


@dataclass(slots=True)
class Promise:
    """What a provider promised to do about an issue."""

    provider: int
    due: int
    keep: float
    matches: bool
    visible: bool
    joint: bool
    late: bool


@dataclass(slots=True)
class Issue:
    """Something that troubles a street; a place without one has no stage."""

    place: int
    stage: int
    street: int
    agency: int
    severity: float
    environmental: bool
    voices: int
    voiced: int
    prioritised: int
    acted: int
    closed: int
    passed: bool
    promise: Promise


@dataclass(slots=True)
class Ward:
    """A part of the neighbourhood with news of its own."""

    row: int
    first: int
    homes: int
    ring: list[Event] = field(default_factory=list[Event])  # by place; events that never were are left out
    head: int = 0
    told: int = 0
    kinds: list[set[int]] = field(default_factory=list[set[int]])  # places by kind of news
    recent: set[int] = field(default_factory=set[int])  # places that people talk about
    good: set[int] = field(default_factory=set[int])  # places of good news
    late: set[int] = field(default_factory=set[int])  # places of which a gathering tells


@dataclass(slots=True)
class Gathering:
    """A gathering of this week."""

    purpose: int
    grants: int
    quality: list[float]
    channel: int
    street: int
