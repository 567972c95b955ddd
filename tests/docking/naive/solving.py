"""How an issue is solved; part of phase 6."""

from c2sim.model.codes import NEVER, Count, Stage
from docking.naive.things import Issue
from docking.naive.town import Town


def solve(town: Town, issue: Issue) -> None:
    """Close an issue; who asked for it has an answer."""
    issue.stage = Stage.SOLVED
    issue.closed = town.week
    if issue.acted == NEVER:
        issue.acted = town.week
        _note(town, issue)
    town.counts[Count.ISSUES_SOLVED] += 1
    for i in town.homes_of(issue.street):
        if i.asked == issue.place:
            i.waiting = NEVER
            i.asked = -1
            i.answered = 1.0
    if issue.environmental:
        town.streets[issue.street].works += town.p.surroundings.solved_gain


def _note(town: Town, issue: Issue) -> None:
    """Put on record how long after it was first raised an issue was acted upon, if within a year."""
    if issue.voiced == NEVER:
        return
    row = town.acted_ages[issue.voiced % len(town.acted_ages)]
    if town.week - issue.voiced < len(row):
        row[town.week - issue.voiced] += 1
