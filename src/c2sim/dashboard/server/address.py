"""The address at which others in the room reach the dashboard."""

import os
import socket
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

LISTENS = "C2SIM_DASHBOARD_HOST"
"""Name of the environment variable with the address that the server listens on."""
ADDRESSES = "C2SIM_DASHBOARD_ADDRESSES"
"""Name of the environment variable with the URLs of `--address`, with blanks between them."""
EVERYWHERE = frozenset({"0.0.0.0", "::"})
ONLY_HERE = (
    "Only this computer can open this link. For phones in the room, start the dashboard again with "
    "--host 0.0.0.0 added to the command."
)
# Kept for examples (RFC 5737, RFC 3849); nothing is sent, only the way there is looked up.
_ELSEWHERE = {"0.0.0.0": (socket.AF_INET, "192.0.2.1"), "::": (socket.AF_INET6, "2001:db8::1")}


def for_others(address: str) -> tuple[str, bool]:
    """The address for somebody else, and whether they can reach it.

    A trainer opens the dashboard at "localhost", which is each phone's own name for itself. If the server
    listens to the network, this computer's address in it is put in the place of that name; if it was told at
    which URL it is found (`--address`), that one.

    Args:
        address: of the page, as the browser gives it; one that cannot be read comes back as it is.
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return address, False
    if not _is_here(parts.hostname):
        return address, True
    named = os.environ.get(ADDRESSES, "").split()
    public = next((one for one in named if not _is_here(urlsplit(one).hostname)), None)
    if public is not None:
        return public + _below(named, parts), True
    own = in_the_network(os.environ.get(LISTENS, ""))
    if own is None:
        return address, False
    return parts._replace(netloc=f"[{own}]{port}" if ":" in own else f"{own}{port}").geturl(), True


def in_the_network(listens: str) -> str | None:
    """This computer's address in the network that it would send through; None if the server is not there.

    Args:
        listens: what the server listens on; "::" is every address of IPv6 and none of IPv4.
    """
    if listens not in _ELSEWHERE:
        return None
    family, elsewhere = _ELSEWHERE[listens]
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            own = str(probe.getsockname()[0])
    except OSError:
        return None
    return None if _is_here(own) or ip_address(own.partition("%")[0]).is_link_local else own


def _below(named: list[str], parts: SplitResult) -> str:
    """What comes after the root of the dashboard, which is that of a named address or of the host."""
    page = parts._replace(path=parts.path or "/").geturl()
    if f"{page}/" in named:
        return ""
    root = next((one for one in named if page.startswith(one)), f"{parts.scheme}://{parts.netloc}/")
    return page.removeprefix(root)


def _is_here(name: str | None) -> bool:
    """Whether each machine calls itself so."""
    name = (name or "").rstrip(".").partition("%")[0]
    try:
        found = ip_address(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_loopback or found.is_unspecified
