"""The address at which others in the room reach the dashboard."""

import os
import socket
from urllib.parse import urlsplit

LISTENS = "C2SIM_DASHBOARD_HOST"
"""Name of the environment variable with the address that the server listens on."""
ADDRESSES = "C2SIM_DASHBOARD_ADDRESSES"
"""Name of the environment variable with the URLs of `--address`, with blanks between them."""
EVERYWHERE = frozenset({"0.0.0.0", "::"})
ONLY_HERE = (
    "Only this computer can open this link. For phones in the room, start the dashboard again with "
    "--host 0.0.0.0 added to the command."
)
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_ELSEWHERE = (
    "192.0.2.1",
    9,
)  # kept for examples (RFC 5737); nothing is sent, only the way there is looked up


def for_others(address: str) -> tuple[str, bool]:
    """The address for somebody else, and whether they can reach it.

    A trainer opens the dashboard at "localhost", which is each phone's own name for itself. If the server
    listens to the network, this computer's address in it is put in the place of that name; if it was told at
    which URL it is found (`--address`), that one.

    Args:
        address: of the page, as the browser gives it.
    """
    parts = urlsplit(address)
    if parts.hostname not in _HERE:
        return address, True
    named = os.environ.get(ADDRESSES, "").split()
    public = next((one for one in named if urlsplit(one).hostname not in _HERE), None)
    if public is not None:
        root = next((one for one in named if address.startswith(one)), parts._replace(path="/").geturl())
        return public + address.removeprefix(root), True
    own = in_the_network() if os.environ.get(LISTENS) in EVERYWHERE else None
    if own is None:
        return address, False
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=f"{own}{port}").geturl(), True


def in_the_network() -> str | None:
    """This computer's address in the network that it would send through; None without one."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            own = str(probe.getsockname()[0])
    except OSError:
        return None
    return None if own.startswith("127.") or own in EVERYWHERE else own
