"""Somebody who visits the dashboard without a browser, but asks and answers as the page in one does.

The page fetches itself and its cookie, opens a websocket, says that it wants the app, and is then told of
widgets: each is opened, updated and closed by messages, whose bytes come behind them. A click goes the other
way. What is left out is what costs a browser its time: drawing.
"""

import asyncio
import json
import struct
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PATIENCE = 60.0
SEES = 0.4
"""Seconds that pass before anybody clicks on what has just appeared."""

type Widget = dict[str, Any]


class RefusedError(Exception):
    """The page says that something could not be done."""


class Visitor:
    """One page of the dashboard, open at an address; `widgets` are those that it was told of, by their id."""

    def __init__(self, address: str, cookie: str, socket: ClientConnection, kernel: str, page: str) -> None:
        self.widgets: dict[str, Widget] = {}
        self._address, self._cookie = address, cookie
        self._socket, self._kernel, self._page = socket, kernel, page
        self._told = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def come(cls, address: str, query: str = "") -> "Visitor":
        """Open the page, and wait until a recording is on its stage."""
        cookie = await asyncio.to_thread(_fetch, f"{address}/?{query}")
        kernel, page = str(uuid.uuid4()), str(uuid.uuid4())
        where = f"{address.replace('http', 'ws', 1)}/jupyter/api/kernels/{kernel}/channels?session_id={page}"
        said = {"Cookie": cookie, "Origin": address}
        socket = await connect(where, additional_headers=said, max_size=None)
        visitor = cls(address, cookie, socket, kernel, page)
        try:
            await visitor._settle(query)
        except BaseException:
            await visitor.hang_up()
            raise
        return visitor

    async def _settle(self, query: str) -> None:
        """Ask for the app, say where the page stands, and wait for the stage and what is below it."""
        control = str(uuid.uuid4())
        await self._send("comm_open", comm_id=control, target_name="solara.control", data={})
        run = {"path": f"/?{query}", "dark": False, "themes": {"light": {}, "dark": {}}, "appName": None}
        await self._send("comm_msg", comm_id=control, data={"method": "run", "args": run})
        scout = await self.find(lambda one: kind(one) == "Scout")
        await self._set(scout, address=f"{self._address}/", ready=True)
        await self.find(lambda one: kind(one) == "Stage" and bool(one["film_chosen"]))
        await self.find(lambda one: kind(one) == "Timeline")

    def plan(self) -> list[str]:
        """The ids of what the plan on the stage does, in the order of the timeline."""
        return [row["id"] for line in self._timelines() for row in json.loads(line["rows"])]

    def _timelines(self) -> list[Widget]:
        """The timeline; none for the moment in which the page puts another in its place."""
        return [one for one in self.widgets.values() if kind(one) == "Timeline"]

    def stage(self) -> Widget:
        """The stage: its films, the values of each week, and the token of the recording."""
        return next(one for one in self.widgets.values() if kind(one) == "Stage")

    async def remove(self, name: str) -> float:
        """Choose what the plan does on the timeline and take it out.

        Returns:
            Seconds from the click until all bytes of the new recording are here.
        """
        line = await self.find(lambda one: kind(one) == "Timeline")
        await self._set(line, chosen=name)
        shown = self.stage()["token"]
        begun = await self.click("Remove")
        await self.find(lambda one: kind(one) == "Stage" and one["token"] != shown)
        waited = asyncio.get_running_loop().time() - begun
        await self.until(lambda: bool(self._timelines()) and name not in self.plan())
        return waited

    async def click(self, text: str) -> float:
        """Click the button that says this, once there is one and a person could have seen it.

        Returns:
            When, by the clock of the loop.
        """
        await self.find(lambda one: one.get("children") == [text])
        await asyncio.sleep(SEES)
        button = await self.find(lambda one: one.get("children") == [text])
        click = {"event": "click", "data": {"type": "click", "isTrusted": True, "button": 0}}
        now = asyncio.get_running_loop().time()
        await self._send("comm_msg", comm_id=button, data={"method": "custom", "content": click})
        return now

    async def find(self, wanted: Callable[[Widget], bool]) -> str:
        """The id of the first widget that is wanted, once there is one."""
        await self.until(lambda: any(wanted(one) for one in self.widgets.values()))
        return next(name for name, one in self.widgets.items() if wanted(one))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of the widgets.

        Raises:
            RefusedError: the page says that something could not be done.
            TimeoutError: it does not come to hold within a minute.
            ConnectionClosed: the server hung up.
        """
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._refuse()
                self._told.clear()
                await self._told.wait()
                if self._listening.done():
                    self._listening.result()

    async def leave(self) -> None:
        """Close the page as a browser does: say goodbye, and hang up."""
        goodbye = f"{self._address}/_solara/api/close/{self._kernel}?session_id={self._page}"
        await asyncio.to_thread(_fetch, goodbye, b"", self._cookie)
        await self.hang_up()

    async def hang_up(self) -> None:
        """Break off without a word, as a phone does that goes out of reach."""
        await self._socket.close()
        with suppress(ConnectionClosed):
            await self._listening

    def _refuse(self) -> None:
        for one in self.widgets.values():
            if one.get("attributes", {}).get("role") == "alert":
                raise RefusedError(str(one["children"]))

    async def _set(self, widget: str, **traits: Any) -> None:
        self.widgets[widget].update(traits)
        data = {"method": "update", "state": traits, "buffer_paths": []}
        await self._send("comm_msg", comm_id=widget, data=data)

    async def _send(self, about: str, **content: Any) -> None:
        header = {"msg_id": str(uuid.uuid4()), "msg_type": about, "session": self._page, "version": "5.2"}
        header |= {"username": "", "date": "2026-01-01T00:00:00.000Z"}
        message = {"channel": "shell", "buffers": [], "content": content, "header": header}
        await self._socket.send(json.dumps({**message, "metadata": {}, "parent_header": {}}))

    async def _listen(self) -> None:
        try:
            async for message in self._socket:
                self._hear(*_parts(message))
                self._told.set()
        finally:
            self._told.set()

    def _hear(self, message: dict[str, Any], buffers: list[bytes]) -> None:
        about, content = message["header"]["msg_type"], message["content"]
        if about == "comm_close":
            self.widgets.pop(content["comm_id"], None)
        if about not in ("comm_open", "comm_msg"):
            return
        state = content["data"].get("state")
        if state is None:
            return
        for path, buffer in zip(content["data"].get("buffer_paths", []), buffers, strict=True):
            _put(state, path, buffer)
        self.widgets.setdefault(content["comm_id"], {}).update(state)


def visits(address: str) -> int:
    """How many visits the server holds, by its own account (counted.py)."""
    with urllib.request.urlopen(f"{address}/resourcez", timeout=PATIENCE) as answer:
        return int(json.load(answer)["kernels"]["total"])


def kind(widget: Widget) -> str:
    """Which of the dashboard's own widgets it is (widgets.py), or nothing."""
    return widget.get("_anywidget_id", "").rpartition(".")[2]


def _fetch(address: str, body: bytes | None = None, cookie: str = "") -> str:
    """Ask for a page, or send a body to it; gives the cookie that came with the answer."""
    asked = urllib.request.Request(address, data=body, headers={"Cookie": cookie} if cookie else {})
    if body is not None:
        asked.add_header("Origin", "{0.scheme}://{0.netloc}".format(urlsplit(address)))
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        answer.read()
        return (answer.headers["Set-Cookie"] or "").partition(";")[0]


def _parts(message: str | bytes) -> tuple[dict[str, Any], list[bytes]]:
    """A message and the bytes behind it: their number, where each begins, and then one after the other."""
    if isinstance(message, str):
        return json.loads(message), []
    (number,) = struct.unpack_from("!I", message)
    starts = [*struct.unpack_from(f"!{number}I", message, 4), len(message)]
    pieces = [message[begin:end] for begin, end in pairwise(starts)]
    return json.loads(pieces[0]), pieces[1:]


def _put(state: dict[str, Any], path: list[Any], value: bytes) -> None:
    *way, last = path
    place: Any = state
    for step in way:
        place = place[step]
    place[last] = value
