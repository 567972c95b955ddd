# pyright: reportPrivateImportUsage=false

import pytest
import solara

from c2sim.dashboard.server import address
from c2sim.dashboard.server.address import LISTENS, ONLY_HERE, for_others
from c2sim.dashboard.session import Session, context
from c2sim.dashboard.share import ShareCard
from c2sim.dashboard.shell import _hide


@pytest.fixture
def in_a_network(monkeypatch):
    monkeypatch.setattr(
        address, "in_the_network", lambda listens: "192.168.1.7" if listens == "0.0.0.0" else None
    )


def test_a_server_that_listens_to_the_network_gives_phones_its_address_in_it(monkeypatch, in_a_network):
    monkeypatch.setenv(LISTENS, "0.0.0.0")
    assert for_others("http://localhost:8765/compare") == ("http://192.168.1.7:8765/compare", True)
    assert for_others("http://127.0.0.1/") == ("http://192.168.1.7/", True)


def test_an_address_that_others_can_reach_is_left_as_it_is(monkeypatch, in_a_network):
    monkeypatch.setenv(LISTENS, "0.0.0.0")
    assert for_others("https://c2sim.example.org/") == ("https://c2sim.example.org/", True)


def test_a_server_that_listens_to_its_own_computer_only_is_known_not_to_be_reached(monkeypatch, in_a_network):
    monkeypatch.setenv(LISTENS, "127.0.0.1")
    assert for_others("http://localhost:8765/") == ("http://localhost:8765/", False)


def test_without_a_network_nobody_else_can_reach_the_dashboard(monkeypatch):
    monkeypatch.setenv(LISTENS, "0.0.0.0")
    monkeypatch.setattr(address, "in_the_network", lambda _listens: None)
    assert for_others("http://localhost:8765/") == ("http://localhost:8765/", False)


def test_a_link_made_while_the_future_is_hidden_opens_at_that_week_with_it_hidden():
    session = Session()
    _hide(session, "26")
    assert (session.curtain.value, session.week.value) == (26, 26)
    _hide(session, "9999")
    assert session.curtain.value == session.plan.value.scenario.weeks - 1


def test_a_mangled_week_in_a_link_hides_nothing(subtests):
    for mangled in ["", "-1", "x", "99999", "²"]:
        with subtests.test(mangled=mangled):
            session = Session()
            _hide(session, mangled)
            assert session.curtain.value == -1


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", True), ("0.0.0.0", False)])
def test_who_shares_a_link_that_phones_cannot_open_is_told(monkeypatch, in_a_network, host, warned):
    monkeypatch.setenv(LISTENS, host)
    session = Session()
    session.address.set("http://localhost:8765/")

    @solara.component
    def Page():  # noqa: N802 (a component)
        context.provide(session)
        return ShareCard()

    _box, rc = solara.render(Page(), handle_error=False)
    assert (ONLY_HERE in str(rc.find(children=[ONLY_HERE]).widgets)) == warned
    rc.close()
