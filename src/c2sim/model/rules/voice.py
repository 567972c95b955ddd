"""Phase 5: voice.

Residents raise issues of their street; what is listened to becomes a priority. First how readily each
speaks:

```text
public  = voice.usual * (0.5 + confidence) * (voice.active if not uninvolved, else 1.0)
          * (1.0 - voice.intimidation * (1.0 - voice.backing * backed)), the last factor only if someone on
          the street is intimidating and i is not;  at most 1.0
backed  = min(1.0, 2.0 * means[ACTIVE_SHARE, i] + 0.3 * means[LINKING_TIES, i])
private = min(1.0, voice.listened * quality[LISTENS, g] * (0.5 + trust in services))
          * (1.0 - quality[DOMINATED, g] * (1.0 - confidence)) * (1.0 - 0.6 * quality[STRENGTHS, g])
speak   = public; the larger of both for who attends a gathering g that listens (quality[LISTENS, g] > 0)
speak'  = min(1.0, speak * (1.0 + voice.answered * max(0.0, answered[i])))
```

Before that what came of earlier asking fades: answered' = answered - rate(voice.remembers) * answered; and
the places of this week in `raised_weeks` and `acted_ages` (week mod 104) are emptied.

**Raising.** Issues by place, those latent, voiced, prioritised or promised and not `passed`; for each, the
residents of its street in order: if `u("who raises an issue", i, place)` < speak, voices + 1; a latent
issue becomes voiced; the first time that an issue is raised `voiced` = week, `raised_weeks` of this week + 1,
`counts[ISSUES_RAISED]` + 1. The issue is noted as the one that i has `raised` this week (the last one stays),
and has `asked` for, unless i waits for an answer to another (waiting[i] is not NEVER and asked[i] >= 0). At a
gathering that listens, who raised it begins to wait (`waiting` = week), if not waiting already.

**Telling.** Whoever attends a gathering that tells (quality[TELLS, g] > 0) and is waiting begins to wait
anew.

**Priorities** are made if the partnership met last week (shared = 1), else if anybody attends a gathering
that listens (shared = the largest 1 - `quality[UNSHARED, g]` of such gatherings), and shared > 0. There are
round(shared * max(2, round(`voice.priorities` * scale))) places, scale = n / 1500. Priorities, and promises
on issues that ever were one, hold theirs. The free ones go to the voiced issues with the largest voices *
severity above 0 (the first of equals). An issue's first week as a priority stays on record.

*Evidence:* who has seen a first request met makes a second one half as often again (Sjoberg 2017); an
intimidating few suppress public voice (Stuteley); what is not listened for is not known (C2
step 3). Where few dominate, the less confident say less; where the talk is of strengths only, less is said
of troubles (Community Conversations, signs only). Sizes are assumptions.
"""

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Activity, Count, Event, Level, Mean, Post, Quality, Stage
from c2sim.model.parameters import Voice
from c2sim.model.records import Issues
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.levels import returns_with
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


@compiled
def more_after_answers(answered: float, p: Voice) -> float:
    """How much more often someone speaks after an answer to what they last asked for."""
    return 1.0 + p.answered * max(0.0, answered)


@compiled
def _is_listened_to(i: int, state: State) -> bool:
    """Whether a resident is at a gathering that listens."""
    g = state.lives.attended[i]
    return g >= 0 and state.gatherings.quality[Quality.LISTENS, g] > 0.0


@compiled
def _in_public(i: int, feared: int, state: State) -> float:
    """Chance to speak in public, on a street with so many intimidating residents."""
    people, means = state.residents, state.means
    backed = min(1.0, 2.0 * means[Mean.ACTIVE_SHARE, i] + 0.3 * means[Mean.LINKING_TIES, i])
    return public_voice(
        people.activity[i] != Activity.UNINVOLVED,
        people.levels[Level.CONFIDENCE, i],
        feared > 0 and not people.intimidating[i],
        backed,
        state.parameters.voice,
    )


@compiled
def _in_private(i: int, state: State) -> float:
    """Chance to speak of someone at a gathering that listens."""
    levels, quality, g = state.residents.levels, state.gatherings.quality, state.lives.attended[i]
    trust = levels[Level.TRUST_SERVICES, i]
    private = private_voice(quality[Quality.LISTENS, g], trust, state.parameters.voice)
    private *= 1.0 - quality[Quality.DOMINATED, g] * (1.0 - levels[Level.CONFIDENCE, i])
    private *= 1.0 - _UNSAID * quality[Quality.STRENGTHS, g]
    return private


@compiled
def _speakers(state: State) -> None:
    """Write the chance of each resident to raise a given issue."""
    speak, streets = state.scratch.values, state.streets
    for s in range(len(streets.condition)):
        first, last = streets.first[s], streets.first[s + 1]
        feared = 0
        for i in range(first, last):
            feared += state.residents.intimidating[i]
        for i in range(first, last):
            speak[i] = _in_public(i, feared, state)
            if _is_listened_to(i, state):
                speak[i] = max(speak[i], _in_private(i, state))
            speak[i] = min(
                1.0, speak[i] * more_after_answers(state.lives.answered[i], state.parameters.voice)
            )


@compiled
def _raise(i: int, j: int, state: State) -> None:
    """Resident i raises issue j, and waits for an answer if listened to."""
    issues, lives = state.issues, state.lives
    issues.voices[j] += 1
    lives.raised[i] = j
    if lives.waiting[i] == NEVER or lives.asked[i] < 0:
        lives.asked[i] = j
    if issues.stage[j] == Stage.LATENT:
        issues.stage[j] = Stage.VOICED
    if issues.voiced[j] == NEVER:
        issues.voiced[j] = state.week
        state.raised_weeks[state.week % len(state.raised_weeks)] += 1.0
        state.counts[Count.ISSUES_RAISED] += 1.0
    if _is_listened_to(i, state) and lives.waiting[i] == NEVER:
        lives.waiting[i] = state.week


@compiled
def _raised(state: State) -> None:
    """Let residents raise what is open on their street."""
    issues, streets, speak = state.issues, state.streets, state.scratch.values
    k = key(state.seed, _RAISES, state.week)
    for j in range(len(issues.stage)):
        stage, s = issues.stage[j], issues.street[j]
        if stage < Stage.LATENT or stage > Stage.PROMISED or issues.passed[j]:
            continue
        for i in range(streets.first[s], streets.first[s + 1]):
            if draw(k, i, j) < speak[i]:
                _raise(i, j, state)


@compiled
def _held(issues: Issues) -> int:
    """How many places of the list of priorities are taken."""
    held = 0
    for j in range(len(issues.stage)):
        promised = issues.stage[j] == Stage.PROMISED and issues.prioritised[j] != NEVER
        held += promised or issues.stage[j] == Stage.PRIORITISED
    return held


@compiled
def _voiced_most(issues: Issues) -> int:
    """The voiced issue that weighs most, or -1."""
    best, weight = -1, 0.0
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.VOICED and issues.voices[j] * issues.severity[j] > weight:
            best, weight = j, issues.voices[j] * issues.severity[j]
    return best


@compiled
def _prioritise(places: int, state: State) -> int:
    """Fill the free places of the list of priorities with the issues voiced most; how many were added."""
    issues, free, added = state.issues, places - _held(state.issues), 0
    while added < free:
        j = _voiced_most(issues)
        if j < 0:
            break
        issues.stage[j] = Stage.PRIORITISED
        if issues.prioritised[j] == NEVER:
            issues.prioritised[j] = state.week
        added += 1
    return added


@compiled
def _shared(state: State) -> float:
    """The largest share of what was said that leaves a gathering at which somebody was listened to."""
    shared = 0.0
    for i in range(state.size):
        if _is_listened_to(i, state):
            g = state.lives.attended[i]
            shared = max(shared, 1.0 - state.gatherings.quality[Quality.UNSHARED, g])
    return shared


@compiled
def _told_back(state: State) -> None:
    """Whoever is told what was heard begins to wait anew."""
    lives = state.lives
    for i in range(state.size):
        g = lives.attended[i]
        if g >= 0 and state.gatherings.quality[Quality.TELLS, g] > 0.0 and lives.waiting[i] != NEVER:
            lives.waiting[i] = state.week


@compiled
def _clear_week(state: State) -> None:
    """Nothing has been raised this week yet: its place in the records of two years is empty."""
    place = state.week % len(state.raised_weeks)
    state.raised_weeks[place] = 0.0
    state.acted_ages[place, :] = 0.0


@phase
def voice(state: State) -> None:
    """Let issues be raised, and priorities be made of them where somebody listened."""
    _clear_week(state)
    fades = returns_with(state.parameters.voice.remembers)
    for i in range(state.size):
        state.lives.answered[i] -= fades * state.lives.answered[i]
    _speakers(state)
    _raised(state)
    if state.gatherings.number[0]:
        _told_back(state)
    shared = 1.0 if state.posts[Post.PARTNERSHIP_MET] >= state.week - 1 else 0.0
    if shared == 0.0 and state.gatherings.number[0]:
        shared = _shared(state)
    if shared > 0.0:
        places = round(shared * max(2, round(state.parameters.voice.priorities * state.scale)))
        added = _prioritise(places, state)
        if added:
            tell_journal(state.happenings, Event.PRIORITIES_MADE, added, -1)
