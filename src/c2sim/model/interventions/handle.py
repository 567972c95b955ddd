"""What an intervention may do, and nothing else.

It can invite and gather (with what is taught or asked there), spread knowledge and open channels, make
promises, set up bodies, fill or vacate posts and seats, raise or cut budgets, and open or close places.
It cannot touch a level, a tie, a stance, discretion or the condition of a street: those change in the
weekly phases only, which read who gathered, what was learnt and promised, and who holds which post.
"""

from collections.abc import Iterable

import numpy as np

from c2sim.engine.chance import stream
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import AGENCIES, NEVER, Event, Fund, GroupKind, Level, NewsKind, Post, Quality, Role
from c2sim.model.interventions.budgets import Budgets
from c2sim.model.interventions.gathering import Gathering, more_places
from c2sim.model.interventions.promising import Promising
from c2sim.model.interventions.supporting import Supporting
from c2sim.model.rules.attendance import willing
from c2sim.model.rules.founding import begin_group, place_for
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.news import add_news
from c2sim.model.rules.standing import facilitator_row

_HOSTING = 4.0  # hours of the facilitator for one gathering, per 1,500 residents


class Handle(Promising, Budgets, Supporting):
    """The reach of one intervention in one week."""

    # Invitations and gatherings --------------------------------------------------------------------

    def gather(self, what: Gathering, residents: Flags | None = None, providers: Flags | None = None) -> bool:
        """Call a gathering this week; without `residents` everybody may come.

        The facilitator, if in post, invites and is there, which costs hours. False when there is nobody to
        ask, or no resident can be asked and no provider: then there is no gathering.
        """
        state, g = self._state, int(self._state.gatherings.number[0])
        asked = state.size if residents is None else int(np.count_nonzero(residents))
        asked = asked if self.somebody_invites(what.invitation) else 0
        called_too = 0 if providers is None else int(np.count_nonzero(providers))
        if asked + called_too == 0:
            return False
        if g == len(state.gatherings.channel):
            state.gatherings = more_places(state.gatherings)
        host = facilitator_row(state)
        called = state.gatherings
        called.number[0] = g + 1
        called.purpose[g] = stream(f"gathering {self._gathered}", self._name)
        called.channel[g] = what.invitation
        called.host[g] = host
        called.street[g] = -1 if what.away else self._where()
        called.room[g] = what.room
        called.grants[g] = what.grants
        _describe(what, called.quality[:, g])
        called.named[g] = True if residents is None else residents
        called.called[g] = False if providers is None else providers
        if host >= 0:
            called.called[g, host] = True
            self.spend(_HOSTING * state.scale)
        self._gathered += 1
        self.reached += asked + called_too
        return True

    def _where(self) -> int:
        hub = int(self._state.posts[Post.HUB_STREET])
        return hub if hub >= 0 else self.centre()

    @property
    def last_gathering(self) -> int:
        """Row of the gathering called last."""
        return int(self._state.gatherings.number[0]) - 1

    def show_less(self, gathering: int, example: float) -> None:
        """Scale what a gathering of this week shows, once it is known who else is there."""
        self._state.gatherings.quality[Quality.SHOWS, gathering] *= example

    def spend(self, hours: float) -> None:
        """Use hours of the facilitator this week, as far as there are any."""
        hours_left = self._state.provider_week.hours
        hours_left[-1] = max(0.0, hours_left[-1] - hours)

    # Knowledge and channels ------------------------------------------------------------------------

    def tell_of_visit(self, worth: float = 1.0) -> None:
        """A visit becomes news in every ward, with the chance that it was worth telling."""
        if self.chance("worth telling", 1)[0] >= worth:
            return
        add_news(NewsKind.VISIT, -1, -1, True, self._state.view())
        self.reached += 1

    def open_channel(self, reach: float, lasts: int | None) -> None:
        """Social media carry news: reach is the weekly chance to meet a piece of it."""
        self._state.funds[Fund.MEDIA_REACH] = reach
        self._state.posts[Post.MEDIA_UNTIL] = self.end_of(lasts)
        self.reached += 1

    def cover(self, reach: float, weeks: int) -> None:
        """Press and radio cover what goes well for some weeks: wins, promises kept, visits."""
        self._state.funds[Fund.COVERAGE] = reach
        self._state.posts[Post.COVERAGE_UNTIL] = self.week + weeks - 1
        self.reached += 1

    def report_back(self) -> bool:
        """Put on record that priorities were reported back; False when there are none."""
        known = bool((self._state.issues.prioritised != NEVER).any())
        if known:
            self._state.posts[Post.REPORTED_BACK] = self.week
        return known

    # Bodies, posts and seats -----------------------------------------------------------------------

    def appoint_facilitator(self, hours: float, lasts: int | None) -> None:
        """Fill the facilitator's post."""
        state = self._state
        state.providers.in_post[-1] = True
        state.providers.since[-1] = self.week
        state.funds[Fund.FACILITATOR_HOURS] = hours * state.scale
        state.provider_week.hours[-1] = hours * state.scale
        state.posts[Post.FACILITATOR_UNTIL] = self.end_of(lasts)
        state.posts[Post.WITHDRAWN] = NEVER
        self.reached += 1

    def vacate_facilitator(self) -> None:
        """Empty the facilitator's post."""
        state = self._state
        state.providers.in_post[-1] = False
        state.provider_week.hours[-1] = 0.0
        state.funds[[Fund.FACILITATOR_HOURS, Fund.COACHING]] = 0.0
        state.posts[Post.FACILITATOR_UNTIL] = self.week - 1

    def withdraw(self) -> None:
        """Professionals of the programme leave: what only they do no longer happens."""
        self.vacate_facilitator()
        self._state.posts[Post.WITHDRAWN] = self.week
        self.reached += 1

    def convene_strategic(self, agencies: Iterable[str], resident_seats: bool) -> None:
        """The strategic steering group meets with these agencies, and residents if they have seats."""
        self._state.seated[:] = False
        for agency in agencies:
            self._state.seated[AGENCIES.index(agency)] = True
        self._state.posts[Post.STRATEGIC_MET] = self.week
        if resident_seats and self.partnership_stands:
            self._state.posts[Post.SEATED_AT_STRATEGIC] = self.week
        self.reached += int(self._state.seated.sum())

    def dissolve_strategic(self) -> None:
        """The strategic steering group no longer meets."""
        self._state.seated[:] = False
        self._state.posts[Post.STRATEGIC_MET] = NEVER
        self._state.posts[Post.SEATED_AT_STRATEGIC] = -1

    def seat(self, residents: Flags, providers: Flags) -> None:
        """Give residents and providers seats on the partnership steering group."""
        self._state.lives.roles[residents] |= Role.STEERING
        self._state.providers.partner[providers] = True
        self.reached += int(residents.sum()) + int(providers.sum())

    def constitute(self, residents: Flags, providers: Flags, imposed: float) -> bool:
        """Constitute the resident-led partnership; False when nobody is there to form it, or they refuse.

        Where others own part of the agenda, those who do not trust them refuse, and where most of those
        asked refuse there is no partnership.
        """
        state = self._state
        if self.partnership_stands or not residents.any():
            return False
        trust, luck = state.residents.levels[Level.TRUST_SERVICES], self.chance("agreement", state.size)
        agree = np.zeros(state.size, np.bool_)
        for i in np.flatnonzero(residents).tolist():
            agree[i] = luck[i] < willing(imposed, float(trust[i]))
        if 2 * agree.sum() < residents.sum():
            tell_journal(state.happenings, Event.RESIDENTS_REFUSED, int(residents.sum() - agree.sum()), -1)
            return False
        residents = agree
        group = int(begin_group(self.week, GroupKind.PARTNERSHIP, state.groups))
        if group < 0:
            return False
        for i in np.flatnonzero(residents).tolist():
            place_for(i, group, state.lives)
        state.providers.partner[providers] = True
        state.posts[Post.PARTNERSHIP_GROUP] = group
        self.reached += int(residents.sum())
        return True

    def convene_partnership(self) -> None:
        """Call a meeting of the partnership in the facilitator's hours; it happens in phase 12."""
        self._state.posts[Post.CONVENED] = self.week

    def coach(self, hours: float) -> None:
        """Facilitator's hours help to carry the partnership this week."""
        available = min(hours * self._state.scale, float(self._state.provider_week.hours[-1]))
        self._state.funds[Fund.COACHING] = available
        self.spend(available)
        self.reached += 1 if available > 0.0 else 0

    def pay_co_ordinator(self, hours: float, lasts: int | None) -> bool:
        """Fund a resident of the partnership to co-ordinate; False when there is none."""
        state = self._state
        partners = self.partners()
        if not self.partnership_stands or not partners.any():
            return False
        row = int(np.flatnonzero(self.first(1, state.lives.hours, partners))[0])
        state.lives.roles[row] |= Role.CO_ORDINATOR
        state.posts[Post.CO_ORDINATOR_ROW] = row
        state.posts[Post.CO_ORDINATOR_UNTIL] = self.end_of(lasts)
        state.funds[Fund.CO_ORDINATOR_HOURS] = hours * state.scale
        self.reached += 1
        return True


def _describe(what: Gathering, quality: Floats) -> None:
    """Write what a gathering is like into its column."""
    quality[Quality.LISTENS] = what.listens
    quality[Quality.TEACHES] = what.teaches
    quality[Quality.SHOWS] = what.shows
    quality[Quality.TELLS] = what.tells
    quality[Quality.CELEBRATES] = what.celebrates
    quality[Quality.MIXES] = what.mixes
    quality[Quality.BIASED] = what.bias
    quality[Quality.IMPOSED] = what.imposed
    quality[Quality.OVERLAPS] = what.overlap
    quality[Quality.RETURNS] = what.returns
    quality[Quality.BRINGS] = what.brings
    quality[Quality.DOMINATED] = what.dominated
    quality[Quality.STRENGTHS] = what.strengths
    quality[Quality.UNSHARED] = what.unshared
    quality[Quality.COLD] = what.cold
