"""The data collector of a model: the weekly measures, and what a user asks of agents beside them."""

# pyright: standard

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from mesa import DataCollector

from c2sim.model.measures.definitions import NAMES

if TYPE_CHECKING:
    from c2sim.mesa.model import C2Model


class WeeklyCollector(DataCollector):
    """A Mesa DataCollector with a column for each weekly measure; the model collects week 0 and every week.

    Args:
        agent_reporters: what is collected of every agent each week, as in Mesa; nothing by default. What a
            worker or a resident does not have is empty in their row.
    """

    def __init__(self, agent_reporters: Mapping[str, Any] | None = None) -> None:
        reporters = {name: partial(_level, name=name) for name in NAMES}
        super().__init__(model_reporters=reporters, agent_reporters=agent_reporters)


def _level(model: "C2Model", name: str) -> float:
    return model.level(name)
