"""Promises that an intervention lets providers make; part of the handle."""

import numpy as np

from c2sim.model.arrays import Flags
from c2sim.model.codes import Agency, Stage
from c2sim.model.interventions.sight import Sight
from c2sim.model.rules.choosing import serves
from c2sim.model.rules.services import make_promise


class Promising(Sight):
    """Lets providers promise."""

    def promise_on_priorities(self, number: int, providers: Flags, imposed: float = 0.0) -> int:
        """Let providers promise on the priorities raised most; how many promises were made.

        Where part of the agenda is imposed, that share of the promises is on issues that nobody put first.
        """
        state = self._state
        wanted = np.flatnonzero(state.issues.stage == Stage.PRIORITISED)
        order = wanted[np.argsort(-state.issues.voices[wanted], kind="stable")]
        if imposed > 0.0:
            others = np.flatnonzero(
                (state.issues.stage >= Stage.LATENT) & (state.issues.stage < Stage.PRIORITISED)
            )
            others = others[np.argsort(self.chance("agenda", len(state.issues.stage))[others])]
            own = round(imposed * number)
            order = np.concatenate([others[:own], order])
        posts = int((state.providers.agency != Agency.PROGRAMME).sum())
        made = 0
        for j in order[:number].tolist():
            able = [
                q
                for q in np.flatnonzero(providers).tolist()
                if serves(int(state.issues.agency[j]), int(state.providers.agency[q]), posts)
            ]
            if able:
                q = min(able, key=lambda one: float(state.providers.workload[one]))
                services = state.parameters.services
                wished = state.issues.stage[j] == Stage.PRIORITISED
                match = services.match_priority if wished else services.match_own
                make_promise(j, q, match, self.partnership_stands, state.view())
                made += 1
        self.reached += made
        return made

    def promise_large(self, number: int, weeks: int, success: float) -> int:
        """Announce one project that would solve so many issues by a week; it succeeds or fails as a whole.

        The worst issues are taken, priorities before others, each by a provider who answers for it.
        """
        state = self._state
        issues, promises, providers = state.issues, state.promises, state.providers
        open_ones = np.flatnonzero((issues.stage >= Stage.LATENT) & (issues.stage <= Stage.PRIORITISED))
        rank = 10.0 * (issues.stage[open_ones] == Stage.PRIORITISED) + issues.severity[open_ones]
        order = open_ones[np.argsort(-rank, kind="stable")][:number]
        keep = 1.0 if self.chance("success", 1)[0] < success else 0.0
        staff = np.flatnonzero(self.staff()).tolist()
        posts = int((providers.agency != Agency.PROGRAMME).sum())
        made = 0
        for j in order.tolist():
            able = [q for q in staff if serves(int(issues.agency[j]), int(providers.agency[q]), posts)]
            if able:
                promises.provider[j] = able[0]
                promises.due[j] = self.week + weeks
                promises.keep[j] = keep
                promises.matches[j] = issues.stage[j] == Stage.PRIORITISED
                promises.visible[j] = True
                promises.joint[j] = False
                issues.stage[j] = Stage.PROMISED
                made += 1
        self.reached += made
        return made
