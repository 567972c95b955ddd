"""Connections that say something, to the end and in time.

uvicorn waits without end for a request that never ends, for a visitor who never reads, and for a connection
that says nothing at all; each holds one of the few that the system gives a process.
"""

# pyright: standard

import asyncio
import functools
from collections import Counter
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from c2sim.dashboard.server.visits import share_of

HEADERS = 10.0
"""Seconds within which the headers of a request have to be here."""
ANSWER = 180.0
"""Seconds within which a visitor has to take an answer: two megabytes by a slow phone."""
MOST = 1_000


class Connections:
    """The connections that are open, in the order in which they came."""

    def __init__(self, most: int = MOST, headers: float = HEADERS, answer: float = ANSWER) -> None:
        """Know how many there may be, and how many seconds each has."""
        self.most, self.headers, self.answer = most, headers, answer
        self._open: dict[Connection, str] = {}

    def protocol(self) -> Callable[..., "Connection"]:
        """What uvicorn makes a connection with."""
        return functools.partial(Connection, connections=self)

    def came(self, connection: "Connection", client: str) -> None:
        """One more; if they are too many, the oldest idle one of the address with the most goes."""
        self._open[connection] = share_of(client, forwarded=False)
        if len(self._open) <= self.most:
            return
        idle = [one for one in self._open if one.idle]
        shares = Counter(self._open.values())
        gone = max(idle, key=lambda one: shares[self._open[one]], default=connection)
        self.went(gone)
        gone.transport.abort()

    def went(self, connection: "Connection") -> None:
        """One less."""
        self._open.pop(connection, None)


class Connection(H11Protocol):
    """uvicorn's connection, with an end to all waiting."""

    def __init__(self, *args: Any, connections: Connections, **others: Any) -> None:
        super().__init__(*args, **others)
        self._all = connections
        self._limit: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing was asked, or all that was asked was answered."""
        return self.transport.get_protocol() is self and (self.cycle is None or self.cycle.response_complete)

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Expect headers."""
        super().connection_made(transport)
        self._all.came(self, self.client[0] if self.client else "")
        self._expect(self._all.headers)

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing any more."""
        self._expect(None)
        self._all.went(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; headers that have begun have to end."""
        answering = self.cycle
        super().data_received(data)
        if self.transport.get_protocol() is not self:
            self._expect(None)  # a socket by now, to which other limits apply
        elif self.cycle is not answering:
            self._expect(None if self.cycle.response_complete else self._all.answer)
        elif self.idle and self._limit is None:
            self._expect(self._all.headers)

    def on_response_complete(self) -> None:
        """Wait for the next request; what comes of this one still, or of that, has to end in time."""
        self._expect(None)
        super().on_response_complete()

    def _expect(self, seconds: float | None) -> None:
        if self._limit is not None:
            self._limit.cancel()
        self._limit = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
