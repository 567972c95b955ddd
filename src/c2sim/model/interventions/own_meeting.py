"""The partnership's own meeting: members and their providers gather when it has convened itself."""

from c2sim.model.codes import Post
from c2sim.model.interventions.focus import hold_partners_meeting
from c2sim.model.interventions.handle import Handle
from c2sim.model.state import State

OWN_MEETING = "the partnership itself"
"""Who calls such a meeting, where an intervention has its id."""

_QUALITY = 0.5  # of contact and listening, against a meeting in the facilitator's hours


def call_own_meeting(state: State) -> None:
    """Invite members and providers to the meeting that the partnership called last week, if it did."""
    if state.posts[Post.CONVENED] != state.week:
        return
    handle = Handle(state, OWN_MEETING)
    if handle.partnership_stands:
        hold_partners_meeting(handle, _QUALITY)
