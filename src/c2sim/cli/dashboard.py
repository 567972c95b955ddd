"""The command that opens the dashboard."""

from c2sim.cli.saying import say
from c2sim.dashboard.plan import start
from c2sim.dashboard.server import serve


def open_dashboard(scenario: str, host: str, port: int, *, browser: bool) -> None:
    """Check the scenario, then serve until interrupted."""
    start(scenario)
    serve(scenario, host, port, browser, say=lambda line: say(line, err=True))
