"""Phase 9: agency (the will) and pathways (seeing a way)."""

from c2sim.model.codes import Activity, Cause, Level, Mean, NewsKind, Quality
from docking.naive.agents import Resident
from docking.naive.news import felt
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
    x = i.levels[Level.AGENCY]
    size = p.taking_part if i.activity != Activity.UNINVOLVED else 1.0
    own, ties = _returns(town, i, Level.AGENCY, Mean.AGENCY)
    room = town.room(i, Level.AGENCY)
    wins = p.win * size * (felt(town, i, NewsKind.KEPT) + felt(town, i, NewsKind.WIN)) * room
    failures = -p.failure * size * felt(town, i, NewsKind.BROKEN) * x
    heard = 0.0
    if i.attended >= 0:
        heard = town.p.learning.listened * town.gatherings[i.attended].quality[Quality.LISTENS] * room
    free = x + own + ties + wins + failures + heard
    i.levels[Level.AGENCY] = clip(free)
    town.because(Level.AGENCY, Cause.RETURN_TO_REST, own)
    town.because(Level.AGENCY, Cause.TIES, ties)
    town.because(Level.AGENCY, Cause.WINS, wins)
    town.because(Level.AGENCY, Cause.FAILURES, failures)
    town.because(Level.AGENCY, Cause.LISTENED_TO, heard)
    town.because(Level.AGENCY, Cause.BOUND, clip(free) - free)


def _pathways(town: Town, i: Resident) -> None:
    p, learning = town.p.hope, town.p.learning
    x = i.levels[Level.PATHWAYS]
    own, ties = _returns(town, i, Level.PATHWAYS, Mean.PATHWAYS)
    able = p.confidence * i.levels[Level.CONFIDENCE] * (1.0 - x)
    linked = p.linking * min(1.0, 0.5 * i.means[Mean.LINKING_TIES]) * (1.0 - x)
    seen = learning.example * town.gatherings[i.attended].quality[Quality.SHOWS] if i.attended >= 0 else 0.0
    examples = (seen + learning.heard * felt(town, i, NewsKind.VISIT)) * town.room(i, Level.PATHWAYS)
    strain = -p.strain * i.levels[Level.STRESS] * x
    free = x + own + ties + able + linked + examples + strain
    i.levels[Level.PATHWAYS] = clip(free)
    town.because(Level.PATHWAYS, Cause.RETURN_TO_REST, own)
    town.because(Level.PATHWAYS, Cause.TIES, ties)
    town.because(Level.PATHWAYS, Cause.CONFIDENCE, able)
    town.because(Level.PATHWAYS, Cause.LINKING_TIES, linked)
    town.because(Level.PATHWAYS, Cause.EXAMPLES, examples)
    town.because(Level.PATHWAYS, Cause.STRAIN, strain)
    town.because(Level.PATHWAYS, Cause.BOUND, clip(free) - free)
