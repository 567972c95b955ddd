"""Made-up villages, of which everything is known, to be written as programs write networks."""

from dataclasses import dataclass, field
from random import Random

NAMES = (
    *(
        "Ann",
        "Ben",
        "Çağla",
        "Dee",
        "Eve",
        "Fay",
        "Gus",
        "Zoë",
        "O'Neill, Pat",
        'Jo "the hat" Bloggs',
        "Name",
    ),
    *(
        "Mary Ann",
        "Müller",
        "7",
        "42",
        "1001",
        "x",
        "Source",
        "françois",
        "Åse",
        "d'Arc",
        "T. S.",
        "(none yet)",
    ),
)


@dataclass
class Village:
    """Who lives and works in it, and who is tied to whom: the last of repeated ties is the strongest."""

    residents: list[str]
    workers: list[str]
    ties: dict[tuple[str, str], float | None]
    """Weight of each tie, None where it is not known."""
    directed: set[tuple[str, str]] = field(default_factory=set)

    @property
    def people(self) -> list[str]:
        """Everybody."""
        return [*self.residents, *self.workers]

    @property
    def kept(self) -> dict[tuple[str, str], float | None]:
        """The ties that a neighbourhood has: none of weight 0, none among workers, none to oneself."""
        return {
            (a, b): weight
            for (a, b), weight in self.ties.items()
            if weight != 0.0 and a != b and not (a in self.workers and b in self.workers)
        }

    @property
    def tied(self) -> set[str]:
        """Whoever stands in a list of its ties."""
        return {one for pair in self.ties for one in pair}


def drawn_village(luck: Random, latin: bool, workers: bool) -> Village:
    """A village.

    Args:
        luck: decides all of it.
        latin: whether Windows-1252 has all letters of the names.
        workers: whether anybody works there.
    """
    names = [name for name in NAMES if not latin or "ğ" not in name]
    people = luck.sample(names, luck.randint(4, 14))
    at = len(people) - (luck.randint(1, 2) if workers else 0)
    village = Village(people[:at], people[at:], {})
    whole = luck.random() < 0.5
    for a in range(len(people)):
        for b in range(a):
            if luck.random() < 0.35:
                pair = (people[a], people[b]) if luck.random() < 0.5 else (people[b], people[a])
                village.ties[pair] = _weight(luck, whole)
    if not village.ties:
        village.ties[people[0], people[1]] = 1.0
    village.directed = {pair for pair in village.ties if luck.random() < 0.3}
    return village


def _weight(luck: Random, whole: bool) -> float | None:
    if luck.random() < 0.1:
        return None
    return float(luck.randint(0, 9)) if whole else round(luck.uniform(0.1, 30.0), luck.choice((1, 2, 4)))
