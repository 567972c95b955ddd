from contextlib import ExitStack

import pytest

from browsing import CHROMIUM, FLAGS, PATIENCE, Watch, free_port, opened, require_chromium, serving
from c2sim.dashboard.server.address import in_the_network
from proxying import Proxy, forwarded, proxied, site

pytestmark = pytest.mark.browser

SHOWN = ".c2-stage[data-shown]:not([data-shown=''])"
LAB = "/user/ana/proxy/8765"
PROXIES = {
    "takes the path off, passes the host on": Proxy("/teaching/c2sim"),
    "takes the path off, passes the host on in a header of its own": Proxy(
        "/c2", passes_host=False, says_host=True
    ),
    "leaves the path": Proxy("/c2", takes_off=False, passes_host=False),
    "jupyter-server-proxy": Proxy(
        "/user/ana/proxy/8765", adds=(("X-Forwarded-Prefix", "/user/ana/proxy/8765"),)
    ),
    "at the root": Proxy(),
    "at the root, keeps the host to itself": Proxy(passes_host=False),
}
SOCKET = """(address) => new Promise((done) => {
  const one = new WebSocket(address);
  one.onopen = () => done("open");
  one.onerror = () => done("refused");
})"""


@pytest.fixture(scope="module")
def browser():
    require_chromium()
    from playwright.sync_api import sync_playwright

    # a name that a stranger points at this machine
    rebound = "--host-resolver-rules=MAP stranger.example 127.0.0.1"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rebound])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def room(browser):
    """A dashboard for a room, and what stands before it: the port, and the address of each proxy."""
    port, ports = free_port(), {name: free_port() for name in PROXIES}
    found = {name: f"http://localhost:{ports[name]}{one.below}" for name, one in PROXIES.items()}
    options = [part for one in found.values() for part in ("--address", f"{one}/")]
    with ExitStack() as stack:
        stack.enter_context(serving("seven_steps", "--host", "0.0.0.0", *options, port=port))
        for name, proxy in PROXIES.items():
            stack.enter_context(proxied(proxy, port, ports[name]))
        yield port, found


@pytest.fixture
def visit(browser):
    contexts = []

    def new(address):
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page, address)
        return page

    yield new
    for context in contexts:
        context.close()


def socket_of(address):
    return f"{address.replace('http', 'ws', 1)}/jupyter/api/kernels/12345678-1234/channels?session_id=1"


def works_everywhere(page, address):
    """Open the dashboard, turn to another page, load it again, go back, and have its address in the link."""
    opened(page, f"{address}/")
    page.locator(".c2-figure canvas").first.wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Compare").click()
    page.wait_for_url(f"{address}/compare")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.get_by_role("heading", name="Compare").first.wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Concepts").click()
    page.wait_for_url(f"{address}/concepts")
    page.go_back()
    page.wait_for_url(f"{address}/compare")
    page.locator(".c2-here", has_text="Compare").wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="Explore").click()
    page.locator(SHOWN).wait_for(timeout=PATIENCE)
    page.locator(".c2-figure canvas").first.wait_for(timeout=PATIENCE)
    broken_off = f"failed: {address}/static/assets/favicon"  # by loading the page again
    assert [one for one in page.watch.found if not one.startswith(broken_off)] == []


@pytest.mark.parametrize("name", PROXIES)
def test_behind_a_proxy_every_page_works_and_nothing_is_asked_for_beside_it(visit, room, name):
    address = room[1][name]
    works_everywhere(visit(f"{address}/"), address)


def test_through_a_forwarded_port_the_dashboard_works_without_any_option(visit, room):
    port = free_port()
    with forwarded(room[0], port):
        address = f"http://localhost:{port}"
        works_everywhere(visit(address), address)


def test_a_phone_gets_the_dashboard_at_this_machines_address_and_by_the_share_link(visit, room):
    own = in_the_network("0.0.0.0")
    if own is None:
        pytest.skip("this machine is in no network")
    address = f"http://{own}:{room[0]}"
    page = visit(address)
    works_everywhere(page, address)
    opened(page, f"{address}/")
    page.get_by_role("button", name="Share").click()
    link = page.locator("#link").input_value()
    assert link.startswith(f"{address}/")
    opened(visit(address), link)


def test_a_page_of_another_origin_gets_no_socket(visit, room):
    address = f"http://localhost:{room[0]}"
    own = visit(address)
    own.goto(f"{address}/")
    assert own.evaluate(SOCKET, socket_of(address)) == "open"
    with site("<p>Hello</p>") as elsewhere:
        other = visit(elsewhere)
        other.goto(elsewhere)
        assert other.evaluate(SOCKET, socket_of(address)) == "refused"
        assert other.evaluate(SOCKET, socket_of(f"http://127.0.0.1:{room[0]}")) == "refused"


def test_a_page_without_an_origin_gets_no_socket(visit, room):
    address = f"http://localhost:{room[0]}"
    inner = f"({SOCKET})('{socket_of(address)}').then((said) => parent.postMessage(said, '*'))"
    with site("<p>Hello</p>") as elsewhere:
        page = visit(elsewhere)
        page.goto(elsewhere)
        said = page.evaluate(
            """(inner) => new Promise((done) => {
              window.onmessage = (one) => done(one.data);
              const frame = document.createElement("iframe");
              frame.sandbox = "allow-scripts";
              frame.srcdoc = `<script>${inner}</scr` + `ipt>`;
              document.body.append(frame);
            })""",
            inner,
        )
    assert said == "refused"


def test_a_page_of_another_origin_cannot_show_the_dashboard_in_a_frame(visit, room):
    address = f"http://localhost:{room[0]}"
    with site(f"<iframe src='{address}/'></iframe>") as elsewhere:
        page = visit(elsewhere)
        page.goto(elsewhere)
        page.wait_for_timeout(1000)
        assert any("frame-ancestors" in one or "Framing" in one for one in page.watch.found)
        assert all("c2sim" not in (one.title() or "") for one in page.frames[1:])


def test_a_name_that_a_stranger_points_at_this_machine_gets_one_line_and_no_dashboard(visit, room):
    page = visit("")
    answer = page.goto(f"http://stranger.example:{room[0]}/")
    assert answer.status == 403
    assert "--address http://stranger.example" in page.locator("body").inner_text()


def test_a_course_page_that_was_named_shows_the_dashboard_and_another_does_not(visit):
    port = free_port()
    with (
        site(f"<iframe src='http://localhost:{port}/' width='1200' height='700'></iframe>") as course,
        site(f"<iframe src='http://localhost:{port}/'></iframe>") as other,
        serving("seven_steps", "--embed-in", course, port=port),
    ):
        page = visit(course)
        page.goto(course)
        page.frame_locator("iframe").locator(SHOWN).wait_for(timeout=PATIENCE)
        page = visit(other)
        page.goto(other)
        page.wait_for_timeout(1000)
        assert any("frame-ancestors" in one for one in page.watch.found)


def test_by_ipv6_the_dashboard_works(visit):
    port = free_port()
    with serving("seven_steps", "--host", "::1", port=port, found_at=f"http://[::1]:{port}") as address:
        works_everywhere(visit(address), address)
