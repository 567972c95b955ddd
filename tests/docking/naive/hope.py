"""Phase 9: agency (the will) and pathways (seeing a way)."""

from c2sim.model.state import (
    AGENCY,
    BROKEN,
    C_BOUND,
    C_CONFIDENCE,
    C_EXAMPLES,
    C_FAILURES,
    C_LINKING,
    C_LISTENED,
    C_REST,
    C_STRAIN,
    C_TIES,
    C_WINS,
    CONFIDENCE,
    KEPT,
    LINKING_TIES,
    LISTENS,
    MEAN_AGENCY,
    MEAN_PATHWAYS,
    PATHWAYS,
    SHOWS,
    STRESS,
    UNINVOLVED,
    VISIT,
    WIN,
)
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town


def hope(town: Town) -> None:
    """Move agency of all residents, then pathways of all."""
    for i in town.residents:
        _agency(town, i)
    for i in town.residents:
        _pathways(town, i)


def _returns(town: Town, i: Resident, level: int, mean: int) -> tuple[float, float]:
    """The pull of one's own history, and that of one's ties."""
    p = town.p.hope
    both = rate(p.half_life)
    x = i.levels[level]
    own = both * (1.0 - p.context) * (i.rest[level] + town.offsets[level] - x)
    ties = both * p.context * (i.means[mean] - x)
    return own, ties


def _agency(town: Town, i: Resident) -> None:
    p = town.p.hope
    x = i.levels[AGENCY]
    size = p.taking_part if i.activity != UNINVOLVED else 1.0
    own, ties = _returns(town, i, AGENCY, MEAN_AGENCY)
    wins = p.win * size * (i.learnt(KEPT) + i.learnt(WIN)) * (1.0 - x)
    failures = -p.failure * size * i.learnt(BROKEN) * x
    heard = 0.0
    if i.attended >= 0:
        heard = town.p.learning.listened * town.gatherings[i.attended].quality[LISTENS] * (1.0 - x)
    free = x + own + ties + wins + failures + heard
    i.levels[AGENCY] = clip(free)
    town.because(AGENCY, C_REST, own)
    town.because(AGENCY, C_TIES, ties)
    town.because(AGENCY, C_WINS, wins)
    town.because(AGENCY, C_FAILURES, failures)
    town.because(AGENCY, C_LISTENED, heard)
    town.because(AGENCY, C_BOUND, clip(free) - free)


def _pathways(town: Town, i: Resident) -> None:
    p, learning = town.p.hope, town.p.learning
    x = i.levels[PATHWAYS]
    own, ties = _returns(town, i, PATHWAYS, MEAN_PATHWAYS)
    able = p.confidence * i.levels[CONFIDENCE] * (1.0 - x)
    linked = p.linking * min(1.0, 0.5 * i.means[LINKING_TIES]) * (1.0 - x)
    seen = learning.example * town.gatherings[i.attended].quality[SHOWS] if i.attended >= 0 else 0.0
    examples = (seen + learning.heard * i.learnt(VISIT)) * (1.0 - x)
    strain = -p.strain * i.levels[STRESS] * x
    free = x + own + ties + able + linked + examples + strain
    i.levels[PATHWAYS] = clip(free)
    town.because(PATHWAYS, C_REST, own)
    town.because(PATHWAYS, C_TIES, ties)
    town.because(PATHWAYS, C_CONFIDENCE, able)
    town.because(PATHWAYS, C_LINKING, linked)
    town.because(PATHWAYS, C_EXAMPLES, examples)
    town.because(PATHWAYS, C_STRAIN, strain)
    town.because(PATHWAYS, C_BOUND, clip(free) - free)
