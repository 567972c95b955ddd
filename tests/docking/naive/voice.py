"""Phase 5: residents raise issues of their street; what is listened to becomes a priority."""

from c2sim.model.codes import NEVER, Activity, Count, Level, Mean, Post, Quality, Stage
from docking.naive.agents import Resident
from docking.naive.things import Issue, rate
from docking.naive.town import Town

UNSAID = 0.6  # of troubles, where the talk is of strengths only
YEARS = 104  # weeks for which it is kept what was raised


def voice(town: Town) -> None:
    """Let issues be raised, and priorities be made of them where somebody listened."""
    town.raised_weeks[town.week % YEARS] = 0.0
    town.acted_ages[town.week % YEARS] = [0.0] * len(town.acted_ages[0])
    for i in town.residents:
        i.answered = i.answered - rate(town.p.voice.remembers) * i.answered
    _raising(town, [_speak(town, i) for i in town.residents])
    for i in town.residents:
        if i.waiting != NEVER and town.quality(i, Quality.TELLS) > 0.0:
            i.waiting = town.week
    _priorities(town)


def _speak(town: Town, i: Resident) -> float:
    """How readily somebody raises an issue."""
    speak = _public(town, i)
    if town.quality(i, Quality.LISTENS) > 0.0:
        speak = max(speak, _private(town, i))
    return min(1.0, speak * (1.0 + town.p.voice.answered * max(0.0, i.answered)))


def _public(town: Town, i: Resident) -> float:
    p = town.p.voice
    chance = p.usual * (0.5 + i.levels[Level.CONFIDENCE])
    chance = chance * (p.active if i.activity != Activity.UNINVOLVED else 1.0)
    if not i.intimidating and any(j.intimidating for j in town.homes_of(i.street.row)):
        backed = min(1.0, 2.0 * i.means[Mean.ACTIVE_SHARE] + 0.3 * i.means[Mean.LINKING_TIES])
        chance = chance * (1.0 - p.intimidation * (1.0 - p.backing * backed))
    return min(1.0, chance)


def _private(town: Town, i: Resident) -> float:
    trust, confidence = i.levels[Level.TRUST_SERVICES], i.levels[Level.CONFIDENCE]
    heard = min(1.0, town.p.voice.listened * town.quality(i, Quality.LISTENS) * (0.5 + trust))
    dominated = 1.0 - town.quality(i, Quality.DOMINATED) * (1.0 - confidence)
    return heard * dominated * (1.0 - UNSAID * town.quality(i, Quality.STRENGTHS))


def _raising(town: Town, speak: list[float]) -> None:
    u = town.chance("who raises an issue")
    for issue in town.issues:
        if not Stage.LATENT <= issue.stage <= Stage.PROMISED or issue.passed:
            continue
        for i in town.homes_of(issue.street):
            if u(i.row, issue.place) < speak[i.row]:
                _raise(town, i, issue)


def _raise(town: Town, i: Resident, issue: Issue) -> None:
    issue.voices += 1
    if issue.stage == Stage.LATENT:
        issue.stage = Stage.VOICED
    if issue.voiced == NEVER:
        issue.voiced = town.week
        town.raised_weeks[town.week % YEARS] += 1
        town.counts[Count.ISSUES_RAISED] += 1
    i.raised = issue.place
    if i.waiting == NEVER or i.asked < 0:
        i.asked = issue.place
    if town.quality(i, Quality.LISTENS) > 0.0 and i.waiting == NEVER:
        i.waiting = town.week


def _shared(town: Town) -> float:
    """Share of what was said that is known to those who set priorities."""
    if town.posts[Post.PARTNERSHIP_MET] == town.week - 1:
        return 1.0
    heard = [i for i in town.residents if town.quality(i, Quality.LISTENS) > 0.0]
    return max((1.0 - town.quality(i, Quality.UNSHARED) for i in heard), default=0.0)


def _priorities(town: Town) -> None:
    shared = _shared(town)
    if shared <= 0.0:
        return
    places = round(shared * max(2, round(town.p.voice.priorities * town.scale)))
    held = [
        issue
        for issue in town.issues
        if issue.stage == Stage.PRIORITISED or (issue.stage == Stage.PROMISED and issue.prioritised != NEVER)
    ]
    for _ in range(places - len(held)):
        voiced = [issue for issue in town.issues if issue.stage == Stage.VOICED]
        first = max(voiced, key=lambda issue: issue.voices * issue.severity, default=None)
        if first is None or first.voices * first.severity <= 0.0:
            return
        first.stage = Stage.PRIORITISED
        if first.prioritised == NEVER:
            first.prioritised = town.week
