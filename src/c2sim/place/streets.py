"""Where people live: streets on a square, in wards."""

import math

import numpy as np

from c2sim.model.records import Streets
from c2sim.place.neighbourhood import Neighbourhood

_WARD = 1500


def number_of_streets(place: Neighbourhood) -> int:
    """How many streets a place has."""
    if place.network is not None:
        return int(place.network.street(place.residents_per_street).max()) + 1
    return max(1, round(place.residents / place.residents_per_street))


def make_streets(place: Neighbourhood) -> Streets:
    """Streets of equal length on a square, in wards of whole streets with about 1,500 residents."""
    n = place.residents
    if place.network is not None:
        street = place.network.street(place.residents_per_street)
        first = np.append(0, np.cumsum(np.bincount(street))).astype(np.int64)
        number = len(first) - 1
    else:
        number = number_of_streets(place)
        first = np.linspace(0, n, number + 1).round().astype(np.int64)
    wards = max(1, round(n / _WARD))
    ward = (np.arange(number) * wards // number).astype(np.int32)
    starts = np.searchsorted(ward, np.arange(wards))
    ward_first = np.append(first[starts], n).astype(np.int64)
    side = math.ceil(math.sqrt(number))
    x, y = (np.arange(number) % side) / side, (np.arange(number) // side) / side
    zeros = np.zeros(number)
    return Streets(
        first=first,
        ward=ward,
        ward_first=ward_first,
        x=x,
        y=y,
        condition=np.full(number, place.baseline.street_condition),
        works=zeros.copy(),
        incidents=np.zeros(number, np.int32),
        load=zeros.copy(),
        efficacy=zeros.copy(),
    )
