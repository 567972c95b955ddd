"""Asks the dashboard's guard in process, without a network: what a stranger's request comes to."""

import asyncio
from typing import Any, NamedTuple

from c2sim.dashboard.server.access import read_access
from c2sim.dashboard.server.disconnections import Kept
from c2sim.dashboard.server.guard import Guard
from c2sim.dashboard.server.refusals import Refusals
from c2sim.dashboard.server.sockets import Sockets
from c2sim.dashboard.server.visits import House

type Headers = list[tuple[str, str]]

SOCKET = "/jupyter/api/kernels/0f0e7a2c-0000-4000-8000-000000000000/channels"
HELLO = '{"header": {"msg_type": "kernel_info_request"}, "channel": "shell", "content": {}}'


class Answer(NamedTuple):
    """What came of asking."""

    status: int
    """Of the answer; 101 for a socket that was opened."""
    headers: dict[str, str]
    text: str
    inside: dict[str, Any] | None
    """What the dashboard itself was asked, if the guard let it through."""


class Door:
    """A guard before a dashboard that only remembers what it was asked."""

    def __init__(self, *addresses: str, embed_in: tuple[str, ...] = (), places: int = 100) -> None:
        self.told: list[str] = []
        self.house = House(places)
        self._inside: dict[str, Any] | None = None
        sockets = Sockets(self.house, Kept(places, set, lambda _kernel: None))
        access = read_access(addresses, embed_in, ())
        self._guard = Guard(self._within, access, sockets, Refusals(self.told.append))

    async def _within(self, scope: Any, receive: Any, send: Any) -> None:
        self._inside = dict(scope)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"in"})

    def ask(
        self,
        path: str = "/",
        headers: Headers | None = None,
        *,
        socket: bool = False,
        method: str = "GET",
        scheme: str = "http",
        client: str = "192.0.2.9",
        query: str = "session_id=1",
    ) -> Answer:
        """Ask once."""
        given = [("Host", "localhost:8765")] if headers is None else headers
        scope: dict[str, Any] = {
            "type": "websocket" if socket else "http",
            "scheme": scheme.replace("http", "ws") if socket else scheme,
            "path": path,
            "raw_path": path.encode("utf-8", "surrogateescape"),
            "query_string": query.encode() if socket else b"",
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given],
            "client": (client, 40_000),
            "server": ("127.0.0.1", 8765),
            "root_path": "",
            "extensions": {"websocket.http.response": {}},
        }
        if not socket:
            scope["method"] = method
        return asyncio.run(self._asked(scope))

    async def _asked(self, scope: dict[str, Any]) -> Answer:
        said: list[dict[str, Any]] = []
        heard: list[dict[str, Any]] = [
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "text": HELLO},
        ]
        self._inside = None

        async def receive() -> dict[str, Any]:
            return heard.pop(0) if heard else {"type": "websocket.disconnect", "code": 1005}

        async def send(message: Any) -> None:
            said.append(message)

        await self._guard(scope, receive, send)
        begins = said[0]
        if begins["type"] == "websocket.accept":
            return Answer(101, {}, "", self._inside)
        headers = {name.decode(): value.decode() for name, value in begins["headers"]}
        text = b"".join(one.get("body", b"") for one in said[1:]).decode()
        return Answer(begins["status"], headers, text, self._inside)
