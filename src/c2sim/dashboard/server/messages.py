"""What a page says through its socket: whether it is a message at all, before Solara reads it."""

# pyright: standard

import json
import struct
from typing import Any

from starlette.types import Message

from c2sim.dashboard.server.visits import Visit

LARGEST = 1_000_000
"""Bytes of one message; the largest is a scenario file that somebody opens."""
_MOST_PARTS = 64
_SAID = frozenset(
    {"kernel_info_request", "comm_info_request", "comm_open", "comm_msg", "comm_close", "shutdown_request"}
)
_OPENED = frozenset({"solara.control", "jupyter.widget.control"})
"""What a page opens by itself; widgets are made by the server alone."""
_BEGINS = frozenset({"run", "app-status"})


def is_message(message: Message, visit: Visit) -> bool:
    """Whether this is a message of a page; notes on the visit if it asks for the app."""
    try:
        said = _read(message)
        kind, content = said["header"]["msg_type"], said["content"]
        if kind not in _SAID or not isinstance(said["channel"], str):
            return False
        if kind in ("comm_open", "comm_msg", "comm_close") and not isinstance(content["comm_id"], str):
            return False
        if kind == "comm_open":
            return content["target_name"] in _OPENED
        if kind == "comm_msg" and content["data"].get("method") in _BEGINS:
            visit.begun = True
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, struct.error):
        return False
    return isinstance(content, dict)


def _read(message: Message) -> Any:
    """The message without the bytes behind it: their number, where each begins, then one after the other."""
    text = message.get("text")
    if text is not None:
        return json.loads(text)
    whole: bytes = message["bytes"]
    (number,) = struct.unpack_from("!I", whole)
    if not 0 < number <= _MOST_PARTS:
        raise ValueError
    starts = [*struct.unpack_from(f"!{number}I", whole, 4), len(whole)]
    if starts != sorted(starts) or starts[0] < 4 * (number + 1):
        raise ValueError
    return json.loads(whole[starts[0] : starts[1]].decode())
