"""A meeting of the partnership, whose hours go where its self-review has found it weakest."""

from c2sim.model.codes import Channel
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle

_ASKED = 10  # people of the group least represented, per 1,500 residents


def hold_partners_meeting(handle: Handle, quality: float) -> None:
    """Members and their providers meet; what else they spend their hours on depends on their focus."""
    focus = handle.focus
    what = Gathering(
        listens=0.3 * quality,
        teaches=0.3 * quality if focus == "confident" else 0.0,
        mixes=(2.0 if focus == "cooperative" else 1.0) * quality,
    )
    staff = handle.staff() if focus == "cooperative" else handle.partner_providers()
    handle.gather(what, handle.partners(), staff)
    if focus == "inclusive":
        missing = handle.least_represented() & ~handle.partners()
        asked = handle.first(handle.heads(_ASKED), handle.chance("whom to ask", len(missing)), missing)
        handle.gather(
            Gathering(invitation=Channel.APPROACH, listens=0.3 * quality, mixes=quality), asked, staff
        )
    elif focus == "organised":
        handle.fund_seeds(quality)
    elif focus == "influential":
        handle.promise_on_priorities(handle.heads(1), handle.partner_providers())
