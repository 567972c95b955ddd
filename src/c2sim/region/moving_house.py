"""Who leaves one neighbourhood of a region for another.

Of those who leave a neighbourhood in a week, the share `stay_in_region` looks for a home in another one,
drawn in proportion to residents: there are as many homes to be had. Next week they have the first claim to
the homes that empty there, and wait if there are not enough. Who finds the queue full leaves the region.
"""

from typing import TYPE_CHECKING

import numpy as np

from c2sim.engine.chance import draw, key, stream, wrapping
from c2sim.model.records import Movers
from c2sim.model.rules.movers import room_for
from c2sim.simulation.model import Model

if TYPE_CHECKING:
    import pandas as pd

_GOES = stream("where a leaver goes")
_QUEUE = 16  # places in a queue for homes, and one for every eight residents


class MovingHouse:
    """The moves between the neighbourhoods of a region."""

    def __init__(self, models: dict[str, Model], stay: float) -> None:
        """Make room for movers, if anybody stays and there is anywhere to go."""
        self._models = dict(sorted(models.items()))
        self._stay = stay if len(models) > 1 else 0.0
        self._moves: dict[tuple[int, str, str], int] = {}
        for model in models.values() if self._stay > 0.0 else ():
            places = model.state.size // 8 + _QUEUE
            model.state.leavers, model.state.arrivals = room_for(places), room_for(places)

    @property
    def table(self) -> "pd.DataFrame":
        """How many left for which neighbourhood: week, from, to, people."""
        import pandas as pd  # not at the top: what checks a region makes no frame

        rows = [(*which, people) for which, people in self._moves.items()]
        return pd.DataFrame(rows, columns=["week", "from", "to", "people"])

    def send_on(self) -> None:
        """Put this week's leavers who stay in the region into the queues of others."""
        if self._stay == 0.0:
            return
        with wrapping():
            for name in self._models:
                self._send_from(name)

    def _send_from(self, name: str) -> None:
        state = self._models[name].state
        others = [one for one in self._models if one != name]
        homes = np.cumsum([self._models[one].state.size for one in others])
        luck = np.uint64(key(state.seed, _GOES, state.week))
        for place in range(int(state.leavers.number[0])):
            home = int(state.leavers.home[place])
            if draw(luck, home, 0) >= self._stay:
                continue
            to = others[int(np.searchsorted(homes, draw(luck, home, 1) * homes[-1], side="right"))]
            if _queue_up(state.leavers, place, self._models[to].state.arrivals):
                which = (state.week, name, to)
                self._moves[which] = self._moves.get(which, 0) + 1


def _queue_up(leavers: Movers, place: int, arrivals: Movers) -> bool:
    """Copy one leaver to the end of a queue; False if it is full."""
    end = int(arrivals.number[0])
    if end == len(arrivals.home):
        return False
    for left, waits in zip(leavers[1:], arrivals[1:], strict=True):
        waits[..., end] = left[..., place]
    arrivals.number[0] = end + 1
    return True
