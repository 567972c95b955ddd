"""Small servers between a browser and the dashboard, and beside it, as people have them."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from browsing import free_port


@dataclass(frozen=True)
class Proxy:
    """What a proxy does to a request."""

    below: str = ""
    """The path below which it has the dashboard."""
    takes_off: bool = True
    """Whether it takes that path off what it passes on."""
    passes_host: bool = True
    says_host: bool = False
    """Whether it says in a header of its own which host was asked."""
    adds: tuple[tuple[str, str], ...] = ()
    """Headers that it adds."""

    def changed(self, head: str, behind: int) -> str | None:
        """The head of a request as it is passed on; None for what is not below the path."""
        first, *lines = head.split("\r\n")
        method, path, version = first.split(" ")
        if not path.startswith(f"{self.below}/"):
            return None
        path = path.removeprefix(self.below) if self.takes_off else path
        headers = [line for line in lines if not line.lower().startswith(("connection:", "host:"))]
        host = next(line for line in lines if line.lower().startswith("host:"))
        upgrades = any(line.lower().startswith("upgrade:") for line in lines)
        headers += [host if self.passes_host else f"Host: 127.0.0.1:{behind}"]
        headers += [f"Connection: {'upgrade' if upgrades else 'close'}"]
        headers += [f"X-Forwarded-{host}"] if self.says_host else []
        headers += [f"{name}: {value}" for name, value in self.adds]
        return "\r\n".join([f"{method} {path} {version}", *headers, "", ""])


@contextmanager
def proxied(proxy: Proxy, behind: int, port: int):
    """A proxy that listens on a port and passes on to another."""

    async def one(reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip("\r\n")
            changed = proxy.changed(head, behind)
            if changed is None:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                back, on = await asyncio.open_connection("127.0.0.1", behind)
                on.write(changed.encode("latin-1"))
                await both(reader, on, back, writer)
        writer.close()

    with listening(one, port):
        yield


@contextmanager
def forwarded(behind: int, port: int):
    """A port whose bytes all go to another, as `ssh -L` has it."""

    async def one(reader, writer):
        back, on = await asyncio.open_connection("127.0.0.1", behind)
        await both(reader, on, back, writer)

    with listening(one, port):
        yield


@contextmanager
def site(page: str):
    """A site of somebody else, with one page; gives its address."""

    async def one(reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            body = page.encode()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
            writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        writer.close()

    port = free_port()
    with listening(one, port):
        yield f"http://localhost:{port}"


async def both(reader, on, back, writer):
    """Carry bytes both ways until one side ends."""

    async def carry(source, target):
        with suppress(OSError):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()

    ways = {asyncio.ensure_future(carry(reader, on)), asyncio.ensure_future(carry(back, writer))}
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        on.close()
        writer.close()


@contextmanager
def listening(one: Callable, port: int):
    """A server in a thread of its own."""
    ready = threading.Event()
    end = []

    async def serve():
        stop = asyncio.Event()
        end.append((asyncio.get_running_loop(), stop))
        await serve_until(stop, one, port, ready)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield
    finally:
        loop, stop = end[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


async def serve_until(stop: asyncio.Event, one: Callable, port: int, ready: threading.Event):
    """Listen until told to stop, and give back every socket."""
    handling = set()

    async def handled(reader, writer):
        handling.add(asyncio.current_task())
        try:
            await one(reader, writer)
        finally:
            writer.close()
            handling.discard(asyncio.current_task())

    server = await asyncio.start_server(handled, "localhost", port)
    ready.set()
    await stop.wait()
    server.close()
    ending = [*handling]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
    await asyncio.sleep(0.1)  # in which what was closed is given back
