"""Places and budgets that an intervention opens, raises or cuts; part of the handle."""

from collections.abc import Sequence

from c2sim.model.codes import Fund, NewsKind, Post
from c2sim.model.interventions.gathering import FOREVER
from c2sim.model.interventions.sight import Sight
from c2sim.model.rules.news import add_news


class Budgets(Sight):
    """Opens and closes places, raises and cuts budgets."""

    def open_hub(
        self, street: int, hours: float, places: float, by_residents: bool, lasts: int | None
    ) -> None:
        """Open a hub on a street, with room for so many visitors a week, run by residents or by providers."""
        self._state.funds[Fund.HUB_PLACES] = places
        self._state.posts[Post.HUB_BY_RESIDENTS] = by_residents
        self._state.posts[Post.HUB_STREET] = street
        self._state.posts[Post.HUB_UNTIL] = self.end_of(lasts)
        self._state.funds[Fund.HUB_HOURS] = hours
        self.reached += 1

    def fund_partnership(self, issues_per_1500: float) -> None:
        """A bid brings money for so many issues; the partnership decides on which."""
        self._state.funds[Fund.GRANTS] += self.heads(issues_per_1500)
        self.reached += 1

    def renew(self, streets: Sequence[int], share: float) -> None:
        """Works on streets this week: share of a street that is renewed."""
        self._state.streets.works[list(streets)] += share * self._state.parameters.surroundings.works_gain
        self.reached += len(streets)

    def show_win(self, street: int) -> None:
        """A visible win on a street becomes news there and in its ward."""
        add_news(NewsKind.WIN, street, -1, True, self._state.view())

    def raise_capacity(self, share: float, lasts: int | None) -> None:
        """Raise or cut (negative) providers' hours, as a share of their capacity."""
        self._state.funds[Fund.EXTRA_CAPACITY] = share
        self._state.posts[Post.EXTRA_UNTIL] = self.end_of(lasts)
        self.reached += int(self.staff().sum())

    def cut_budgets(self, services: float, households: float, lasts: int | None) -> None:
        """Cut providers' hours by a share, and households' budgets so that hardship grows by a share."""
        self._state.funds[Fund.CUTS] = services
        self._state.funds[Fund.HARDER] = households
        self._state.posts[Post.AUSTERITY_UNTIL] = self.end_of(lasts)
        self.reached += int(self.staff().sum()) + (self._state.size if households else 0)

    def end_of(self, lasts: int | None) -> int:
        """Last week of something that lasts so long; far off without."""
        return FOREVER if lasts is None else self.week + lasts - 1
