"""The docked phases, one method each."""

from collections.abc import Iterable

from c2sim.engine.chance import wrapping
from c2sim.mesa.model import C2Model
from c2sim.model.parameters import Parameters
from c2sim.model.rules.shocks import Impulse
from docking.naive.drifting import drifting
from docking.naive.hope import hope
from docking.naive.informing import informing
from docking.naive.meeting import meeting
from docking.naive.neighbours import neighbours
from docking.naive.participation import participation
from docking.naive.services import services
from docking.naive.shocks import shocks
from docking.naive.stress import stress
from docking.naive.town import Town
from docking.naive.trust import trust
from docking.naive.tying import tying
from docking.naive.voice import voice


class NaivePhases(Town):
    """A neighbourhood of objects that can live through shocks and phases 4 to 11 and 15.

    `read()` takes everything over from the engine's state, which is never written; then each method runs one
    phase of the week that the engine is in. Between phases that follow each other the objects go on by
    themselves; after phases that are not written here (12 to 14, and 1 to 3 of the next week) they have
    to be read again.

    Args:
        model: the engine's model.
        parameters: the parameters by which the phases run instead of the model's.
    """

    def __init__(self, model: C2Model, parameters: Parameters | None = None) -> None:
        super().__init__(model.state, parameters)

    def shocks(self, impulses: Iterable[Impulse]) -> None:
        """Phase 1: impulses from outside."""
        with wrapping():
            shocks(self, impulses)

    def meeting(self) -> None:
        """Phase 4: residents, providers, hub and gatherings make contacts."""
        with wrapping():
            meeting(self)

    def tying(self) -> None:
        """Phase 4: contacts make and feed ties, disuse fades them; trust in neighbours."""
        tying(self)

    def neighbours(self) -> None:
        """Phase 4: means over ties."""
        neighbours(self)

    def voice(self) -> None:
        """Phase 5: issues are raised, priorities made."""
        with wrapping():
            voice(self)

    def services(self) -> None:
        """Phase 6: promises fall due, issues are taken up."""
        with wrapping():
            services(self)

    def informing(self) -> None:
        """Phase 7: news reaches residents."""
        with wrapping():
            informing(self)

    def stress(self) -> None:
        """Phase 8: stress and wear."""
        with wrapping():
            stress(self)

    def hope(self) -> None:
        """Phase 9: agency and pathways."""
        hope(self)

    def trust(self) -> None:
        """Phase 10: trust in services, influence, memory."""
        trust(self)

    def participation(self) -> None:
        """Phase 11: taking part, giving up, fatigue, confidence."""
        with wrapping():
            participation(self)

    def drifting(self) -> None:
        """Phase 15: what is usual for a person."""
        with wrapping():
            drifting(self)
