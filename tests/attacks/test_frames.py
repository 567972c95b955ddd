import socket
import threading
import warnings
from types import SimpleNamespace

import pytest
from websockets.frames import Opcode

from c2sim.dashboard.server import frames
from c2sim.dashboard.server.frames import FrameWriter

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of websockets.legacy, which Solara uses
    import websockets.legacy.framing  # noqa: F401  # pyright: ignore[reportUnusedImport]

FILM = b"x" * 5_000_000
PATIENCE = 10.0


@pytest.fixture
def connection(monkeypatch):
    """A writer made on the loop's thread (this one), and a visitor who reads nothing unless told to."""
    monkeypatch.setattr(frames, "PATIENCE", 1.0)
    near, far = socket.socketpair()
    near.setblocking(False)
    done = []
    protocol = SimpleNamespace(
        write_frame_sync=None,
        connection_lost=lambda error: done.append("lost"),
        transport=SimpleNamespace(abort=lambda: done.append("aborted")),
        loop=SimpleNamespace(call_soon_threadsafe=lambda call: call()),
        is_client=False,
        extensions=[],
    )
    yield FrameWriter(protocol, near.fileno()), protocol, far, done
    near.close()
    far.close()


def film(writer):
    """A thread of Solara's that sends a film; gives the thread and how it ended."""
    ended = []

    def send():
        try:
            writer.send_bytes(FILM)
            ended.append(None)
        except OSError as error:
            ended.append(error)

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    while not writer.lock.locked() and thread.is_alive():
        pass
    return thread, ended


def drain(far):
    """Read all that is there."""
    try:
        while far.recv(1_000_000):
            pass
    except BlockingIOError:
        return


def test_a_ping_does_not_wait_for_a_visitor_who_does_not_read(connection):
    writer, protocol, far, _done = connection
    thread, _ended = film(writer)
    end = threading.Timer(PATIENCE, far.close)  # or the test would wait as well
    end.start()
    protocol.write_frame_sync(True, Opcode.PING, b"1")
    end.cancel()
    assert thread.is_alive(), "the ping waited until the film was given up"
    thread.join(PATIENCE)


def test_a_visitor_who_takes_nothing_is_given_up(connection):
    writer, _protocol, _far, done = connection
    thread, ended = film(writer)
    thread.join(PATIENCE)
    assert isinstance(ended[0], TimeoutError)
    assert done == ["aborted"]


def test_nothing_is_written_once_the_connection_has_ended(connection):
    writer, protocol, far, done = connection
    thread, ended = film(writer)
    protocol.connection_lost(None)
    far.setblocking(False)
    drain(far)
    thread.join(PATIENCE)
    assert isinstance(ended[0], BrokenPipeError)
    with pytest.raises(BlockingIOError):
        far.recv(1)
    assert done == ["lost"]


def test_a_visitor_who_reads_gets_all_of_it(connection):
    writer, protocol, far, _done = connection
    thread, ended = film(writer)
    got = 0
    while got < len(FILM) + 10:
        got += len(far.recv(1_000_000))
    thread.join(PATIENCE)
    assert ended == [None]
    protocol.write_frame_sync(True, Opcode.PING, b"1")
    assert far.recv(10) == b"\x89\x011"
