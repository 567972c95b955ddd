"""What whoever starts the dashboard says of its doors: further addresses, pages that embed it, proxies."""

import re
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import unquote, urlsplit

from c2sim.dashboard.server.authority import Authority, Origin, origin, read_authority
from c2sim.errors import C2simError

_PATH = re.compile(r"(/[A-Za-z0-9._~@%+-]+)*/?")
_SHOWN = 80


@dataclass(frozen=True)
class Address:
    """A URL at which the dashboard is found: by a name of its own, or behind a proxy."""

    scheme: str
    authority: Authority
    path: str
    """Below which the dashboard stands, without a slash at its end; nothing at the root."""

    @property
    def origin(self) -> Origin:
        """The origin of the dashboard's pages there."""
        return origin(self.scheme, self.authority)

    def __str__(self) -> str:
        return f"{self.origin}{self.path}/"


@dataclass(frozen=True)
class Access:
    """Who may speak to the dashboard, beyond what the server knows by itself."""

    addresses: tuple[Address, ...] = ()
    embedders: tuple[Origin, ...] = ()
    """Origins whose pages may show the dashboard in a frame."""
    proxies: tuple[str, ...] = ()
    """IP addresses or networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed."""


def read_access(addresses: tuple[str, ...], embedders: tuple[str, ...], proxies: tuple[str, ...]) -> Access:
    """What the options say.

    Raises:
        C2simError: for an option that cannot be meant, in one line.
    """
    return Access(
        tuple(read_address("--address", one) for one in addresses),
        tuple(read_address("--embed-in", one).origin for one in embedders),
        tuple(_proxy(one) for one in proxies),
    )


def read_address(option: str, text: str) -> Address:
    """The address that a URL names.

    Raises:
        C2simError: if it is not `http` or `https`, a host, perhaps a port and a path, and nothing else.
    """
    wrong = C2simError(f"{option}: found {_shown(text)}, expected a URL such as https://host.example/path/")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise wrong from None
    authority = read_authority(parts.netloc) if parts.scheme in ("http", "https") else None
    plain = _PATH.fullmatch(parts.path) is not None and not parts.query and not parts.fragment
    if authority is None or not plain or {".", ".."} & set(unquote(parts.path).split("/")):
        raise wrong
    return Address(parts.scheme, authority, parts.path.rstrip("/"))


def _proxy(text: str) -> str:
    try:
        return str(ip_network(text)) if "/" in text else str(ip_network(text).network_address)
    except ValueError:
        raise C2simError(
            f"--proxy: found {_shown(text)}, expected an IP address or a network such as 172.17.0.0/16"
        ) from None


def _shown(text: str) -> str:
    return repr(text[:_SHOWN])
