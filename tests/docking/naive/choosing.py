"""What a provider takes up next; part of phase 6."""

from c2sim.engine.chance import index
from c2sim.model.codes import Agency, Stage
from docking.naive.agents import Provider
from docking.naive.things import Issue
from docking.naive.town import Town

AGENCIES = 7
PRIORITY = 1000000.0  # weight of being a priority


def asked_for(town: Town, q: Provider) -> Issue | None:
    """Of what was asked for, what weighs most with a provider."""
    asked = [one for one in _served(town, q) if one.stage in (Stage.VOICED, Stage.PRIORITISED)]
    known = {row: _known(town, q, row) for row in {one.street for one in asked}}
    return max(asked, key=lambda one: _weight(town, one, known[one.street]), default=None)


def own_choice(town: Town, q: Provider, u: float) -> Issue | None:
    """Any issue that has no promise yet."""
    any_of = [one for one in _served(town, q) if one.stage in (Stage.LATENT, Stage.VOICED, Stage.PRIORITISED)]
    return any_of[index(u, len(any_of))] if any_of else None


def _weight(town: Town, one: Issue, known: int) -> float:
    weight = one.voices * (1.0 + town.p.services.linked * known) * one.severity
    return weight + (PRIORITY if one.stage == Stage.PRIORITISED else 0.0)


def _known(town: Town, q: Provider, street: int) -> int:
    """How many residents of a street have a tie to a provider."""
    return sum(i.tie_to(town.n + q.row) is not None for i in town.homes_of(street))


def _served(town: Town, q: Provider) -> list[Issue]:
    shared = min(AGENCIES, sum(one.agency != Agency.PROGRAMME for one in town.providers))
    return [one for one in town.issues if one.agency % shared == q.agency % shared]
