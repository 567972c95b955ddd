"""The pages of the dashboard and where they stand. A new page is one line here."""

import solara

from c2sim.dashboard.error_boundary import say_nothing_of_the_server
from c2sim.dashboard.pages.challenge import Challenge
from c2sim.dashboard.pages.compare import Compare
from c2sim.dashboard.pages.concepts import Concepts
from c2sim.dashboard.pages.evidence import Evidence
from c2sim.dashboard.pages.explore import Explore
from c2sim.dashboard.pages.tradeoffs import Tradeoffs
from c2sim.dashboard.shell import Shell

say_nothing_of_the_server()

# The layout of the first route stands around all of them.
routes = [
    solara.Route("/", component=Explore, label="Explore", layout=Shell),
    solara.Route("compare", component=Compare, label="Compare"),
    solara.Route("trade-offs", component=Tradeoffs, label="Trade-offs"),
    solara.Route("challenge", component=Challenge, label="Challenge"),
    solara.Route("concepts", component=Concepts, label="Concepts"),
    solara.Route("evidence", component=Evidence, label="Evidence"),
]
