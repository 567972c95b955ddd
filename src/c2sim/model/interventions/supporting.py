"""What conversations, organisers and Changes put in place; part of the handle."""

import math

import numpy as np

from c2sim.model.arrays import Flags
from c2sim.model.codes import Fund, Post
from c2sim.model.interventions.gathering import FOREVER
from c2sim.model.interventions.sight import Sight
from c2sim.model.measures.definitions import DIMENSIONS, NAMES
from c2sim.model.measures.weekly import weekly_row

_ON_OFFER = 4.0  # most small grants on offer at a time, per 1,500 residents


class Supporting(Sight):
    """Offers seed grants, puts assets first, presses for answers, redirects a partnership's hours."""

    def fund_seeds(self, per_1500: float) -> None:
        """Put so many small grants on offer, a part of one adding up; what nobody takes up goes elsewhere."""
        scale, funds = self._state.scale, self._state.funds
        funds[Fund.SEEDS] = min(max(1.0, _ON_OFFER * scale), float(funds[Fund.SEEDS]) + per_1500 * scale)

    def put_assets_first(self, share: float, lasts: int | None) -> None:
        """Let this share of what residents offer count as good contact with providers."""
        self._state.funds[Fund.ASSETS] = share
        self._state.posts[Post.ASSETS_UNTIL] = FOREVER if lasts is None else self.week + lasts - 1
        self.reached += int(self._state.size)

    def press(self, providers: Flags, times: float) -> None:
        """Demand answers of providers in public; they meet it as bad contact."""
        self._state.provider_week.pressed[providers] += times

    def weeks_of_organising(self) -> int:
        """Weeks since organisers began here, counted on while their posts are filled without a break."""
        state = self._state
        if state.posts[Post.FACILITATOR_UNTIL] < self.week - 1:
            state.posts[Post.ORGANISING_SINCE] = self.week
        return self.week - int(state.posts[Post.ORGANISING_SINCE])

    def fill_organisers_posts(self, hours: float) -> None:
        """Fill the programme's post for this week, with the hours of all organisers together."""
        state = self._state
        newly = not state.providers.in_post[-1] and state.posts[Post.FACILITATOR_UNTIL] < self.week - 1
        state.providers.since[-1] = self.week if newly else state.providers.since[-1]
        state.providers.in_post[-1] = True
        state.provider_week.hours[-1] = hours
        state.posts[Post.FACILITATOR_UNTIL] = self.week
        self.reached += 1

    def focus_on_weakest(self) -> str:
        """Redirect the partnership's hours to the dimension that is weakest now; which one that is."""
        row = np.empty(len(NAMES))
        weekly_row(self._state, row)
        values = [float(row[NAMES.index(name)]) for name in DIMENSIONS]
        weakest = int(np.argmin([math.inf if math.isnan(value) else value for value in values]))
        self._state.posts[Post.FOCUS] = weakest
        self.reached += 1
        return DIMENSIONS[weakest]

    @property
    def focus(self) -> str:
        """The dimension to which the partnership has redirected its hours; empty before any review."""
        row = int(self._state.posts[Post.FOCUS])
        return DIMENSIONS[row] if row >= 0 else ""
