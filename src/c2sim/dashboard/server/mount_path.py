"""Below which path the dashboard stands for a visitor: at the root, or where a proxy has it."""

from typing import NamedTuple
from urllib.parse import unquote

from c2sim.dashboard.server.access import Access, Address
from c2sim.dashboard.server.authority import Authority, read_authority

PREFIXES = ("x-forwarded-prefix", "x-script-name")
"""Headers in which a proxy says what it took off the path."""
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


class Place(NamedTuple):
    """Where the dashboard stands, and what is asked for there."""

    root: str
    """The path before the dashboard's own, without a slash at its end."""
    path: str
    """The dashboard's own path."""


def place(access: Access, host: Authority, path: str, headers: dict[str, str]) -> Place | None:
    """Find out below which named address a request came; None if it came below one that was not named.

    A proxy may leave the path whole or take its own part off it, and may pass on the host or not. Only paths
    of a named address (`--address`) are believed, so that no header can lead a page's assets elsewhere.
    """
    named = [one for one in access.addresses if one.path]
    for one in sorted(named, key=lambda one: -len(one.path)):
        rest = path.removeprefix(unquote(one.path))
        if rest != path and rest[:1] in ("", "/"):
            return Place(one.path, rest)
    said = next((headers[name].rstrip("/") for name in PREFIXES if headers.get(name)), "")
    if said:
        roots = [one.path for one in named if said in (one.path, unquote(one.path))]
        return Place(roots[0], path) if roots else None
    asked = read_authority(headers.get("x-forwarded-host", "")) or host
    return Place(_root(access, asked, forwarded(headers)), path)


def forwarded(headers: dict[str, str]) -> bool:
    """Whether a proxy passed this on, by its own account."""
    return any(name in headers for name in (*_FORWARDED, *PREFIXES))


def _root(access: Access, host: Authority, by_proxy: bool) -> str:
    for one in access.addresses:
        if _meant(one, host):
            return one.path
    return access.addresses[0].path if by_proxy and access.addresses else ""


def _meant(address: Address, host: Authority) -> bool:
    """Whether a host is that of an address; some proxies leave out the port."""
    name, port = address.authority.name, address.origin.port
    return host.name == name and host.port in (None, port)
