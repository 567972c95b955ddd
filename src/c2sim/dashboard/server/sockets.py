"""Brings a socket to its place: nobody who says nothing takes one, and nothing malformed reaches Solara.

Solara gives every socket a thread and keeps what it opened for half an hour. So a socket gets one only after
its first message, and loses it soon if it does not ask for the app.
"""

# pyright: standard

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from c2sim.dashboard.server.disconnections import Kept
from c2sim.dashboard.server.messages import is_message
from c2sim.dashboard.server.visits import House, Visit

FIRST_WORD = 10.0
"""Seconds within which a socket has to say something."""
BEGINNING = 120.0
"""Seconds within which it has to ask for the app: a phone loads the page's scripts meanwhile."""
MOST_SILENT = 100
"""Sockets that may wait for their first word at a time."""
FULL = 1013
"""Code with which a socket is closed for want of room: try again later."""
_MALFORMED = 1002


@dataclass
class Sockets:
    """The sockets that are open, those that said nothing yet among them."""

    house: House
    kept: Kept
    first_word: float = FIRST_WORD
    beginning: float = BEGINNING
    _silent: dict["asyncio.Future[int]", str] = field(default_factory=dict)

    async def carry(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        """Carry a socket's messages to Solara and back, from its first word until either side ends it."""
        loop = asyncio.get_running_loop()
        gone: asyncio.Future[int] = loop.create_future()
        visit.leave = lambda: _resolve(gone, FULL)
        await receive()
        await send({"type": "websocket.accept"})
        first = await self._first_word(receive, gone, visit.address)
        if first["type"] == "websocket.disconnect":
            await _hang_up(send, gone)
            return
        if not is_message(first, visit):
            _resolve(gone, _MALFORMED)
        elif not self.house.enter(visit):
            _resolve(gone, FULL)
        if gone.done():
            await _hang_up(send, gone)
            return
        ending = loop.create_task(_end(send, gone))
        late = loop.call_later(self.beginning, lambda: visit.begun or _resolve(gone, FULL))
        self.kept.back(visit.kernel)
        try:
            await app(scope, _hearing(receive, first, gone, visit), _telling(send, gone))
        finally:
            late.cancel()
            self.house.left(visit)
            self.kept.away(visit.kernel, visit.address)
            if not gone.done():
                ending.cancel()
            await asyncio.wait((ending,))

    async def _first_word(self, receive: Receive, gone: "asyncio.Future[int]", address: str) -> Message:
        """What a socket says first; that it is gone, if it says nothing in time."""
        self._silent[gone] = address
        self._thin_out()
        timer = asyncio.get_running_loop().call_later(self.first_word, _resolve, gone, FULL)
        try:
            return await _heard(receive, gone)
        finally:
            timer.cancel()
            self._silent.pop(gone, None)

    def _thin_out(self) -> None:
        """If too many are silent, send away the oldest of the address with the most."""
        if len(self._silent) > MOST_SILENT:
            most = Counter(self._silent.values()).most_common(1)[0][0]
            oldest = next(one for one, address in self._silent.items() if address == most)
            del self._silent[oldest]
            _resolve(oldest, FULL)


def _hearing(receive: Receive, first: Message, gone: "asyncio.Future[int]", visit: Visit) -> Receive:
    """What Solara hears: that it is connected, the first word, and the rest while it is of a page."""
    before = [first, {"type": "websocket.connect"}]

    async def hear() -> Message:
        if before:
            return before.pop()
        message = await _heard(receive, gone)
        if message["type"] == "websocket.receive":
            visit.heard = asyncio.get_running_loop().time()
            if not is_message(message, visit):
                _resolve(gone, _MALFORMED)
                return {"type": "websocket.disconnect", "code": _MALFORMED}
        return message

    return hear


def _telling(send: Send, gone: "asyncio.Future[int]") -> Send:
    """What Solara tells, without the greeting that was given already.

    A plain function: Solara looks through it for the server's own connection, to which it writes.
    """

    async def tell(message: Message) -> None:
        if message["type"] == "websocket.accept":
            return
        if message["type"] == "websocket.close" and gone.done():
            return  # _end closes it
        await send(message)

    return tell


async def _heard(receive: Receive, gone: "asyncio.Future[int]") -> Message:
    """The next message, or that the visitor is gone as soon as they were told to go."""
    coming = asyncio.ensure_future(receive())
    try:
        await asyncio.wait((coming, gone), return_when=asyncio.FIRST_COMPLETED)
        if not gone.done():
            return coming.result()
    finally:
        coming.cancel()
    return {"type": "websocket.disconnect", "code": gone.result()}


async def _end(send: Send, gone: "asyncio.Future[int]") -> None:
    """Hang up as soon as a visitor is told to go, even while Solara is busy with them."""
    await asyncio.wait((gone,))
    await _hang_up(send, gone)


async def _hang_up(send: Send, gone: "asyncio.Future[int]") -> None:
    if gone.done():
        with suppress(OSError, RuntimeError):
            await send({"type": "websocket.close", "code": gone.result()})


def _resolve(gone: "asyncio.Future[int]", code: int) -> None:
    if not gone.done():
        gone.set_result(code)
