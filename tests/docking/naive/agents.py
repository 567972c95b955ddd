"""Residents and providers as Mesa agents."""

import mesa

from c2sim.model.codes import NEVER, Role
from docking.naive.things import HalfTie, Street, Ward


class Resident(mesa.Agent):
    """An adult living in one home, with everything that the phases read or write of them."""

    def __init__(self, model: mesa.Model, row: int, street: Street, ward: Ward) -> None:
        super().__init__(model)
        self.row = row
        self.street = street
        self.ward = ward
        self.levels: list[float] = []
        self.rest: list[float] = []
        self.drift: list[float] = []
        self.means: list[float] = []
        self.met: list[float] = []
        self.ties: list[HalfTie] = []
        self.known: set[int] = set()
        self.fresh: set[int] = set()
        self.group = self.activity = 0
        self.rate = 1.0
        self.threshold = 0.0
        self.intimidating = False
        self.hours = 0.0
        self.last_active = NEVER
        self.last_gathering = NEVER
        self.waiting = NEVER
        self.raised = self.asked = -1
        self.answered = self.welcome = self.warmth = 0.0
        self.served = NEVER
        self.attended = -1
        self.roles = 0
        self.member: list[int] = []
        self.witnessed = 0
        self.hub = False

    @property
    def co_ordinator(self) -> bool:
        """Whether the resident is the paid co-ordinator."""
        return bool(self.roles & Role.CO_ORDINATOR)

    @property
    def groups(self) -> list[int]:
        """Groups belonged to."""
        return [group for group in self.member if group >= 0]

    def tie_to(self, other: int) -> HalfTie | None:
        """The half-tie to somebody, if there is one."""
        for tie in self.ties:
            if tie.other == other:
                return tie
        return None


class Provider(mesa.Agent):
    """A post in front-line services."""

    def __init__(self, model: mesa.Model, row: int, agency: int) -> None:
        super().__init__(model)
        self.row = row
        self.agency = agency
        self.in_post = False
        self.stance = 0.0
        self.trust = 0.0
        self.discretion = 0.0
        self.capacity = 0.0
        self.credit = 0.0
        self.room = 1.0
        self.workload = 0.0
        self.present = -1
        self.hours = 0.0
        self.good = 0.0
        self.bad = 0.0
