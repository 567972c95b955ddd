"""Following one home week by week: what happened to whoever lives there, as events and tallies.

A watcher only looks: it compares the state of a week with what it noted the week before.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from c2sim.engine.chance import stream
from c2sim.explain.watching.noted import Noted, Past, note
from c2sim.explain.watching.words import AGENCY_NAMES, GATHERING_NAMES, LESS, MORE, heard
from c2sim.model.codes import (
    AGENCIES,
    NEVER,
    RING,
    Activity,
    Agency,
    Channel,
    GroupKind,
    NewsKind,
    Quality,
    Role,
    Stage,
    TieKind,
)
from c2sim.model.interventions.own_meeting import OWN_MEETING
from c2sim.model.rules.news import bit
from c2sim.model.state import State
from c2sim.simulation.model import Model

_COUNTS_AS_TIE = 0.1
_CLOSE = 0.5
_HARD, _BLOW = 0.3, 0.5  # rises of stress in a week: one that is counted, one that is told
_GATHERINGS = 20  # most gatherings that one intervention calls in a week


class Event(NamedTuple):
    """One thing that happened: when, of what kind, and as a sentence."""

    week: int
    event: str
    text: str


class Watcher:
    """Looks at one home after each week of a model."""

    def __init__(self, model: Model, home: int) -> None:
        self.model = model
        self.home = home
        self.before = note(self.state, self.home)
        self.past = Past(known={one for one, tie in self.before.ties.items() if tie.kind == TieKind.LINKING})
        self._names = {
            int(stream(f"gathering {number}", name)): kind
            for name, kind in [*((one.id, one.kind) for one in model.plan.interventions), (OWN_MEETING,) * 2]
            for number in range(_GATHERINGS)
        }

    @property
    def state(self) -> State:
        """The state of the neighbourhood as it is now."""
        return self.model.state

    def local_ties(self) -> int:
        """Ties to residents that are strong enough to count."""
        return sum(
            tie.kind != TieKind.LINKING and tie.strength >= _COUNTS_AS_TIE
            for tie in self.before.ties.values()
        )

    def providers(self) -> int:
        """Providers whom the resident knows."""
        return sum(
            tie.kind == TieKind.LINKING and tie.strength >= _COUNTS_AS_TIE
            for tie in self.before.ties.values()
        )

    def look(self) -> tuple[list[Event], Counter[str], bool]:
        """What happened in the week that has just been run, what is only counted, and whether they moved."""
        now, tally = note(self.state, self.home), Counter[str]()
        moved = bool(now.arrived[self.home] != self.before.arrived[self.home])
        happened = [*self._gatherings(tally)]
        if not moved:
            happened += self._seats(now)
            happened += self._ties(now, tally)
        spoken = list(self._voice())
        happened += spoken
        if not moved:
            happened += self._news(now, tally, {one for one, _ in spoken})
            happened += self._load(now, tally)
            happened += self._activity(now)
            happened += self._groups(now)
        self.before = now
        if moved:
            self.past = Past(known={one for one, tie in now.ties.items() if tie.kind == TieKind.LINKING})
        week = self.state.week
        return [Event(week, *one) for one in happened], tally, moved

    def _gatherings(self, tally: Counter[str]) -> Iterator[tuple[str, str]]:
        called, attended = self.state.gatherings, int(self.state.lives.attended[self.home])
        for g in range(int(called.number[0])):
            kind = self._names.get(int(called.purpose[g]), "gathering")
            name = GATHERING_NAMES.get(kind, f"a {kind.replace('_', ' ')}")
            if g == attended:
                tally["gatherings"] += 1
                if kind != "key_residents" and name not in self.past.gatherings:
                    self.past.gatherings.add(name)
                    heard = " and was listened to" if called.quality[Quality.LISTENS, g] >= 0.5 else ""
                    yield "attended", f"Came to {name}{heard}."
            elif not called.named[g, self.home] or name in self.past.gatherings | self.past.refused:
                continue
            elif int(called.channel[g]) == Channel.APPROACH and kind == "key_residents":
                self.past.refused.add(name)
                yield "invited", "Was asked to be a key resident, and said no."
            elif int(called.channel[g]) in (Channel.BY_NAME, Channel.APPROACH):
                self.past.refused.add(name)
                yield "invited", f"Was invited to {name}, and did not come."

    def _seats(self, now: Noted) -> Iterator[tuple[str, str]]:
        if now.roles & Role.KEY & ~self.before.roles:
            yield "key_resident", "Was asked to be a key resident, and agreed: to draw others in."

    def _ties(self, now: Noted, tally: Counter[str]) -> Iterator[tuple[str, str]]:
        residents, before = self.state.size, self.before
        for other in sorted(now.ties.keys() - before.ties.keys()):
            if other < residents:
                tally["ties_gained"] += 1
            elif other not in self.past.known:
                yield "provider_met", self._met(other - residents)
                self.past.known.add(other)
        gone = now.arrived != before.arrived
        for other in sorted(before.ties.keys() - now.ties.keys()):
            if other < residents:
                tally["ties_lost"] += 1
                if before.ties[other].strength >= _CLOSE and gone[other]:
                    yield "friend_left", f"Resident {other}, to whom they were close, moved away."
            elif int(self.state.providers.since[other - residents]) == self.state.week:
                self.past.known.discard(other)
                who = self._agency(other - residents)
                yield "provider_left", f"The person they knew at {who} moved on; the successor knows nobody."

    def _met(self, q: int) -> str:
        if int(self.state.providers.agency[q]) == Agency.PROGRAMME:
            return "Met the programme's facilitator."
        first = not any(one >= self.state.size for one in self.past.known)
        return f"Got to know someone from {self._agency(q)}{': the first provider they know' * first}."

    def _voice(self) -> Iterator[tuple[str, str]]:
        issues, week, j = self.state.issues, self.state.week, int(self.state.lives.raised[self.home])
        yield from self._outcomes()
        if j >= 0 and (j, int(issues.born[j])) not in self.past.raised:
            self.past.raised[j, int(issues.born[j])] = (week, int(issues.stage[j]))
            who = self._agency_name(int(issues.agency[j]))
            yield "raised_issue", f"Spoke up about something on their street (a matter for {who})."

    def _outcomes(self) -> Iterator[tuple[str, str]]:
        issues = self.state.issues
        for (j, born), (week, stage) in list(self.past.raised.items()):
            now = int(issues.stage[j])
            if int(issues.born[j]) != born or now == Stage.NONE:
                del self.past.raised[j, born]
            elif now != stage:
                self.past.raised[j, born] = (week, now)
                if now == Stage.SOLVED:
                    yield "issue_solved", f"What they had spoken up about in week {week} was solved."
                elif stage == Stage.PROMISED and self.state.promises.provider[j] < 0:
                    yield "issue_failed", f"The promise on what they had raised in week {week} was broken."

    def _news(self, now: Noted, tally: Counter[str], told: set[str]) -> Iterator[tuple[str, str]]:
        state = self.state
        street = int(state.residents.street[self.home])
        ward, fresh = int(state.streets.ward[street]), state.lives.fresh[self.home]
        waited = state.week - self.before.waiting if self.before.waiting != NEVER else None
        answered = waited is not None and now.waiting == NEVER
        for place in range(RING):
            if fresh & bit(place) == 0 or self._overwritten(ward, place):
                continue
            kind = int(state.news.kind[ward, place])
            names: dict[int, str] = {
                NewsKind.KEPT: "kept",
                NewsKind.BROKEN: "broken",
                NewsKind.MISMATCHED: "mismatched",
                NewsKind.WIN: "win",
                NewsKind.VISIT: "visit",
            }
            if kind not in names:
                continue
            name, here = names[kind], int(state.news.street[ward, place]) == street
            tally[f"news_{name}"] += 1
            ends: dict[int, str] = {NewsKind.KEPT: "issue_solved", NewsKind.BROKEN: "issue_failed"}
            if here and ends.get(kind) in told:
                self.past.news.add(name)
            elif name not in self.past.news or (here and kind in (NewsKind.KEPT, NewsKind.BROKEN)):
                self.past.news.add(name)
                q = int(state.news.provider[ward, place])
                yield f"news_{name}", heard(kind, self._agency(q) if q >= 0 else "", here)
        if answered and (fresh & state.news.kinds[ward, NewsKind.KEPT]) != 0:
            yield "answered", f"With a promise kept, {waited} weeks of waiting for an answer came to an end."
        elif answered:
            yield "gave_up_waiting", f"Gave up waiting for an answer, after {waited} weeks."

    def _overwritten(self, ward: int, place: int) -> bool:
        """Whether this place of the ring was written after news went round."""
        news = self.state.news
        return any(event % RING == place for event in range(int(news.told[ward]), int(news.head[ward])))

    def _load(self, now: Noted, tally: Counter[str]) -> Iterator[tuple[str, str]]:
        tally["incidents"] += int(self.state.lives.witnessed[self.home])
        tally["blows"] += now.stress - self.before.stress >= _HARD
        if now.stress - self.before.stress >= _BLOW:
            change = f"{self.before.stress:.2f} to {now.stress:.2f}"
            yield "blow", f"Life hit them hard: stress went from {change} in one week."

    def _activity(self, now: Noted) -> Iterator[tuple[str, str]]:
        was, level = self.before.activity, now.activity
        if level > was:
            again = " again" * (MORE[level] in self.past.began)
            self.past.began.add(MORE[level])
            yield "more_active", f"{MORE[level]}{again}."
        elif level == Activity.UNINVOLVED and was >= Activity.VOLUNTEERING:
            yield "burnt_out", f"Burnt out, and gave everything up (fatigue {self.before.fatigue:.2f})."
        elif level < was:
            yield "less_active", LESS[level]

    def _groups(self, now: Noted) -> Iterator[tuple[str, str]]:
        groups = self.state.groups
        for g in sorted(now.groups - self.before.groups):
            founder = int(groups.founder[g])
            if int(groups.kind[g]) == GroupKind.PARTNERSHIP:
                yield "joined_partnership", "Took a place on the partnership."
            elif founder == self.home and int(groups.founded[g]) == self.state.week:
                yield "founded_group", "Founded a group with people they know."
            else:
                yield "joined_group", "Joined a group led by residents."
        for g in sorted(self.before.groups - now.groups):
            name = "partnership" if int(groups.kind[g]) == GroupKind.PARTNERSHIP else "group"
            if groups.alive[g]:
                yield f"left_{name}", f"Left the {name}."
            else:
                yield f"{name}_ended", f"The {name} they belonged to ended: too few were left to carry it."

    def _agency(self, q: int) -> str:
        return self._agency_name(int(self.state.providers.agency[q]))

    def _agency_name(self, agency: int) -> str:
        return AGENCY_NAMES[AGENCIES[agency]]
