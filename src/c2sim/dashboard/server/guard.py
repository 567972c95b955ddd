"""The door: every request and every socket passes here before anything else looks at it."""

# pyright: standard

import asyncio
import re
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.authority import Authority, read_authority
from c2sim.dashboard.server.hosts import Hosts
from c2sim.dashboard.server.mount_path import PREFIXES, Place, forwarded, place
from c2sim.dashboard.server.origins import Origins
from c2sim.dashboard.server.policy import Headers, Policy
from c2sim.dashboard.server.refusals import Refusals
from c2sim.dashboard.server.sockets import Sockets
from c2sim.dashboard.server.visits import Visit, share_of

ROOT = "c2sim.root"
"""Key of a request's scope: the path below which the dashboard stands for this visitor."""
NONCE = "c2sim.nonce"
"""Key of a request's scope: what the page's own scripts carry."""
SHARE = "c2sim.share"
"""Key of a request's scope: whose share the visitor counts to."""
SOCKET = re.compile(r"/jupyter/api/kernels/(?P<kernel>[0-9A-Za-z-]{8,64})/channels")
_PAGE = re.compile(r"[0-9A-Za-z-]{1,64}")
_PLAIN = re.compile(r"(/[^/\\\x00-\x1f\x7f]*)+")
NO_SUCH = 404
_ASKS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Asked:
    """A request that may be answered: under which host, where, and whose it is."""

    host: Authority
    scheme: str
    place: Place
    share: str


class RefusedError(Exception):
    """Somebody may not speak; says why, in one line."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Guard:
    """Lets through what comes from the dashboard's own pages, and tells browsers what to hold back."""

    def __init__(self, app: ASGIApp, access: Access, sockets: Sockets, refusals: Refusals) -> None:
        self._app, self._access, self._sockets, self._refusals = app, access, sockets, refusals
        self._hosts, self._origins, self._policy = Hosts(access), Origins(access), Policy(access)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            asked = self._asked(scope)
            if scope["type"] == "websocket" or scope["method"] not in _ASKS:
                self._check_origin(scope, asked)
            visit = _visit(scope, asked) if scope["type"] == "websocket" else None
        except RefusedError as refused:
            if refused.status != NO_SUCH:  # no option would help
                self._refusals.note(str(refused), share_of(_client(scope), forwarded=False))
            response = PlainTextResponse(f"{refused}\n", refused.status)
            await self._refuse(response, scope, receive, send)
            return
        path = asked.place.path
        known = {ROOT: asked.place.root, SHARE: asked.share, NONCE: secrets.token_urlsafe(16)}
        inner = {**scope, "path": path, "raw_path": quote(path).encode(), "root_path": "", **known}
        if visit is not None:
            await self._sockets.carry(self._app, inner, receive, send, visit)
            return
        app = self._app if path else RedirectResponse(_below(asked.place.root, scope["query_string"]))
        await app(inner, receive, _adding(send, self._policy.headers(asked.host, known[NONCE])))

    def _asked(self, scope: Scope) -> Asked:
        headers = _headers(scope)
        host = self._host(headers.get("host", []))
        flat = {name: values[0] for name, values in headers.items()}
        found = place(self._access, host, scope["path"], flat)
        if found is None:
            said = next(flat[name] for name in PREFIXES if flat.get(name))
            raise RefusedError(403, f"found a proxy's path {_shown(said)}, expected that of an --address URL")
        if not _PLAIN.fullmatch(found.path or "/") or {".", ".."} & set(found.path.split("/")):
            raise RefusedError(NO_SUCH, "found no such page")
        scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
        client, server = _client(scope), (scope.get("server") or ("",))[0]
        by_proxy = forwarded(flat)
        share = share_of("127.0.0.1" if client and client == server else client, by_proxy)
        return Asked(host, scheme, found, share)

    def _host(self, given: list[str]) -> Authority:
        host = read_authority(given[0]) if len(given) == 1 else None
        if host is None:
            raise RefusedError(400, "found no host that can be read, expected one header Host")
        if not self._hosts.answers(host):
            raise RefusedError(
                403,
                f"found the host {host}, expected a name of this machine; if it is right, start the "
                f"dashboard with --address http://{host} (or https://)",
            )
        return host

    def _check_origin(self, scope: Scope, asked: Asked) -> None:
        given = _headers(scope).get("origin", [])
        if self._origins.own(given, asked.scheme, asked.host):
            return
        found = _shown(given[0]) if given else "no origin"
        hint = given[0] if given and given[0].startswith("http") else "http://..."
        raise RefusedError(
            403,
            f"found a page of {found} that speaks to {asked.host}, expected a page of the dashboard; if it "
            f"is one, start the dashboard with --address {_shown(hint)}",
        )

    async def _refuse(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        headers = self._policy.headers(None)
        if scope["type"] == "websocket":
            await receive()
        await response(scope, receive, _adding(send, headers))


def _visit(scope: Scope, asked: Asked) -> Visit:
    """The visit that a socket asks for; only who began one comes back to it."""
    from solara.server.kernel_context import contexts

    found = SOCKET.fullmatch(asked.place.path)
    pages = parse_qs(scope["query_string"].decode("latin-1")).get("session_id", [])
    if found is None or len(pages) != 1 or not _PAGE.fullmatch(pages[0]):
        raise RefusedError(NO_SUCH, "found no such socket")
    held = contexts.get(found["kernel"])
    if held is not None and held.session_id != session_of(scope):
        raise RefusedError(403, "found a visit of somebody else, expected your own")
    loop = asyncio.get_running_loop()
    return Visit(asked.share, found["kernel"], lambda: None, loop.time())


def session_of(scope: Scope) -> str:
    """What the visitor's cookie says who they are; nothing without one."""
    from solara.server.server import get_session_id_cookie

    jar: SimpleCookie = SimpleCookie()
    for line in _headers(scope).get("cookie", []):
        try:
            jar.load(line)
        except CookieError:
            continue
    return get_session_id_cookie({name: one.value for name, one in jar.items()}) or ""


def _client(scope: Scope) -> str:
    return (scope.get("client") or ("",))[0]


def _below(root: str, query: bytes) -> str:
    """The first page of the dashboard below this path, with what was asked of it."""
    return f"{root}/?{query.decode('latin-1')}" if query else f"{root}/"


def _headers(scope: Scope) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


def _adding(send: Send, headers: Headers) -> Send:
    """Say these headers with the answer, in the place of any of the same name."""
    names = {name for name, _ in headers}

    async def tell(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            kept: list[Any] = [one for one in message.get("headers", []) if one[0].lower() not in names]
            message = {**message, "headers": [*kept, *headers]}
        await send(message)

    return tell


def _shown(text: str) -> str:
    """What somebody sent, so that it cannot disturb a terminal or fill it."""
    return "".join(sign for sign in text if "!" <= sign <= "~")[:80]
