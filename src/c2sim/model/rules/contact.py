"""Readiness for contact and how it goes; part of phase 4.

A contact (one, other, good, equal) is appended at the end of the list; when the list has 16 n + 4096
contacts, further ones are lost. Nobody meets themselves: if i = j nothing is appended.

**Readiness.** Strain is stress beyond what is usual in the place, in standard deviations. `rate` is the
resident's own rate of meeting; `size[j]` is the number of all half-ties in j's row, linking ones too.

```text
strain(i)        = (levels[STRESS, i] - start[STRESS]) / people.spread
sociable(strain, trust, incidents)
                 = max(0.1, 1.0 - meeting.stress_withdrawal * strain) * (0.5 + trust) * safe
                   safe = 1.0 - meeting.incident_withdrawal if incidents > 0, else 1.0
time_left(ties)  = max(0.0, 1.0 - ties / meeting.circle)
willing(j for i) = a * time_left(size[j]), a = min(1.0, 0.5 * rate[j]);
                   divided by meeting.homophily if group[i] != group[j]
```

**How a contact goes.** The outcome's u is of row i (the first of the contact), with key and slot as said in
each case.

```text
goes_well(stress, trust) = min(0.98, max(0.3, meeting.good - meeting.stress_sours * stress
                                              + meeting.trust_sweetens * trust))

residents i, j:    stress = 0.5 * (levels[STRESS, i] + levels[STRESS, j])
                   trust  = 0.5 * (levels[TRUST_NEIGHBOURS, i] + levels[TRUST_NEIGHBOURS, j])
                   append (i, j, u < goes_well(stress, trust), equal = true)
resident i and q:  load   = min(1.0, habit.stress * (0.5 + 0.5 * workload[q]))
                   stress = 0.5 * (levels[STRESS, i] + load)
                   trust  = 0.5 * (levels[TRUST_SERVICES, i] + 0.5 * (stance[q] + providers.trust[q]))
                   append (i, n + q, u < goes_well(stress, trust), equal as said in each case)
```

*Evidence:* stress goes before withdrawal, not the reverse (da Silva 2021); like prefers like (Chetty 2022);
most contact is with few (NewSci21).
"""

import numpy as np

from c2sim.engine.chance import draw
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Level
from c2sim.model.parameters import Meeting
from c2sim.model.state import State


@compiled
def sociable(strain: float, trust: float, incidents: int, p: Meeting) -> float:
    """Share of the usual chances to meet that is left."""
    calm = 1.0 - p.stress_withdrawal * strain
    safe = 1.0 - p.incident_withdrawal if incidents > 0 else 1.0
    return max(0.1, calm) * (0.5 + trust) * safe


@compiled
def readiness(i: int, incidents: int, state: State) -> float:
    """Share of the usual chances to meet that a resident's strain and trust leave."""
    levels, p = state.residents.levels, state.parameters
    strain = (levels[Level.STRESS, i] - state.start[Level.STRESS]) / p.people.spread
    return sociable(strain, levels[Level.TRUST_NEIGHBOURS, i], incidents, p.meeting)


@compiled
def time_left(ties: int, p: Meeting) -> float:
    """Share of the time for new people that is left with so many ties."""
    return max(0.0, 1.0 - ties / p.circle)


@compiled
def willing_to_meet(k: np.uint64, i: int, j: int, slot: int, state: State) -> bool:
    """Whether j has time for i, as i's draw says."""
    people, p = state.residents, state.parameters.meeting
    ready = min(1.0, 0.5 * people.rate[j]) * time_left(state.ties.size[j], p)
    if people.group[i] != people.group[j]:
        ready /= p.homophily
    return draw(k, i, slot) < ready


@compiled
def goes_well(stress: float, trust: float, p: Meeting) -> float:
    """Chance that contact is good, by the mean stress and the mean trust of both sides."""
    return min(0.98, max(0.3, p.good - p.stress_sours * stress + p.trust_sweetens * trust))


@compiled
def _append(one: int, other: int, good: bool, equal: bool, state: State) -> None:
    contacts = state.contacts
    c = contacts.number[0]
    if c < len(contacts.one):
        contacts.one[c] = one
        contacts.other[c] = other
        contacts.good[c] = good
        contacts.equal[c] = equal
        contacts.number[0] = c + 1


@compiled
def with_resident(k: np.uint64, i: int, j: int, slot: int, state: State) -> None:
    """Let residents i and j meet, and record how it went."""
    if i == j:
        return
    levels = state.residents.levels
    stress = 0.5 * (levels[Level.STRESS, i] + levels[Level.STRESS, j])
    trust = 0.5 * (levels[Level.TRUST_NEIGHBOURS, i] + levels[Level.TRUST_NEIGHBOURS, j])
    good = draw(k, i, slot) < goes_well(stress, trust, state.parameters.meeting)
    _append(i, j, good, True, state)


@compiled
def with_provider(k: np.uint64, i: int, q: int, slot: int, equal: bool, state: State) -> None:
    """Let resident i and provider q meet, on equal terms or not, and record how it went."""
    levels, providers, p = state.residents.levels, state.providers, state.parameters
    load = min(1.0, p.habit.stress * (0.5 + 0.5 * providers.workload[q]))
    stress = 0.5 * (levels[Level.STRESS, i] + load)
    trust = 0.5 * (levels[Level.TRUST_SERVICES, i] + 0.5 * (providers.stance[q] + providers.trust[q]))
    _append(i, state.size + q, draw(k, i, slot) < goes_well(stress, trust, p.meeting), equal, state)
