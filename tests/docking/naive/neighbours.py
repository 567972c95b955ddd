"""Phase 4, means over ties: what ties bring to a resident."""

from c2sim.model.codes import Activity, Level, Mean, TieKind
from docking.naive.agents import Resident
from docking.naive.things import HalfTie
from docking.naive.town import Town

COUNTS_AS_TIE = 0.1
FULL_SUPPORT = 5.0


def neighbours(town: Town) -> None:
    """Take the means for each resident, with the levels as they stand now."""
    for i in town.residents:
        i.means = _means(town, i)


def _means(town: Town, i: Resident) -> list[float]:
    local = [tie for tie in i.ties if tie.kind != TieKind.LINKING]
    means = [0.0] * len(i.means)
    total = 0.0
    for tie in local:
        total += tie.strength
    for mean, level in (
        (Mean.STRESS, Level.STRESS),
        (Mean.AGENCY, Level.AGENCY),
        (Mean.PATHWAYS, Level.PATHWAYS),
    ):
        means[mean] = _weighted(town, local, level) / total if total > 0.0 else i.levels[level]
    means[Mean.SUPPORT] = min(1.0, total / FULL_SUPPORT)
    means[Mean.LINKING_TIES] = sum(
        tie.kind == TieKind.LINKING and tie.strength >= COUNTS_AS_TIE for tie in i.ties
    )
    counted = [tie for tie in local if tie.strength >= COUNTS_AS_TIE]
    means[Mean.BONDING_TIES] = sum(tie.kind == TieKind.BONDING for tie in counted)
    means[Mean.BRIDGING_TIES] = len(counted) - means[Mean.BONDING_TIES]
    active = sum(town.residents[tie.other].activity != Activity.UNINVOLVED for tie in counted)
    means[Mean.ACTIVE_TIES] = active
    means[Mean.ACTIVE_SHARE] = active / len(counted) if counted else 0.0
    return means


def _weighted(town: Town, local: list[HalfTie], level: int) -> float:
    added = 0.0
    for tie in local:
        added += tie.strength * town.residents[tie.other].levels[level]
    return added
