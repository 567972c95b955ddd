"""What an intervention can see: who is there, who holds what, and its own luck."""

from collections.abc import Sequence

import numpy as np

from c2sim.engine.chance import draws, key, stream
from c2sim.model.arrays import Flags, Floats, Ints
from c2sim.model.codes import AGENCIES, TENURES, Agency, Channel, Mean, Post, Role
from c2sim.model.interventions.elsewhere import Elsewhere
from c2sim.model.rules.standing import facilitator_row
from c2sim.model.state import State

_FLOOR = 2


class Sight:
    """Sees the neighbourhood in one week, under the id of one intervention; changes nothing."""

    def __init__(self, state: State, name: str, elsewhere: Elsewhere | None = None) -> None:
        """Act in the state's week, under the intervention's id; without `elsewhere` outside of any region."""
        self._state = state
        self.elsewhere = Elsewhere() if elsewhere is None else elsewhere
        self._name = name
        self._gathered = 0
        self.reached = 0

    @property
    def week(self) -> int:
        """This week."""
        return self._state.week

    @property
    def streets(self) -> int:
        """Number of streets."""
        return len(self._state.streets.condition)

    @property
    def partnership_stands(self) -> bool:
        """Whether there is a constituted partnership."""
        return bool(self._state.posts[Post.PARTNERSHIP_GROUP] >= 0)

    def standing(self, until: int) -> bool:
        """Whether what ends in the week that stands in this row of `State.posts` still stands."""
        return bool(self._state.posts[until] >= self.week)

    @property
    def co_ordinated(self) -> bool:
        """Whether a resident is paid to co-ordinate."""
        return bool(self._state.posts[Post.CO_ORDINATOR_ROW] >= 0)

    def heads(self, per_1500: float) -> int:
        """A head-count stated per 1,500 residents, for this neighbourhood: at least 2, unless 0 is stated."""
        if per_1500 <= 0:
            return 0
        return max(_FLOOR, round(per_1500 * self._state.scale))

    def residents_with(self, seats: int) -> Flags:
        """Residents who hold one of these seats."""
        return (self._state.lives.roles & seats) > 0

    def partners(self) -> Flags:
        """Residents on the partnership, or before there is one with a seat on the steering group."""
        group = int(self._state.posts[Post.PARTNERSHIP_GROUP])
        if group < 0:
            return self.residents_with(Role.KEY | Role.STEERING)
        first, second, third = self._state.lives.member == group
        return first | second | third

    def partner_providers(self) -> Flags:
        """Providers on the partnership or its steering group, without programme staff."""
        return self._state.providers.partner & self.staff()

    def staff(self) -> Flags:
        """Providers in post, without programme staff."""
        return self._state.providers.in_post & (self._state.providers.agency != Agency.PROGRAMME)

    def somebody_invites(self, channel: int) -> bool:
        """Whether an invitation by this channel gets out: at doors and through ties somebody has to."""
        if channel not in (Channel.NETWORK, Channel.DOOR):
            return True
        return facilitator_row(self._state) >= 0 or bool(self.residents_with(Role.KEY | Role.STEERING).any())

    def chance(self, purpose: str, rows: int) -> Floats:
        """One uniform number for each row, of this intervention's own luck this week."""
        k = np.uint64(key(self._state.seed, stream(purpose, self._name), self.week))
        return draws(k, rows)

    def kept_without_debrief(self, debrief: bool) -> float:
        """Share of a visit's learning that is kept."""
        return 1.0 if debrief else 1.0 - self._state.parameters.learning.debrief

    def brokerage(self) -> Floats:
        """How much each resident bridges: ties across groups and streets."""
        return self._state.means[Mean.BRIDGING_TIES].copy()

    def would_join(self, weeks: int) -> Flags:
        """Residents who came to a gathering in the last weeks, and were made welcome enough to join in."""
        return self.gathered_within(weeks) & (
            self.chance("who would join", self._state.size) < self._state.lives.welcome
        )

    def gathered_within(self, weeks: int) -> Flags:
        """Residents who came to a gathering in the last weeks."""
        return self.week - self._state.lives.last_gathering <= weeks

    def staff_of(self, agency: str) -> Flags:
        """Providers in post of one agency."""
        return self.staff() & (self._state.providers.agency == AGENCIES.index(agency))

    def in_private_rent(self) -> Flags:
        """Residents who rent privately: the youngest households, and the ones that move most."""
        return self._state.residents.tenure == TENURES.index("private_rent")

    def in_smaller_groups(self) -> Flags:
        """Residents of the two smaller social groups."""
        return self._state.residents.group > 0

    def least_represented(self) -> Flags:
        """Residents of the social group that has the smallest share of its people among the partners."""
        group, partners = self._state.residents.group, self.partners()
        shares = [float(partners[group == g].mean()) if (group == g).any() else 2.0 for g in range(3)]
        return group == int(np.argmin(shares))

    def ties_to_neighbours(self) -> Floats:
        """How many local ties each resident has."""
        return self._state.means[Mean.BONDING_TIES] + self._state.means[Mean.BRIDGING_TIES]

    def ties_to_providers(self) -> Floats:
        """How many ties to providers each resident has."""
        return self._state.means[Mean.LINKING_TIES].copy()

    def some_providers(self, number: int, among: Flags) -> Flags:
        """So many providers of a set, by luck."""
        return self.first_of(number, np.zeros(len(among)), among, "which providers")

    def activism(self) -> Floats:
        """How active each resident is."""
        return self._state.residents.activity + 0.01 * self._state.lives.hours

    def first(self, number: int, score: Floats, among: Flags) -> Flags:
        """The residents of a set with the highest scores; equals are ordered by luck."""
        return self.first_of(number, score, among, "which residents")

    def first_of(self, number: int, score: Floats, among: Flags, purpose: str) -> Flags:
        """Those of a set of rows with the highest scores; equals are ordered by luck."""
        chosen = np.zeros(len(score), np.bool_)
        if number > 0 and among.any():
            order = np.lexsort((self.chance(purpose, len(score)), -score))
            chosen[order[among[order]][:number]] = True
        return chosen

    def centre(self) -> int:
        """The street in the middle."""
        streets = self._state.streets
        middle_x, middle_y = streets.x.mean(), streets.y.mean()
        return int(np.argmin((streets.x - middle_x) ** 2 + (streets.y - middle_y) ** 2))

    def edge(self) -> int:
        """The street furthest from the middle."""
        streets = self._state.streets
        middle_x, middle_y = streets.x.mean(), streets.y.mean()
        return int(np.argmax((streets.x - middle_x) ** 2 + (streets.y - middle_y) ** 2))

    def on_streets(self, streets: Sequence[int]) -> Flags:
        """Residents of these streets."""
        chosen = np.zeros(self.streets, np.bool_)
        chosen[list(streets)] = True
        return chosen[self._state.residents.street]


def spread_evenly(number: int, of: int, turn: int) -> list[int]:
    """So many of 0..of-1, spread evenly, moved on at each turn."""
    number = min(number, of)
    if number == 0:
        return []
    rows: Ints = (np.arange(number) * of // number + turn) % of
    return [int(row) for row in rows]
