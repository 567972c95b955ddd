"""The names that a browser gives: of the host that it asks, and of the origin of the page that asks."""

import re
from ipaddress import ip_address
from typing import NamedTuple

_NAME = r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?"
_AUTHORITY = re.compile(rf"(?P<name>\[[0-9a-f:.]{{2,45}}\]|{_NAME})(:(?P<port>[0-9]{{1,5}}))?")
_USUAL = {"http": 80, "https": 443}
_LARGEST_PORT = 65_535


class Authority(NamedTuple):
    """A host and, if it was named, a port: what stands in the header `Host`."""

    name: str
    """In small letters, without a dot at the end; an address of IPv6 in its short form, without brackets."""
    port: int | None = None

    def __str__(self) -> str:
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port is None else f"{name}:{self.port}"


class Origin(NamedTuple):
    """Where a page comes from; the port is always named."""

    scheme: str
    name: str
    port: int

    def __str__(self) -> str:
        port = None if self.port == _USUAL[self.scheme] else self.port
        return f"{self.scheme}://{Authority(self.name, port)}"


def read_authority(text: str) -> Authority | None:
    """The host and port that a text names; None for anything else."""
    found = _AUTHORITY.fullmatch(text.lower())
    if found is None:
        return None
    name, port = found["name"].rstrip("."), None if found["port"] is None else int(found["port"])
    if port is not None and not 0 < port <= _LARGEST_PORT:
        return None
    if name.startswith("["):
        name = name[1:-1]
        if not is_literal(name):
            return None
        name = str(ip_address(name))
    return Authority(name, port)


def read_origin(text: str) -> Origin | None:
    """The origin that a text names; None for anything else, `null` too."""
    scheme, mark, rest = text.partition("://")
    authority = read_authority(rest) if mark and scheme in _USUAL else None
    return None if authority is None else origin(scheme, authority)


def origin(scheme: str, authority: Authority) -> Origin:
    """The origin of a page that came from this host by this scheme, `http` or `https`."""
    return Origin(scheme, authority.name, authority.port or _USUAL[scheme])


def is_literal(name: str) -> bool:
    """Whether this is an IP address itself, which no name server can point elsewhere."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
