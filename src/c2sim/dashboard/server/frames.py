"""Writes to a visitor's socket from Solara's threads, without holding up anybody else.

Solara writes to the socket itself, which halves what a page costs. But its way has a visitor who does not
read hold up the whole server: the event loop waits for the same lock when it wants to ping that visitor. And
a thread that was left writing after the connection ended would write into whichever connection the system
gave the number of the file next.
"""

# pyright: standard

import os
import threading
import time
from typing import Any

from solara.server import sync_ws_write

PATIENCE = 30.0
"""Seconds that a visitor may take no byte at all before the connection is given up."""
_PAUSE = 0.0005


class FrameWriter(sync_ws_write.SyncFrameWriter):
    """Solara's writer, which never waits on the event loop and never writes once the connection has ended."""

    def __init__(self, protocol: Any, sock_fd: int) -> None:
        super().__init__(protocol, sock_fd)
        self._loop_thread = threading.get_ident()
        self._guard = threading.Lock()
        self._ended = False
        self._lost = protocol.connection_lost
        protocol.connection_lost = self._connection_lost

    def _connection_lost(self, error: Exception | None) -> None:
        with self._guard:  # held for one write that does not wait
            self._ended = True
        self._lost(error)

    def _write_frame_sync(self, fin: bool, opcode: int, data: bytes) -> None:
        if threading.get_ident() != self._loop_thread:
            super()._write_frame_sync(fin, opcode, data)
        elif self.lock.acquire(blocking=False):
            try:
                frame = self._Frame(fin, opcode, data)  # pyright: ignore[reportArgumentType]
                frame.write(self._at_once, mask=False, extensions=self.protocol.extensions)
            finally:
                self.lock.release()
        # else a thread is writing: a ping that is left out ends a connection that takes nothing

    def _at_once(self, data: bytes) -> None:
        """Write all or nothing; half a frame would be the end of all understanding."""
        try:
            written = self._write(data)
        except BlockingIOError:
            return
        if written < len(data):
            self.protocol.transport.abort()

    def _os_write(self, data: bytes) -> None:
        view, end = memoryview(data), time.monotonic() + PATIENCE
        while view:
            try:
                view = view[self._write(view) :]
                end = time.monotonic() + PATIENCE
            except BlockingIOError:
                if time.monotonic() > end:
                    self.protocol.loop.call_soon_threadsafe(self.protocol.transport.abort)
                    raise TimeoutError("the visitor takes nothing") from None
                time.sleep(_PAUSE)

    def _write(self, data: bytes | memoryview) -> int:
        with self._guard:
            if self._ended:
                raise BrokenPipeError("the connection has ended")
            return os.write(self.fd, data)


def install() -> None:
    """Have Solara write with it."""
    sync_ws_write.SyncFrameWriter = FrameWriter
