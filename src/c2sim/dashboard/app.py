"""The pages of the dashboard and where they stand. A new page is one line here."""

import solara

from c2sim.dashboard.pages.explore import Explore
from c2sim.dashboard.shell import Shell

routes = [
    solara.Route("/", component=Explore, label="Explore", layout=Shell),
]
