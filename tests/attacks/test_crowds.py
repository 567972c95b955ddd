"""Many connections from one address, many refusals, many errors: what is left for everybody else."""

# pyright: standard

import logging
import sys

import pytest

from attacks.asking import Door
from c2sim.dashboard.error_boundary import OncePerKind
from c2sim.dashboard.server.address import ADDRESSES, LISTENS, for_others
from c2sim.dashboard.server.connections import Connections
from c2sim.dashboard.server.descriptors import most_within
from c2sim.dashboard.server.refusals import Refusals


class Held:
    """A connection that stands for a real one."""

    def __init__(self, idle=False, is_socket=False):
        self.idle, self.is_socket, self.transport, self.gone = idle, is_socket, self, False

    def is_closing(self):
        return self.gone

    def abort(self):
        self.gone = True


def test_slow_readers_of_one_address_give_way_to_everybody_else():
    connections = Connections(most=20)
    slow = [Held() for _ in range(20)]
    others = [Held() for _ in range(8)]
    for one in slow:
        connections.came(one, "192.0.2.7")  # pyright: ignore[reportArgumentType]
    for one, client in zip(others, ["127.0.0.1", "192.0.2.8"] * 4, strict=True):
        connections.came(one, client)  # pyright: ignore[reportArgumentType]
    assert [one.gone for one in slow] == [True] * 8 + [False] * 12
    assert not any(one.gone for one in others)


def test_sockets_that_closed_take_no_place_and_open_ones_go_last():
    connections = Connections(most=3)
    closed, socket, slow, newest = Held(is_socket=True), Held(is_socket=True), Held(), Held(idle=True)
    for one in (closed, socket, slow):
        connections.came(one, "192.0.2.7")  # pyright: ignore[reportArgumentType]
    closed.gone = True
    connections.came(newest, "192.0.2.7")  # pyright: ignore[reportArgumentType]
    assert (socket.gone, slow.gone, newest.gone) == (False, False, False)
    connections.came(Held(idle=False), "192.0.2.8")  # pyright: ignore[reportArgumentType]
    assert (socket.gone, slow.gone, newest.gone) == (False, False, True)


def test_each_connection_has_a_descriptor_for_itself_and_one_for_a_file():
    assert 2 * most_within(1024) < 1024 - 100
    assert most_within(100_000) == 1000


@pytest.mark.parametrize("page", ["http://localhost:8751", "http://localhost:8751/", "http://127.0.0.2:8751"])
def test_the_address_that_is_announced_is_the_one_that_was_named(monkeypatch, page):
    monkeypatch.setenv(ADDRESSES, "https://teaching.example.org/c2sim/")
    assert for_others(page) == ("https://teaching.example.org/c2sim/", True)


@pytest.mark.parametrize(
    "page", ["http://[", "http://localhost:99999", "http://localhost.:1/", "http://127.9.9.9/"]
)
def test_an_address_that_nobody_else_can_open_is_not_given_to_others(monkeypatch, page):
    monkeypatch.setenv(LISTENS, "127.0.0.1")
    monkeypatch.delenv(ADDRESSES, raising=False)
    assert for_others(page) == (page, False)


def test_the_path_of_a_named_address_without_its_last_slash_leads_to_the_page():
    host = [("Host", "teaching.example.org")]
    answer = Door("https://teaching.example.org/c2sim/").ask("/c2sim", host)
    assert (answer.status, answer.headers["location"]) == (307, "/c2sim/")


def test_invented_hosts_leave_the_hints_for_a_proxy_at_another_address():
    told = []
    refusals = Refusals(told.append)
    for number in range(200):
        refusals.note(f"evil{number}", "192.0.2.7")
    refusals.note("honest", "192.0.2.8")
    assert told[-1] == "refused: honest"
    assert len(told) < 20
    door = Door()
    door.ask("/..")
    assert door.told == []


def test_an_error_is_logged_once_for_each_kind_and_cut():
    once, passed = OncePerKind(), []
    for number in range(200):
        try:
            raise KeyError("x" * 100_000 + str(number))
        except KeyError:
            record = logging.LogRecord("a", logging.ERROR, "", 1, "said", (), sys.exc_info())
        if once.filter(record):
            passed.append(record.getMessage())
    assert len(passed) == 1
    assert len(passed[0]) < 5_000
