import pytest

from attacks.asking import SOCKET, Door
from c2sim.dashboard.server.access import read_access
from c2sim.dashboard.server.address import ADDRESSES, LISTENS, for_others
from c2sim.dashboard.server.hosts import names_of
from c2sim.errors import C2simError

PLACE = "https://c2sim.example.org/teaching/c2sim/"


def from_page(origin, host="localhost:8765"):
    return [("Host", host), ("Origin", origin)]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:1", "LOCALHOST.:8765", "127.0.0.1:8765", "[::1]:80", "192.168.1.7:8765"]
)
def test_the_server_answers_under_localhost_and_ip_addresses_at_any_port(host):
    assert Door().ask(headers=[("Host", host)]).status == 200


def test_the_server_answers_under_this_machines_name_and_its_name_in_the_local_network():
    assert names_of("Laptop.lan.") == {"laptop.lan", "laptop", "laptop.local"}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1"]
)
def test_a_name_that_a_stranger_can_point_here_is_refused_with_the_option_that_would_let_it_in(host):
    door = Door()
    answer = door.ask(headers=[("Host", host)])
    assert answer.inside is None
    assert answer.text.count("\n") == 1
    if "evil" in host:
        assert f"--address http://{host}" in answer.text
        assert f"--address http://{host}" in door.told[0]


def test_two_hosts_or_none_are_refused():
    for hosts in ([], [("Host", "localhost"), ("Host", "localhost")]):
        assert Door().ask(headers=hosts).status == 400


def test_a_named_address_is_answered_under():
    assert Door(PLACE).ask(headers=[("Host", "c2sim.example.org")]).status == 200


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8765", "localhost:8765"),
        ("http://localhost:9000", "localhost:9000"),
        ("http://192.168.1.7", "192.168.1.7"),
        ("http://192.168.1.7", "192.168.1.7:80"),
        ("http://[::1]:8765", "[0:0::1]:8765"),
        ("https://c2sim.example.org", "c2sim.example.org"),
        ("https://c2sim.example.org", "127.0.0.1:8765"),
    ],
)
def test_a_socket_is_opened_for_a_page_of_the_host_that_it_asks_or_of_a_named_address(origin, host):
    assert Door(PLACE).ask(SOCKET, from_page(origin, host), socket=True).status == 101


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "http://localhost:8766",
        "https://localhost:8765",
        "http://localhost",
        "http://127.0.0.1:8765",
        "http://c2sim.example.org",
        "http://localhost:8765/",
        "http://localhost:8765 http://evil.example",
    ],
)
def test_a_socket_is_refused_to_every_other_page(origin):
    door = Door(PLACE)
    answer = door.ask(SOCKET, from_page(origin), socket=True)
    assert (answer.status, answer.inside) == (403, None)
    assert "--address" in answer.text
    assert "--address" in door.told[0]


def test_a_socket_is_refused_to_who_does_not_say_from_which_page_or_says_two():
    for said in ([], [("Origin", "http://localhost:8765")] * 2):
        assert Door().ask(SOCKET, [("Host", "localhost:8765"), *said], socket=True).status == 403


def test_behind_a_proxy_that_is_believed_a_page_by_https_opens_its_socket():
    headers = from_page("https://192.168.1.7", "192.168.1.7")
    assert Door().ask(SOCKET, headers, socket=True, scheme="https").status == 101
    assert Door().ask(SOCKET, headers, socket=True, scheme="http").status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_whatever_changes_something_is_only_for_the_dashboards_own_pages(method):
    path = "/_solara/api/close/12345678"
    assert Door().ask(path, from_page("http://evil.example"), method=method).inside is None
    assert Door().ask(path, method=method).inside is None
    assert Door().ask(path, from_page("http://localhost:8765"), method=method).inside is not None


def test_a_refusal_cannot_disturb_a_terminal_and_is_told_once():
    door = Door()
    for _ in range(3):
        door.ask(
            SOCKET, from_page("http://\x1b[2Jevil.example\u202e".encode().decode("latin-1")), socket=True
        )
    assert len(door.told) == 1
    assert door.told[0].isprintable()
    for number in range(200):
        door.ask(headers=[("Host", f"evil{number}.example")])
    assert len(door.told) < 60


@pytest.mark.parametrize(
    "socket",
    ["/", "/jupyter/api/kernels/x/channels", f"{SOCKET}/", "/jupyter/api/kernels/12345678/other", "/ws"],
)
def test_there_is_one_socket_and_no_other(socket):
    assert Door().ask(socket, from_page("http://localhost:8765"), socket=True).status == 404
    for query in ("", "session_id=", "session_id=a&session_id=b", "session_id=%00"):
        asked = Door().ask(SOCKET, from_page("http://localhost:8765"), socket=True, query=query)
        assert asked.status == 404


def test_every_answer_tells_the_browser_what_to_hold_back():
    for door, path, host in (
        (Door(), "/", "localhost:8765"),
        (Door(), "/\x00", "localhost"),
        (Door(), "/", "a.b"),
    ):
        headers = door.ask(path, [("Host", host)]).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "*" not in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].partition("style-src")[0]


def test_sockets_are_named_and_not_any_host_may_be_spoken_to():
    policy = Door(PLACE).ask(headers=[("Host", "localhost:9000")]).headers["content-security-policy"]
    assert "connect-src 'self' ws://localhost:9000 wss://localhost:9000 wss://c2sim.example.org;" in policy


def test_a_named_site_may_show_the_dashboard_in_a_frame_and_no_other():
    headers = Door(embed_in=("https://course.example/page",)).ask().headers
    assert "frame-ancestors https://course.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    ("path", "headers", "root"),
    [
        ("/compare", [("Host", "c2sim.example.org")], "/teaching/c2sim"),
        ("/teaching/c2sim/compare", [("Host", "127.0.0.1:8765")], "/teaching/c2sim"),
        ("/compare", [("Host", "localhost"), ("X-Forwarded-Prefix", "/teaching/c2sim/")], "/teaching/c2sim"),
        ("/compare", [("Host", "localhost"), ("X-Script-Name", "/teaching/c2sim")], "/teaching/c2sim"),
        ("/compare", [("Host", "localhost"), ("X-Forwarded-Host", "c2sim.example.org")], "/teaching/c2sim"),
        ("/compare", [("Host", "localhost"), ("X-Forwarded-For", "198.51.100.7")], "/teaching/c2sim"),
        ("/compare", [("Host", "localhost:8765")], ""),
    ],
)
def test_the_path_below_which_a_proxy_has_the_dashboard_is_that_of_a_named_address(path, headers, root):
    inside = Door(PLACE).ask(path, headers).inside
    assert inside is not None
    assert (inside["c2sim.root"], inside["path"]) == (root, "/compare")


@pytest.mark.parametrize("name", ["X-Script-Name", "X-Forwarded-Prefix"])
def test_no_header_leads_a_pages_assets_elsewhere(name):
    answer = Door(PLACE).ask(headers=[("Host", "localhost"), (name, "//evil.example")])
    assert answer.inside is None
    assert "--address" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        "evil.example",
        "ftp://host/",
        "http://",
        "http://user@host/",
        "http://host/?a",
        "http://host/#a",
        "http://host/a b/",
        "http://host/../",
        "http://host/%2e%2e/",
        "http://host:0/",
        "http://host//a/",
        "http://[::1",
        "http://ho;st/",
        'http://host/"><script>/',
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_in_one_line(wrong):
    with pytest.raises(C2simError, match=r"--address: found .*expected a URL"):
        read_access((wrong,), (), ())


@pytest.mark.parametrize("wrong", ["", "*", "host", "127.0.0.1/99", "10.0.0.1/8"])
def test_a_proxy_that_cannot_be_meant_is_refused_in_one_line(wrong):
    with pytest.raises(C2simError, match="--proxy: found"):
        read_access((), (), (wrong,))


@pytest.mark.parametrize(
    "page",
    [
        "http://localhost:8765/compare",
        "http://192.168.1.7:8765/",
        "http://localhost:8888/user/ana/proxy/8765/",
    ],
)
def test_the_address_in_the_qr_code_always_passes(monkeypatch, page):
    named = (PLACE, "http://localhost:8888/user/ana/proxy/8765/")
    for addresses in ((), named):
        monkeypatch.setenv(LISTENS, "0.0.0.0")
        monkeypatch.setenv(ADDRESSES, " ".join(addresses))
        address, _reached = for_others(page)
        scheme, _, rest = address.partition("://")
        host = rest.partition("/")[0]
        door = Door(*addresses)
        assert door.ask(headers=[("Host", host)]).status == 200
        headers = from_page(f"{scheme}://{host}", host)
        assert door.ask(SOCKET, headers, socket=True, scheme=scheme).status == 101


def test_the_share_link_of_a_dashboard_with_an_address_names_it(monkeypatch):
    monkeypatch.setenv(ADDRESSES, f"http://localhost:8888/proxy/8765/ {PLACE}")
    assert for_others("http://localhost:8765/compare") == (f"{PLACE}compare", True)
    assert for_others("http://localhost:8888/proxy/8765/compare") == (f"{PLACE}compare", True)
    assert for_others(f"{PLACE}compare") == (f"{PLACE}compare", True)
