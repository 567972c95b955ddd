"""The catalogue of interventions: a typed union, which is the only registry."""

from typing import Annotated, get_args

from pydantic import Field

from c2sim.interventions.base import Intervention
from c2sim.interventions.facilitator import Facilitator
from c2sim.interventions.feedback_event import FeedbackEvent
from c2sim.interventions.listening_event import ListeningEvent

_Union = Facilitator | FeedbackEvent | ListeningEvent

AnyIntervention = Annotated[_Union, Field(discriminator="kind")]

KINDS: dict[str, type[Intervention]] = {kind.model_fields["kind"].default: kind for kind in get_args(_Union)}
