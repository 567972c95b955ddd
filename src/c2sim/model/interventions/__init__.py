"""The catalogue of interventions: a typed union, which is the only registry."""

from typing import Annotated, get_args

from pydantic import Field

from c2sim.model.interventions.action_camp import ActionCamp
from c2sim.model.interventions.action_plan import ActionPlan
from c2sim.model.interventions.asset_framing import AssetFraming
from c2sim.model.interventions.austerity import Austerity
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.bid import Bid
from c2sim.model.interventions.big_project import BigProject
from c2sim.model.interventions.celebration import Celebration
from c2sim.model.interventions.co_ordinator import CoOrdinator
from c2sim.model.interventions.coaching import Coaching
from c2sim.model.interventions.connecting_workshop import ConnectingWorkshop
from c2sim.model.interventions.conversation import Conversation
from c2sim.model.interventions.experiential_learning import ExperientialLearning
from c2sim.model.interventions.facilitator import Facilitator
from c2sim.model.interventions.feedback_event import FeedbackEvent
from c2sim.model.interventions.forum import Forum
from c2sim.model.interventions.go_deeper import GoDeeper
from c2sim.model.interventions.hub import Hub
from c2sim.model.interventions.individual_training import IndividualTraining
from c2sim.model.interventions.key_residents import KeyResidents
from c2sim.model.interventions.knowledge_hub import KnowledgeHub
from c2sim.model.interventions.listening_event import ListeningEvent
from c2sim.model.interventions.media import Media
from c2sim.model.interventions.organisers import Organisers
from c2sim.model.interventions.partnership import Partnership
from c2sim.model.interventions.partnership_meeting import PartnershipMeeting
from c2sim.model.interventions.partnership_training import PartnershipTraining
from c2sim.model.interventions.return_visit import ReturnVisit
from c2sim.model.interventions.self_assessment import SelfAssessment
from c2sim.model.interventions.self_review import SelfReview
from c2sim.model.interventions.service_boost import ServiceBoost
from c2sim.model.interventions.site_visit import SiteVisit
from c2sim.model.interventions.social_media import SocialMedia
from c2sim.model.interventions.steering_group import SteeringGroup
from c2sim.model.interventions.strategic_group import StrategicGroup
from c2sim.model.interventions.walkabout import Walkabout
from c2sim.model.interventions.withdrawal import Withdrawal
from c2sim.model.interventions.works import Works

_Union = (
    Facilitator
    | StrategicGroup
    | SelfAssessment
    | KeyResidents
    | SteeringGroup
    | ConnectingWorkshop
    | ExperientialLearning
    | ListeningEvent
    | FeedbackEvent
    | Coaching
    | Partnership
    | Hub
    | SocialMedia
    | Walkabout
    | SiteVisit
    | ReturnVisit
    | PartnershipMeeting
    | ActionPlan
    | Celebration
    | Media
    | Bid
    | PartnershipTraining
    | CoOrdinator
    | Withdrawal
    | ServiceBoost
    | Works
    | BigProject
    | Forum
    | Austerity
    | Conversation
    | Organisers
    | GoDeeper
    | ActionCamp
    | KnowledgeHub
    | IndividualTraining
    | SelfReview
    | AssetFraming
)

AnyIntervention = Annotated[_Union, Field(discriminator="kind")]

KINDS: dict[str, type[Intervention]] = {kind.model_fields["kind"].default: kind for kind in get_args(_Union)}
