"""How able the services of a place are, and the trust in them that goes with it."""

from typing import Annotated

from pydantic import Field

from c2sim.engine.record import Record
from c2sim.model.parameters import Parameters

Share = Annotated[float, Field(ge=0.0, le=1.0)]

_USUAL = Parameters().services
_USUAL_TRUST = 0.40  # where services are as usual
_MEMORY = 0.1  # of broken promises, usually
_CARRIES = 0.5  # of what news alone would make of trust, that shows in trust in services in general
_LOWEST, _HIGHEST = 0.05, 0.95


class Services(Record, frozen=True):
    """How able the services of a place are; what is not stated is as in the parameters.

    Trust in services that is not stated follows from the share kept in time.
    """

    kept_in_time: Share | None = Field(
        default=None,
        description=f"Promises kept in time, as usual (share; {_USUAL.keep_usual:g} unless stated)",
    )
    delay: float | None = Field(
        default=None,
        ge=1.0,
        le=104.0,
        description=f"Time that a promise takes (weeks; {_USUAL.delay_usual:g} unless stated)",
    )
    capacity: float | None = Field(
        default=None,
        ge=0.0,
        le=2.0,
        description=f"Issues that one provider can take up (a week; {_USUAL.capacity:g} unless stated)",
    )

    def stated_in(self, p: Parameters) -> Parameters:
        """The parameters with what is stated of this place."""
        found = {"keep_usual": self.kept_in_time, "delay_usual": self.delay, "capacity": self.capacity}
        stated = {name: value for name, value in found.items() if value is not None}
        return p._replace(services=p.services._replace(**stated)) if stated else p


def usual_trust(services: Services) -> float:
    """Trust in services where they are so able and nothing else differs, rounded to two digits.

    Half of what there is between the trust at which news alone would rest with these services and with the
    usual ones; trust in services in general has other sources too.
    """
    usual = Parameters()
    found = _USUAL_TRUST + _CARRIES * (resting_trust(services.stated_in(usual)) - resting_trust(usual))
    return round(min(_HIGHEST, max(_LOWEST, found)), 2)


def resting_trust(p: Parameters) -> float:
    """Trust at which news of promises alone would rest, with providers at the agency's habit.

    ```text
    gained = kept * matching * trust.gain * (1 - memory)
    lost   = broken * trust.loss_to_gain * trust.gain + (kept * (1 - matching) + late) * trust.mismatch
    rests  = gained / (gained + lost)
    ```
    """
    services, trust = p.services, p.trust
    kept = services.keep_usual
    late, broken = (1.0 - kept) * services.late, (1.0 - kept) * (1.0 - services.late)
    matching = p.habit.stance * services.match + (1.0 - p.habit.stance) * services.match_own
    gained = kept * matching * trust.gain * (1.0 - _MEMORY)
    lost = broken * trust.loss_to_gain * trust.gain + (kept * (1.0 - matching) + late) * trust.mismatch
    return gained / (gained + lost) if gained + lost > 0.0 else _USUAL_TRUST
