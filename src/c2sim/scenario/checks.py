"""Checks across a scenario: parameters, ids, who follows whom, and what conditions speak of."""

import math
from collections.abc import Collection, Mapping, Sequence

from c2sim.errors import RefusalError, nearest, plain
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.condition import MeasureCondition
from c2sim.model.interventions.following import in_order, refuse_repeated_ids
from c2sim.model.parameters import SECTIONS
from c2sim.scenario import words
from c2sim.scenario.parameter_schema import number_schema
from c2sim.scenario.place import items


def refuse_unknown_parameters(changes: object) -> None:
    """Refuse unknown sections and names, whatever their values are."""
    for section, values in items(changes):
        if section not in SECTIONS:
            close = nearest(section, SECTIONS)
            raise RefusalError("an unknown section", "a section of parameters", close, (section,))
        known = SECTIONS[section]._field_defaults
        for name, _ in items(values):
            if name not in known:
                raise RefusalError(
                    "an unknown parameter", "a parameter", nearest(name, known), (section, name)
                )


def refuse_impossible_parameters(changes: Mapping[str, Mapping[str, float]]) -> None:
    """Refuse values outside the hard limits of their unit."""
    for section, values in changes.items():
        for name, value in values.items():
            limits = number_schema(SECTIONS[section]._field_defaults[name])
            low, above, high = (limits.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
            if value < (low or 0.0) or value == above or value > (high or math.inf):
                raise RefusalError(words.found(value), words.expected(limits), place=(section, name))


def refuse_wrong_interventions(interventions: Sequence[Intervention], measures: Collection[str]) -> None:
    """Refuse repeated ids, an `after` that leads nowhere or round, and conditions on unknown measures."""
    refuse_repeated_ids(interventions)
    in_order(interventions)
    for index, one in enumerate(interventions):
        condition = one.condition
        if isinstance(condition, MeasureCondition) and condition.measure not in measures:
            raise RefusalError(
                f'"{plain(condition.measure)}"',
                "the name of a measure",
                nearest(condition.measure, measures),
                ("interventions", index, "when"),
            )
