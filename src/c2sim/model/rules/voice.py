"""Phase 5, voice: residents raise issues of their street; what is listened to becomes a priority.

    in public:  p = usual x active (if active) x (1/2 + confidence)
                    x (1 - intimidation (1 - backing x backed))
    in private: p = listened x quality of the listening x (1/2 + trust of the resident in services)
                    x (1 - dominated (1 - confidence)) x (1 - unsaid x strengths)

The larger one counts. Public voice suffers next to someone intimidating (Stuteley), less where active
ties and known providers back a speaker; being listened to in private does not. A listening gathering, or
a meeting of the partnership last week, turns the most voiced issues into priorities. Where few dominate a
gathering, the less confident say less; where it speaks of strengths only, less is said of troubles
(Community Conversations, signs only); what is not shared with partners becomes no priority.
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Activity, Count, Event, Level, Mean, Post, Quality, Stage
from c2sim.model.parameters import Voice
from c2sim.model.records import Gatherings, Issues, Lives, Residents, Streets
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_RAISES = stream("who raises an issue")
_UNSAID = 0.6  # share of troubles that goes unsaid where the talk is of strengths only


@compiled
def public_voice(active: bool, confidence: float, intimidated: bool, backed: float, p: Voice) -> float:
    """Chance that a resident raises a given issue of their street in public."""
    chance = p.usual * (0.5 + confidence) * (p.active if active else 1.0)
    if intimidated:
        chance *= 1.0 - p.intimidation * (1.0 - p.backing * backed)
    return min(1.0, chance)


@compiled
def private_voice(quality: float, trust: float, p: Voice) -> float:
    """Chance that someone listened to raises a given issue of their street."""
    return min(1.0, p.listened * quality * (0.5 + trust))


@inlined
def _speakers(
    people: Residents,
    lives: Lives,
    streets: Streets,
    means: Floats,
    gatherings: Gatherings,
    speak: Floats,
    p: Voice,
) -> None:
    for s in range(len(streets.condition)):
        feared = 0
        for i in range(streets.first[s], streets.first[s + 1]):
            feared += people.intimidating[i]
        for i in range(streets.first[s], streets.first[s + 1]):
            backed = min(1.0, 2.0 * means[Mean.ACTIVE_SHARE, i] + 0.3 * means[Mean.LINKING_TIES, i])
            intimidated = feared > 0 and not people.intimidating[i]
            speak[i] = public_voice(
                people.activity[i] != Activity.UNINVOLVED,
                people.levels[Level.CONFIDENCE, i],
                intimidated,
                backed,
                p,
            )
            g = lives.attended[i]
            if g >= 0 and gatherings.quality[Quality.LISTENS, g] > 0.0:
                private = private_voice(
                    gatherings.quality[Quality.LISTENS, g], people.levels[Level.TRUST_SERVICES, i], p
                )
                private *= 1.0 - gatherings.quality[Quality.DOMINATED, g] * (
                    1.0 - people.levels[Level.CONFIDENCE, i]
                )
                private *= 1.0 - _UNSAID * gatherings.quality[Quality.STRENGTHS, g]
                speak[i] = max(speak[i], private)


@inlined
def _raise(
    seed: np.uint64,
    week: int,
    speak: Floats,
    lives: Lives,
    gatherings: Gatherings,
    issues: Issues,
    streets: Streets,
    counts: Floats,
) -> None:
    k = key(seed, _RAISES, week)
    for j in range(len(issues.stage)):
        stage = issues.stage[j]
        if stage < Stage.LATENT or stage > Stage.PROMISED or issues.passed[j]:
            continue
        s = issues.street[j]
        for i in range(streets.first[s], streets.first[s + 1]):
            if draw(k, i, j) >= speak[i]:
                continue
            issues.voices[j] += 1
            lives.raised[i] = j
            if stage == Stage.LATENT:
                stage = Stage.VOICED
                counts[Count.ISSUES_RAISED] += 1.0
            g = lives.attended[i]
            if g >= 0 and gatherings.quality[Quality.LISTENS, g] > 0.0 and lives.waiting[i] == NEVER:
                lives.waiting[i] = week
        issues.stage[j] = stage


@inlined
def _prioritise(week: int, places: int, issues: Issues) -> int:
    """Fill the free places of the list of priorities with the issues voiced most; how many were added."""
    held = 0
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PRIORITISED or (
            issues.stage[j] == Stage.PROMISED and issues.prioritised[j] != NEVER
        ):
            held += 1
    added = 0
    while held + added < places:
        best = -1
        weight = 0.0
        for j in range(len(issues.stage)):
            if issues.stage[j] == Stage.VOICED and issues.voices[j] * issues.severity[j] > weight:
                best, weight = j, issues.voices[j] * issues.severity[j]
        if best < 0:
            break
        issues.stage[best] = Stage.PRIORITISED
        if issues.prioritised[best] == NEVER:
            issues.prioritised[best] = week
        added += 1
    return added


@inlined
def _listened_and_shared(lives: Lives, gatherings: Gatherings) -> float:
    """The largest share of what was said that leaves a gathering at which somebody was listened to."""
    shared = 0.0
    for i in range(len(lives.attended)):
        g = lives.attended[i]
        if g >= 0 and gatherings.quality[Quality.LISTENS, g] > 0.0:
            shared = max(shared, 1.0 - gatherings.quality[Quality.UNSHARED, g])
    return shared


@inlined
def _told_back(week: int, lives: Lives, gatherings: Gatherings) -> None:
    """Whoever is told what was heard begins to wait anew."""
    for i in range(len(lives.attended)):
        g = lives.attended[i]
        if g >= 0 and gatherings.quality[Quality.TELLS, g] > 0.0 and lives.waiting[i] != NEVER:
            lives.waiting[i] = week


@phase
def voice(state: State) -> None:
    """Let issues be raised, and priorities be made of them where somebody listened."""
    p = state.parameters.voice
    speak = state.scratch.values
    _speakers(state.residents, state.lives, state.streets, state.means, state.gatherings, speak, p)
    _raise(
        state.seed,
        state.week,
        speak,
        state.lives,
        state.gatherings,
        state.issues,
        state.streets,
        state.counts,
    )
    if state.gatherings.number[0]:
        _told_back(state.week, state.lives, state.gatherings)
    shared = 1.0 if state.posts[Post.PARTNERSHIP_MET] >= state.week - 1 else 0.0
    if shared == 0.0 and state.gatherings.number[0]:
        shared = float(_listened_and_shared(state.lives, state.gatherings))
    if shared > 0.0:
        places = round(shared * max(2, round(p.priorities * state.scale)))
        added = _prioritise(state.week, places, state.issues)
        if added:
            tell_journal(state.happenings, Event.PRIORITIES_MADE, added, -1)
