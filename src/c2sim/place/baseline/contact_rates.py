"""Personal rates of meeting that lead to a wanted number of ties, found by steering them week after week."""

import numpy as np

from c2sim.model.arrays import Floats

_PULL = 0.01  # per week; stronger, and newcomers would be helped to ties faster than they will be
_FIRST_PULL = 0.03  # until rates are averaged
_LEAST, _MOST = 0.02, 20.0
_SETTLED = 0.4  # share of the weeks after which rates are averaged


class Rates:
    """Steers each resident's rate of meeting by how far their number of ties is from the wanted one."""

    def __init__(self, wanted: Floats, weeks: int) -> None:
        """Begin with rates in proportion to the wanted ties."""
        usual = max(1e-9, float(wanted.mean()))
        self._wanted = wanted
        self._log = np.log(np.clip(wanted / usual, _LEAST, _MOST))
        self._averaged_from = int(_SETTLED * weeks)
        self._sum = np.zeros(len(wanted))
        self._weeks = 0

    @property
    def now(self) -> Floats:
        """The rates of this week."""
        return np.exp(self._log)

    def move(self, ties: Floats, week: int) -> None:
        """One week, counted from 1: more meetings for those with too few ties."""
        error = np.clip((self._wanted - ties) / np.maximum(self._wanted, 1.0), -1.0, 1.0)
        pull = _PULL if week > self._averaged_from else _FIRST_PULL
        self._log = np.clip(self._log + pull * error, np.log(_LEAST), np.log(_MOST))
        if week > self._averaged_from:
            self._sum += self._log
            self._weeks += 1

    def found(self) -> Floats:
        """The rates that were applied, on average, over the later weeks."""
        return np.exp(self._sum / self._weeks) if self._weeks else self.now
