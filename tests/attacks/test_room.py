import json
import socket
import struct
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from attacks.asking import HELLO, SOCKET
from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.connections import Connections
from c2sim.dashboard.server.disconnections import Kept
from c2sim.dashboard.server.guard import Guard
from c2sim.dashboard.server.messages import is_message
from c2sim.dashboard.server.refusals import Refusals
from c2sim.dashboard.server.sockets import FULL, Sockets
from c2sim.dashboard.server.visits import HERE, House, Visit, share_of

RUN = json.dumps(
    {
        "header": {"msg_type": "comm_msg"},
        "channel": "shell",
        "content": {"comm_id": "1", "data": {"method": "run"}},
    }
)
SOON = 0.5
PATIENCE = 10.0


def visit(address, *, begun=True, heard=0.0, gone=None):
    left = [] if gone is None else gone
    one = Visit(address, "kernel", lambda: left.append(one), heard, begun)
    return one


def full(*addresses, places):
    gone = []
    house = House(places)
    for number, address in enumerate(addresses):
        assert house.enter(visit(address, heard=float(number), gone=gone))
    return house, gone


def test_thirty_phones_behind_one_address_are_let_in_while_there_is_room():
    house, gone = full(*["203.0.113.5"] * 30, places=100)
    assert house.has_room("203.0.113.5")
    assert gone == []


def test_when_the_house_is_full_the_address_with_the_most_gives_up_who_was_silent_longest():
    house, gone = full("a", "a", "a", "b", places=4)
    first = house.visits[0]
    assert house.enter(visit("c"))
    assert gone == [first]
    assert [one.address for one in house.visits] == ["a", "a", "b", "c"]


def test_who_has_not_begun_goes_before_who_has():
    house, gone = full("a", "a", "a", places=3)
    house.visits[2].begun = False
    assert house.enter(visit("b"))
    assert [one.heard for one in gone] == [2.0]


def test_an_address_with_as_many_as_any_other_is_told_at_once_that_the_house_is_full():
    house, gone = full("a", "a", "b", "b", places=4)
    assert not house.has_room("a")
    assert not house.enter(visit("b"))
    assert house.enter(visit("c"))
    assert not house.enter(visit("c")), "one who was sent away would send away another, without end"
    assert len(gone) == 1


def test_the_trainers_visit_never_goes():
    house, gone = full(HERE, "a", "b", places=3)
    for address in ("c", "d", "a", "b") * 10:
        house.enter(visit(address))
    house, gone = full(HERE, HERE, HERE, places=3)
    for number in range(10):
        house.enter(visit(str(number)))
    assert house.visits[0].address == HERE
    assert all(one.heard > 0.0 for one in gone)


def test_the_trainer_is_let_in_whatever_the_shares_are():
    house, gone = full("a", "b", "c", places=3)
    assert house.has_room(HERE)
    assert house.enter(visit(HERE))
    assert len(gone) == 1


def test_strangers_are_counted_by_what_they_cannot_choose():
    assert share_of("2001:db8:1:2:3:4:5:6", False) == share_of("2001:db8:1:2::9", False)
    assert share_of("::ffff:192.0.2.7", False) == "192.0.2.7"
    assert share_of("127.0.0.1", False) == share_of("::1", False) == HERE
    assert share_of("127.0.0.1", True) != HERE
    assert share_of("nonsense", False) == share_of(None, False) != HERE


def test_what_broken_visits_left_is_kept_for_so_many_and_the_trainers_longest():
    forgotten = []
    kept = Kept(3, lambda: set("abcdefgh"), forgotten.append)
    for kernel, whose in (("a", HERE), ("b", "x"), ("c", "y"), ("d", "x"), ("e", "x")):
        kept.away(kernel, whose)
    assert forgotten == ["b", "d"]
    kept.back("c")
    kept.away("f", "y")
    assert forgotten == ["b", "d"]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "x",
        "[]",
        "null",
        "[" * 100_000,
        '{"header": 1}',
        '{"header": {"msg_type": "execute_request"}, "channel": "shell", "content": {}}',
        '{"header": {"msg_type": "comm_msg"}, "channel": "shell", "content": 1}',
        '{"header": {"msg_type": "comm_msg"}, "channel": "shell", "content": {"comm_id": 1, "data": {}}}',
        '{"header": {"msg_type": []}, "channel": "shell", "content": {}}',
        json.dumps(
            {
                "header": {"msg_type": "comm_open"},
                "channel": "shell",
                "content": {"comm_id": "1", "target_name": "jupyter.widget"},
            }
        ),
        b"",
        b"\xff\xff\xff\xff",
        struct.pack("!I", 2**31),
        struct.pack("!II", 1, 2**31),
        struct.pack("!II", 1, 0) + b"{}",
        struct.pack("!II", 1, 8) + b"\xff",
    ],
)
def test_what_is_no_message_of_a_page_never_reaches_solara(message):
    kind = "bytes" if isinstance(message, bytes) else "text"
    assert not is_message({"type": "websocket.receive", kind: message}, visit("a"))


@contextmanager
def serving(places=3, most=1000):
    """A server with the dashboard's own guard and connections, and little patience; gives its port."""
    sockets = Sockets(House(places), Kept(places, set, lambda _kernel: None), SOON, 2 * SOON)
    guard = Guard(echo, Access(), sockets, Refusals(lambda _line: None))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(500)
        config = uvicorn.Config(
            guard,
            http=Connections(most, SOON, 4 * SOON).protocol(),  # pyright: ignore[reportArgumentType]
            ws="websockets-sansio",
            lifespan="off",
            log_level="critical",
            timeout_keep_alive=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        end = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < end:
            time.sleep(0.02)
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            thread.join(PATIENCE)


async def echo(scope, receive, send):
    """What stands in for Solara: it answers, and says again what it hears."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"in"})
        return
    await receive()
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


def opened(port):
    origin = Origin(f"http://localhost:{port}")
    return connect(f"ws://localhost:{port}{SOCKET}?session_id=1", origin=origin, open_timeout=PATIENCE)


def asked(port, text):
    one = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    one.sendall(text)
    return one


def ends(one):
    """Whether the server hangs up, in time."""
    try:
        while one.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextmanager
def guests(port, many):
    """So many sockets."""
    with ExitStack() as stack:
        yield [stack.enter_context(opened(port)) for _ in range(many)]


def say(one, text):
    one.send(text)
    assert one.recv(timeout=PATIENCE) == text


def is_sent_away(one):
    with pytest.raises(ConnectionClosed) as end:
        one.recv(timeout=PATIENCE)
    return end.value.rcvd is not None and end.value.rcvd.code == FULL


def test_sockets_that_say_nothing_take_no_place_and_are_dropped_soon():
    with serving(places=3) as port, guests(port, 110) as idle, guests(port, 1) as (guest,):
        say(guest, HELLO)
        assert all(is_sent_away(one) for one in idle)


def test_a_socket_that_never_asks_for_the_app_is_dropped_and_one_that_did_stays():
    with serving() as port, guests(port, 2) as (silent, guest):
        say(silent, HELLO)
        say(guest, HELLO)
        say(guest, RUN)
        assert is_sent_away(silent)
        say(guest, HELLO)


def test_a_full_house_says_so_at_once_and_has_room_again_when_somebody_left():
    with serving(places=2) as port, guests(port, 1) as (stays,):
        with guests(port, 2) as (leaves, late):
            say(stays, RUN)
            say(leaves, RUN)
            late.send(RUN)
            assert is_sent_away(late)
        time.sleep(SOON)
        with guests(port, 1) as (later,):
            say(later, RUN)
        say(stays, RUN)


def test_a_message_that_is_none_ends_the_socket_and_no_other():
    with serving() as port, guests(port, 2) as (guest, other):
        say(guest, RUN)
        say(other, RUN)
        other.send("nonsense")
        assert not is_sent_away(other)
        say(guest, RUN)


def test_a_stranger_is_refused_by_a_real_server_too():
    address = f"ws://localhost:{{}}{SOCKET}?session_id=1"
    with (
        serving() as port,
        pytest.raises(InvalidStatus) as refused,
        connect(address.format(port), origin=Origin("http://evil.example")),
    ):
        pass
    assert refused.value.response.status_code == 403
    assert b"--address http://evil.example" in refused.value.response.body


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        GET + b"GET / HT",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Length: 9\r\n\r\n1",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n1",
    ],
)
def test_a_connection_whose_request_never_ends_is_ended(said):
    with serving() as port:
        one = asked(port, said)
        assert ends(one)
        one.close()


def test_headers_that_come_one_sign_at_a_time_are_ended():
    with serving() as port:
        one = asked(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        assert ends_while_it_says(one, b"x")
        one.close()


def test_a_body_that_comes_one_sign_at_a_time_is_ended():
    with serving() as port:
        head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n"
        one = asked(port, head)
        assert ends_while_it_says(one, b"x")
        one.close()


def test_a_second_request_that_never_ends_is_ended():
    with serving() as port:
        one = asked(port, GET)
        assert one.recv(100).startswith(b"HTTP/1.1 200")
        assert ends_while_it_says(one, b"x")
        one.close()


def ends_while_it_says(one, sign):
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            one.sendall(sign)
            time.sleep(0.05)
    except OSError:
        return True
    return False


def test_too_many_connections_cost_the_oldest_idle_one_and_not_the_newest():
    with serving(most=20) as port:
        idle = [asked(port, b"") for _ in range(40)]
        one = asked(port, GET)
        assert one.recv(100).startswith(b"HTTP/1.1 200")
        for other in (*idle, one):
            other.close()
