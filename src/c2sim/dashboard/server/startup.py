"""The dashboard's server: settings for a room without a network, start, and the browser once it is ready."""

import ctypes
import gc
import os
import secrets
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import warnings
import webbrowser
from collections.abc import Callable

from c2sim.dashboard.plan import FIRST_SCENARIO, start
from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.address import ADDRESSES, EVERYWHERE, LISTENS, for_others
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_folder

_SETTINGS = {
    "SOLARA_ASSETS_PROXY": "True",  # the front end comes from the package solara-assets
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "30m",
    "SOLARA_KERNEL_MAX_COUNT": "100",
    "SOLARA_SESSION_HTTP_ONLY": "True",
    "SOLARA_MODE": "production",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "c2sim",
    "SOLARA_SERVER_SYNC_WS_WRITE": "True",  # a hundred messages a change: not each by the loop
    "REACTON_FAST": "1",  # parts of a page in which nothing changed are not walked through
}
_PATIENCE = 120.0
_BETWEEN = 20.0


def serve(
    scenario: str, host: str, port: int, access: Access, browser: bool, say: Callable[[str], object]
) -> None:
    """Serve until interrupted.

    Args:
        scenario: bundled name or path of the scenario that is open at first; known to be right.
        host: address to listen on; "0.0.0.0" for a room.
        port: port to listen on.
        access: who may speak to it, beyond what the server knows by itself.
        browser: whether to open a browser once the server is ready.
        say: is told in one line how far things are.

    Raises:
        C2simError: when the port is taken.
    """
    refuse_taken(host, port)
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("SOLARA_SESSION_SECRET_KEY", secrets.token_hex())
    os.environ[FIRST_SCENARIO] = scenario
    os.environ[LISTENS] = host
    os.environ[ADDRESSES] = " ".join(map(str, access.addresses))
    os.environ["SOLARA_APP"] = str(bundled_folder("dashboards") / "app.py")
    address = f"http://{_here(host)}:{port}"
    say(f"starting the dashboard at {address} (Ctrl-C ends it)")
    shared, reached = for_others(address)
    if reached and shared != address:
        say(f"for others in this network: {shared}")
    threading.Thread(target=_warm_up, args=(scenario,), daemon=True).start()
    threading.Thread(target=_give_back, daemon=True).start()
    threading.Thread(target=_when_ready, args=(address, browser, say), daemon=True).start()
    _run(host, port, access, say)


def _run(host: str, port: int, access: Access, say: Callable[[str], object]) -> None:
    sys.argv = sys.argv[:1]  # Solara looks at the command line
    # Solara writes to the socket itself with this implementation of uvicorn's: docs/explanation/decisions.md.
    warnings.filterwarnings("ignore", message=".*websockets. implementation is deprecated")
    warnings.filterwarnings("ignore", message="remove second argument of ws_handler")
    import uvicorn

    from c2sim.dashboard.runs.processes import end_processes
    from c2sim.dashboard.server import frames
    from c2sim.dashboard.server.application import make_application
    from c2sim.dashboard.server.connections import Connections
    from c2sim.dashboard.server.descriptors import ACCEPTED_AT_ONCE, most_connections, raise_limit
    from c2sim.dashboard.server.messages import LARGEST

    frames.install()
    raise_limit()
    try:
        uvicorn.run(
            make_application(access, say),
            host=host,
            port=port,
            log_level="warning",
            http=Connections(most_connections()).protocol(),  # pyright: ignore[reportArgumentType] (made like a class)
            backlog=ACCEPTED_AT_ONCE,
            ws="websockets",
            ws_per_message_deflate=False,
            ws_max_size=LARGEST,
            proxy_headers=False,  # make_application believes those that were named
            server_header=False,
        )
    finally:
        end_processes()


def _here(host: str) -> str:
    """What this machine's browser calls the server."""
    if host in {"127.0.0.1", *EVERYWHERE}:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that something else listens on, or an address that is not this machine's."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise C2simError(
            f"{host}:{port}: {reason}, expected an address of this machine with a free port (--port)"
        ) from None


def wait_until_ready(address: str, patience: float = _PATIENCE) -> bool:
    """Wait until the server answers; whether it did in time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _warm_up(scenario: str) -> None:
    """Run what is open at first, so that compiled rules are loaded and the first visitor does not wait."""
    from c2sim.dashboard.runs.recording import record_pair
    from c2sim.simulation.warm_up import compile_rules

    compile_rules()
    record_pair(start(scenario))


def _settle() -> None:
    """Have the search for what can be thrown away leave out all that was loaded at the start.

    Those are hundreds of thousands of objects that stay; going through them held up every visitor for as long
    as a run takes, the more often the more visitors there were.
    """
    gc.collect()
    gc.freeze()


def _give_back() -> None:
    """Now and then hand memory that visits have left back to the system, where its C library can (Linux)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    while trim is not None:
        time.sleep(_BETWEEN)
        trim(0)


def _when_ready(address: str, browser: bool, say: Callable[[str], object]) -> None:
    if wait_until_ready(address):
        _settle()
        say(f"ready: {address}")
        if browser:
            webbrowser.open(address)
