"""The command that opens the dashboard."""

from importlib.util import find_spec

from c2sim.cli.printing import say
from c2sim.dashboard.plan import start
from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.startup import serve
from c2sim.errors import C2simError

_EXTRA = ("solara", "solara_assets", "uvicorn", "websockets", "ipyvuetify", "anywidget", "qrcode")


def open_dashboard(scenario: str, host: str, port: int, access: Access, *, browser: bool) -> None:
    """Check the scenario, then serve until interrupted."""
    refuse_missing_extra()
    start(scenario)
    serve(scenario, host, port, access, browser, say=lambda line: say(line, err=True))


def refuse_missing_extra() -> None:
    """Refuse to go on without the packages of the dashboard.

    Raises:
        C2simError: when the extra is not installed.
    """
    missing = next((name for name in _EXTRA if find_spec(name) is None), None)
    if missing is not None:
        raise C2simError(
            f"dashboard: found no {missing}, expected the extra dashboard (pip install 'c2sim[dashboard]')"
        )
