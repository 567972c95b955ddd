"""Requests of strangers at the dashboard's door: hosts, origins, paths, methods and headers of all kinds."""

from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from attacks.asking import SOCKET, Door, Headers
from attacks.attack import Attack, End

NAMED = "https://c2sim.example.org/teaching/c2sim/"
_DOOR = Door(NAMED)
STRANGERS = (
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.example:8765",
    "c2sim.example.org.evil.example",
    "xn--lcalhost-b1a.example",
    "localhost@evil.example",
    "evil.example#localhost",
    "evil.example/localhost",
    "evil.example?localhost",
    "127.1.evil",
    "2130706433",
    "0x7f000001",
    "127.1",
    "localhost:99999",
    "localhost:",
    "localhost:8765:8765",
    "[::1",
    "::1",
    "[::1%25eth0]",
    "[evil]",
    "",
    " ",
    "null",
    "*",
)
OWN = ("localhost:8765", "127.0.0.1:1", "[::1]:8765", "192.0.2.2", "c2sim.example.org", "LOCALHOST.")
_ORIGINS = (
    "null",
    "",
    "http://evil.example",
    "https://localhost:8765",
    "http://localhost:8766",
    "http://localhost:8765.evil.example",
    "http://evil.example/http://localhost:8765",
    "http://localhost:8765 http://evil.example",
    "http://localhost:8765@evil.example",
    "file://",
    "chrome-extension://abc",
    "http://c2sim.example.org",
    "HTTP://evil.example",
    "http:///localhost:8765",
)
_PATHS = (
    SOCKET,
    f"/teaching/c2sim{SOCKET}",
    "/",
    "/compare",
    "//evil.example/",
    "/..//etc/passwd",
    "/static/..%2f..%2fetc/passwd",
    "/\\evil.example",
    "/\x00",
    "/teaching/c2sim/../",
    "/jupyter/api/kernels/../channels",
    "/_solara/api/close/12345678",
    "http://evil.example/",
    "*",
    "",
)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "")
_JUNK = (
    ("X-Forwarded-Host", "localhost"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Proto", "https"),
    ("X-Script-Name", "//evil.example"),
    ("X-Script-Name", '"><script>'),
    ("X-Forwarded-Prefix", "/teaching/c2sim"),
    ("Forwarded", "for=127.0.0.1;host=localhost"),
    ("Cookie", "solara-session-id=\x01; ="),
    ("Cookie", "a" * 9000),
    ("Sec-WebSocket-Protocol", "x, y"),
    ("Origin", "http://localhost:8765"),
    ("Host", "localhost:8765"),
    ("Content-Length", "-1"),
)
_SIGNS = "abz019.:-_[]%/@#?\\ \t\x00\x7f\xe9localhost"


def attacks(luck: Random) -> Iterator[Attack]:
    """Strangers, one after the other."""
    while True:
        yield _stranger(luck)


def _stranger(luck: Random) -> Attack:
    """A request that is a stranger's by its host, its origin, or both."""
    by_host = luck.random() < 0.5
    host = _mangled(luck, STRANGERS) if by_host else luck.choice(OWN)
    origin = None if luck.random() < 0.2 else _mangled(luck, _ORIGINS)
    socket = luck.random() < 0.6
    headers: Headers = [] if luck.random() < 0.05 else [("Host", host)]
    headers += [] if origin is None else [("Origin", origin)]
    headers += luck.sample(_JUNK, luck.randrange(4))
    luck.shuffle(headers)
    path, method = luck.choice(_PATHS), luck.choice(_METHODS)
    scheme = luck.choice(("http", "http", "https"))

    def carry_out(_folder: Path) -> End:
        answer = _DOOR.ask(path, headers, socket=socket, method=method, scheme=scheme)
        let_in = answer.inside is not None or answer.status == 101
        if let_in and _is_stranger(headers, method, scheme, socket=socket):
            return End.LET_IN
        if answer.status == 307 and not path.rstrip("/"):
            return End.ANSWERED  # the address without its last slash leads to the one with it
        if not let_in and (not 400 <= answer.status < 500 or answer.text.count("\n") != 1):
            return End.TRACEBACK
        return End.ANSWERED if let_in else End.REFUSED

    return Attack(f"{method} {path!r} {headers} {'socket' if socket else ''} {scheme}", carry_out)


def _is_stranger(headers: Headers, method: str, scheme: str, *, socket: bool) -> bool:
    """Whether this must not come in, told in another way than the guard does it: from lists of what may."""
    hosts = [value for name, value in headers if name == "Host"]
    if len(hosts) != 1 or not (hosts[0] in OWN or _is_address(hosts[0])):
        return True
    if not socket and method in ("GET", "HEAD"):
        return False
    host = hosts[0].lower().rstrip(".")
    own = {f"{scheme}://{host}", "https://c2sim.example.org"}
    origins = [value for name, value in headers if name == "Origin"]
    return len(origins) != 1 or origins[0] not in own


def _is_address(host: str) -> bool:
    """Whether this is an IP address, perhaps with a port, as a mangled one can happen to be."""
    try:
        ip_address(urlsplit(f"http://{host}").hostname or "")
    except ValueError:
        return False
    return True


def _mangled(luck: Random, kinds: tuple[str, ...]) -> str:
    """One of these, sometimes with signs put in, and sometimes signs alone."""
    text = luck.choice(kinds)
    if luck.random() < 0.3:
        at = luck.randrange(len(text) + 1)
        text = text[:at] + luck.choice(_SIGNS) + text[at:]
    if luck.random() < 0.1:
        text = "".join(luck.choice(_SIGNS) for _ in range(luck.randrange(300)))
    return text
