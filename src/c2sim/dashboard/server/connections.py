"""Connections that say something, to the end and in time.

uvicorn waits without end for a request that never ends, for a visitor who never reads, and for a connection
that says nothing at all; each holds one of the few that the system gives a process. When there are too many,
the address with the most gives one up: one that is idle, or else one that is answered, or else a socket.
"""

# pyright: standard

import asyncio
import contextlib
import functools
from collections import Counter
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from c2sim.dashboard.server.visits import HERE, share_of

HEADERS = 10.0
"""Seconds within which the headers of a request have to be here."""
ANSWER = 180.0
"""Seconds within which a visitor has to take an answer: two megabytes by a slow phone."""
STALLED = 30.0
"""Seconds within which a visitor has to take what waits to be sent: at most 110 kB."""
MOST = 1_000
_RESERVED = 8
"""Connections from this machine that never go for others: those of one browser, and some."""


class Connections:
    """The connections that are open, in the order in which they came."""

    def __init__(
        self, most: int = MOST, headers: float = HEADERS, answer: float = ANSWER, stalled: float = STALLED
    ) -> None:
        """Know how many there may be, and how many seconds each has."""
        self.most, self.headers, self.answer, self.stalled = most, headers, answer, stalled
        self._open: dict[Connection, str] = {}

    def protocol(self) -> Callable[..., "Connection"]:
        """What uvicorn makes a connection with."""
        return functools.partial(Connection, connections=self)

    def came(self, connection: "Connection", client: str) -> None:
        """One more; if they are too many, one of the address with the most goes."""
        self._open[connection] = share_of(client, forwarded=False)
        if len(self._open) <= self.most:
            return
        self._open = {one: share for one, share in self._open.items() if not one.transport.is_closing()}
        if len(self._open) > self.most:
            gone = self._one_to_go(connection)
            self.went(gone)
            gone.transport.abort()

    def _one_to_go(self, newest: "Connection") -> "Connection":
        """The one that goes for the newest: the oldest; of sockets the last, which may be no visit yet."""
        shares = Counter(self._open.values())
        if shares[HERE] <= _RESERVED:
            del shares[HERE]
        if not shares:
            return newest
        largest = max(shares.values())
        able = [one for one, share in self._open.items() if shares[share] == largest and one is not newest]
        idle = (one for one in able if one.idle)
        answered = (one for one in able if not one.is_socket)
        return next(idle, None) or next(answered, None) or (able[-1] if able else newest)

    def went(self, connection: "Connection") -> None:
        """One less."""
        self._open.pop(connection, None)


class Connection(H11Protocol):
    """uvicorn's connection, with an end to all waiting."""

    def __init__(self, *args: Any, connections: Connections, **others: Any) -> None:
        super().__init__(*args, **others)
        self._all = connections
        self._application, self.app = self.app, self._answer
        self._limit: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        """Have a request answered, and give up its file once nobody is there to take it."""
        cycle = self.cycle

        async def say(message: Any) -> None:
            await send(message)
            if cycle.disconnected:
                raise ConnectionAbortedError

        with contextlib.suppress(ConnectionAbortedError):
            await self._application(scope, receive, say)

    @property
    def is_socket(self) -> bool:
        """Whether it is a socket by now."""
        return self.transport.get_protocol() is not self

    @property
    def idle(self) -> bool:
        """Whether nothing was asked, or all that was asked was answered."""
        return not self.is_socket and (self.cycle is None or self.cycle.response_complete)

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Expect headers."""
        super().connection_made(transport)
        self._all.came(self, self.client[0] if self.client else "")
        self._expect(self._all.headers)

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing any more."""
        self._expect(None)
        self._progressed()
        self._all.went(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; headers that have begun have to end."""
        answering = self.cycle
        super().data_received(data)
        if self.is_socket:
            self._expect(None)  # a socket by now, to which other limits apply
        elif self.cycle is not answering:
            self._expect(None if self.cycle.response_complete else self._all.answer)
        elif self.idle and self._limit is None:
            self._expect(self._all.headers)

    def on_response_complete(self) -> None:
        """Wait for the next request; what comes of this one still, or of that, has to end in time."""
        unsent = self.transport.is_closing() or self.transport.get_write_buffer_size() > 0
        self._expect(self._all.stalled if unsent else None)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Expect that the visitor takes some of what waits to be sent."""
        super().pause_writing()
        self._progressed()
        self._stalled = self.loop.call_later(self._all.stalled, self.transport.abort)

    def resume_writing(self) -> None:
        """Most of it was taken."""
        self._progressed()
        super().resume_writing()

    def _progressed(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
        self._stalled = None

    def _expect(self, seconds: float | None) -> None:
        if self._limit is not None:
            self._limit.cancel()
        self._limit = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
