"""The command that opens the dashboard."""

import click

from c2sim.dashboard.plan import start
from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.start import serve


def open_dashboard(scenario: str, host: str, port: int, access: Access, *, browser: bool) -> None:
    """Check the scenario, then serve until interrupted."""
    start(scenario)
    serve(scenario, host, port, access, browser, say=lambda line: click.echo(line, err=True))
