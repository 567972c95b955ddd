"""Conditions on which an intervention starts: a measure beside a number, or a pathway step reached."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from c2sim.errors import RefusalError, plain

type Sign = Literal["<", "<=", ">", ">="]

PATHWAY_STEPS = range(1, 8)
FORM = 'a measure, one of < <= > >=, and a number ("trust_services > 0.45"), or "pathway_step 3 reached"'

_NUMBER = r"[-+]?\d{1,30}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,3})?"
_MEASURE = re.compile(rf"([A-Za-z_][A-Za-z0-9_]*)\s*(<=|>=|<|>)\s*({_NUMBER})")
_STEP = re.compile(r"pathway_step\s+(\d{1,3})\s+reached")


@dataclass(frozen=True, slots=True)
class MeasureCondition:
    """``<measure> <sign> <number>``, on last week's row; a null value satisfies nothing."""

    measure: str
    sign: Sign
    number: float

    def holds(self, row: Mapping[str, float], steps_reached: Mapping[int, int | None]) -> bool:
        """Tell whether the measure of this row is on the asked side of the number."""
        value = row[self.measure]
        match self.sign:
            case "<":
                return value < self.number
            case "<=":
                return value <= self.number
            case ">":
                return value > self.number
            case ">=":
                return value >= self.number


@dataclass(frozen=True, slots=True)
class StepCondition:
    """``pathway_step <number> reached``: the step has been reached at some week (even if lost since)."""

    step: int

    def holds(self, row: Mapping[str, float], steps_reached: Mapping[int, int | None]) -> bool:
        """Tell whether the pathway step has a week at which it was reached."""
        return steps_reached.get(self.step) is not None


type Condition = MeasureCondition | StepCondition


def parse_condition(text: str) -> Condition:
    """Read a condition; names of measures are checked by the scenario, which knows them.

    Raises:
        RefusalError: when the text has neither of the two forms.
    """
    step = _STEP.fullmatch(text.strip())
    if step and int(step[1]) in PATHWAY_STEPS:
        return StepCondition(int(step[1]))
    measure = _MEASURE.fullmatch(text.strip())
    if measure and math.isfinite(float(measure[3])):
        return MeasureCondition(measure[1], cast(Sign, measure[2]), float(measure[3]))
    raise RefusalError(f'"{plain(text)}"', FORM)
