"""The neighbourhood that a scenario starts from: how many people, in what mix, in which state."""

from typing import Annotated, Any, Self, cast

from pydantic import Field, model_validator

from c2sim.engine.record import Record
from c2sim.errors import RefusalError, plain
from c2sim.model.parameters import Parameters
from c2sim.place.network import Network
from c2sim.place.real_place import (
    OF_NETWORKS,
    NetworkFile,
    SurveyFile,
    measured_baseline,
    with_measured,
    with_residents,
)
from c2sim.place.services import Services, usual_trust

Level = Annotated[float, Field(ge=0.02, le=0.98)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]

_SUM_TOLERANCE = 1e-6
_GROUPS = (0.55, 0.30, 0.15)
_STREET = 25


def _refuse_unless_one(shares: tuple[float, ...], place: tuple[str, ...]) -> None:
    if abs(sum(shares) - 1.0) > _SUM_TOLERANCE:
        raise RefusalError(f"shares that sum to {sum(shares):.6g}", "shares that sum to 1", place=place)


def _refuse_impossible(measured: dict[str, float], network: Network) -> None:
    """Refuse a network with more ties than a place can hold, and say so of the file and not of a baseline."""
    schema = Baseline.model_json_schema()["properties"]
    for name in OF_NETWORKS:
        if name in measured and measured[name] > schema[name]["maximum"]:
            what = schema[name]["description"].partition(" (")[0].lower()
            raise RefusalError(
                f"{measured[name]:.3g} {what} for each resident in {plain(network.file)}",
                f"at most {schema[name]['maximum']:g}; leave out the weakest ties",
                place=("network",),
            )


class Tenure(Record, frozen=True):
    """How homes are held; decides how often residents leave."""

    owner: Share = Field(default=0.25, description="Owners (share of homes)")
    social_rent: Share = Field(default=0.45, description="Social rent (share of homes)")
    private_rent: Share = Field(default=0.30, description="Private rent (share of homes)")

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        _refuse_unless_one((self.owner, self.social_rent, self.private_rent), ())
        return self


class Baseline(Record, frozen=True):
    """The state at week 0, to which a place left alone keeps returning."""

    stress: Level = Field(default=0.55, description="Mean stress of residents (level, 0 to 1)")
    agency: Level = Field(
        default=0.40, description="Mean agency, the will: 'I can change things' (level, 0 to 1)"
    )
    pathways: Level = Field(
        default=0.36, description="Mean pathways, seeing a way: 'I know how' (level, 0 to 1)"
    )
    confidence: Level = Field(
        default=0.40, description="Mean skills, knowledge and confidence (level, 0 to 1)"
    )
    influence: Level = Field(
        default=0.27, description="Mean belief that acting together changes things here (level, 0 to 1)"
    )
    trust_neighbours: Level = Field(default=0.50, description="Mean trust in neighbours (level, 0 to 1)")
    trust_services: Level = Field(default=0.40, description="Mean trust in services (level, 0 to 1)")
    street_condition: Level = Field(
        default=0.50, description="Mean physical condition of streets (level, 0 to 1)"
    )
    bonding: float = Field(
        default=9.0, ge=0.0, le=20.0, description="Ties within the same street or group (ties per resident)"
    )
    bridging: float = Field(
        default=3.0, ge=0.0, le=20.0, description="Ties across streets and groups (ties per resident)"
    )
    linking: float = Field(default=0.45, ge=0.0, le=5.0, description="Ties to providers (ties per resident)")
    isolated_share: Share = Field(
        default=0.08, description="Residents with no local tie of strength 0.1 (share)"
    )
    participation: float = Field(
        default=0.08, ge=0.01, le=0.5, description="Residents active in the last 12 weeks (share)"
    )
    issues_open: float = Field(
        default=75.0, ge=0.0, le=600.0, description="Open issues (per 1,500 residents)"
    )
    groups: float = Field(
        default=2.5, ge=0.0, le=20.0, description="Resident-led groups (per 1,000 residents)"
    )
    antisocial_behaviour: float = Field(
        default=10.0,
        ge=0.0,
        le=100.0,
        description="Antisocial behaviour (incidents per 100 residents and year)",
    )


def _with_usual_trust(table: dict[str, Any]) -> dict[str, Any]:
    """A place whose services are stated, and trust in them is not, has the trust that such services earn."""
    services, baseline = table.get("services"), table.get("baseline", {})
    if isinstance(baseline, Baseline):
        baseline = baseline.model_dump(include=baseline.model_fields_set)
    if not services or not isinstance(baseline, dict) or "trust_services" in baseline:
        return table
    try:
        stated = Services.model_validate(services)
    except ValueError:
        return table  # what is wrong with it is said when it is checked
    return {**table, "baseline": {**baseline, "trust_services": usual_trust(stated)}}


class Neighbourhood(Record, frozen=True):
    """Who lives and works here."""

    survey: SurveyFile | None = Field(
        default=None, description="Survey file (CSV) that gives the baseline, relative to this file"
    )
    network: NetworkFile | None = Field(
        default=None,
        description="Network file (GraphML, GEXF, CSV) that gives residents and ties, relative to this file",
    )
    residents: int = Field(default=1500, ge=2, le=1_000_000, description="Adults living here (people)")
    residents_per_street: int = Field(
        default=_STREET, ge=5, le=200, description="Length of a street (residents)"
    )
    providers: int = Field(default=15, ge=0, le=100, description="Front-line workers (per 1,500 residents)")
    groups: tuple[Share, Share, Share] = Field(
        default=_GROUPS,
        strict=False,
        description="Sizes of the three social groups (shares, sum 1)",
    )
    tenure: Tenure = Field(default=Tenure(), description="How homes are held (shares, sum 1)")
    services: Services = Field(default=Services(), description="How able the services here are")
    baseline: Baseline = Field(default=Baseline(), description="The state at week 0")

    def stated(self) -> dict[str, Any]:
        """The table of this place without the trust that follows from its services."""
        table = self.model_dump()
        if table["baseline"]["trust_services"] == usual_trust(self.services):
            del table["baseline"]["trust_services"]
        return table

    def stated_in(self, p: Parameters) -> Parameters:
        """The parameters with what is stated of the services of this place."""
        return self.services.stated_in(p)

    @property
    def ties_are_read(self) -> bool:
        """Whether a file says how many local ties each resident has."""
        return self.network is not None or (self.survey is not None and "connectivity" in self.survey.levels)

    @model_validator(mode="before")
    @classmethod
    def _real_place(cls, given: object) -> object:
        """What is measured becomes part of the baseline; stating it too is refused."""
        if not isinstance(given, dict):
            return given
        table = with_residents(cast(dict[str, Any], given))
        try:
            groups = [float(share) for share in table.get("groups", _GROUPS)]
            measured = measured_baseline(table, groups, int(table.get("residents_per_street", _STREET)))
        except (TypeError, ValueError):
            return table  # what is wrong with these is said when they are checked
        if not measured:
            return _with_usual_trust(table)
        if isinstance(network := table.get("network"), Network):
            _refuse_impossible(measured, network)
        stated: object = table.get("baseline", {})
        if isinstance(stated, Baseline):
            stated = stated.model_dump(include=stated.model_fields_set)
        if not isinstance(stated, dict):
            return table
        both = with_measured(cast(dict[str, Any], stated), measured)
        return _with_usual_trust({**table, "baseline": both})

    @model_validator(mode="after")
    def _groups_sum_to_one(self) -> Self:
        _refuse_unless_one(self.groups, ("groups",))
        return self
