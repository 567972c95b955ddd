import asyncio
import re
import warnings

import pytest
from solara.server import cdn_helper, server, settings
from solara.server.kernel_context import contexts
from starlette.responses import Response

from c2sim.dashboard.server.guard import NONCE, ROOT, SHARE
from c2sim.dashboard.server.visits import HERE, House, Visit

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of websockets.legacy, which Solara uses
    from c2sim.dashboard.server.application import _routes
    from c2sim.dashboard.server.pages import Pages

PAGE = "<!doctype html><html><head></head><body><script>1</script></body></html>"


@pytest.fixture
def house():
    return House(2)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder of scripts: a copy, since a broken route removes what it is asked for."""
    for name in ("requirejs@2.3.6/require.js", "echarts@5.4.0/dist/echarts.js"):
        path = tmp_path / "cdn" / name
        path.parent.mkdir(parents=True)
        path.write_text("1")
    monkeypatch.setattr(settings.assets, "proxy_cache_dir", tmp_path / "cdn")
    return tmp_path / "cdn"


@pytest.fixture
def ask(monkeypatch, house, kept):
    """Ask the dashboard's routes, in process, behind the guard; nothing is ever fetched."""

    def fetch(url):
        raise AssertionError(f"{url} was fetched")

    monkeypatch.setattr(cdn_helper, "fetch_from_cdn", fetch)
    monkeypatch.setattr(server, "read_root", lambda path, root: PAGE if path in ("/", "/compare") else None)
    app = _routes(Pages(house, framed=False))

    def asked(path, method="GET", root="", cookie="", share="a", query=""):
        said, heard = [], [{"type": "http.request", "body": b""}]

        async def receive():
            return heard.pop() if heard else await asyncio.Event().wait()

        async def send(message):
            said.append(message)

        scope = {
            "type": "http",
            "scheme": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "server": ("127.0.0.1", 1),
            "client": None,
            "headers": [(b"cookie", cookie.encode())] if cookie else [],
            ROOT: root,
            NONCE: "n",
            SHARE: share,
        }
        asyncio.run(app(scope, receive, send))  # pyright: ignore[reportArgumentType]
        answer = Response(b"".join(one.get("body", b"") for one in said[1:]), said[0]["status"])
        answer.raw_headers = said[0]["headers"]
        return answer

    return asked


@pytest.mark.parametrize(
    "path",
    [
        "/resourcez",
        "/jupyter/api/kernels/1",
        "/_solara/api/evict/12345678",
        "/_solara/auth/login",
        "/static/public/app.py",
        "/static/../server.py",
        "/static/solara_bootstrap.py/..",
        "/jupyter/nbextensions/other/extension.js",
        "/jupyter/nbextensions/",
        "/jupyter/nbextensions/../kernels",
        "/_solara/cdn/",
        "/_solara/cdn/../../../pyvenv.cfg",
        "/_solara/cdn/a-package@1.0.0/index.html",
        "/readyz/",
        "//evil.example/",
    ],
)
def test_what_is_not_needed_is_not_there(ask, path):
    assert ask(path).status_code == 404


def test_no_request_removes_what_pages_are_made_of_or_fetches_anything_from_elsewhere(ask, kept):
    """Solara's own route removes a folder that is asked for, and keeps what it fetches."""
    before = sorted(str(one) for one in kept.rglob("*"))
    folders = [one for one in kept.rglob("*") if one.is_dir()]
    assert folders
    for one in folders:
        assert ask(f"/_solara/cdn/{one.relative_to(kept)}").status_code == 404
    assert sorted(str(one) for one in kept.rglob("*")) == before


def test_what_pages_need_is_there(ask):
    for path in (
        "/readyz",
        "/_solara/cdn/requirejs@2.3.6/require.js",
        "/static/assets/style.css",
        "/static/highlight.css",
        "/jupyter/nbextensions/anywidget/index.js",
    ):
        assert ask(path).status_code == 200, path


@pytest.mark.parametrize("path", ["/compare/", "//compare", "//compare/"])
def test_a_page_has_one_address_and_no_slash_leads_to_another_host(ask, path):
    answer = ask(path, root="/c2")
    assert (answer.status_code, answer.headers["location"]) == (307, "/c2/compare")


def test_only_the_pages_own_scripts_carry_the_nonce_that_lets_them_run(ask):
    assert b'<script nonce="n">1</script>' in ask("/").body
    assert b"pushState" in ask("/", root="/c2").body


def test_a_visitors_name_is_kept_if_it_is_one_and_stays_below_the_dashboards_path(ask):
    name = "49cdd91f-62db-46c1-8430-93d6f6b26b66"
    said = ask("/", root="/c2", cookie=f"solara-session-id={name}").headers["set-cookie"]
    assert said.startswith(f"solara-session-id={name};")
    assert {"HttpOnly", "Path=/c2/", "SameSite=lax"} <= set(said.split("; "))
    assert re.match(
        "solara-session-id=[0-9a-f-]{36};", ask("/", cookie="solara-session-id=x").headers["set-cookie"]
    )


def test_when_there_is_no_room_the_page_says_so_and_tries_again(ask, house):
    for _ in range(2):
        house.enter(Visit("a", "k", lambda: None, 0.0))
    answer = ask("/", share="a")
    assert answer.status_code == 503
    assert b"The dashboard is full" in answer.body
    assert answer.headers["retry-after"] == "20"
    assert ask("/", share="b").status_code == 200
    assert ask("/", share=HERE).status_code == 200


class Held:
    """What Solara holds of a visit."""

    session_id = "49cdd91f-62db-46c1-8430-93d6f6b26b66"

    def __init__(self):
        self.page_status = {"page": "connected"}
        self.closed = []

    def page_close(self, page):
        self.closed.append(page)


def test_only_who_has_a_visit_can_close_it(ask, monkeypatch):
    held = Held()
    monkeypatch.setitem(contexts, "12345678", held)
    close = "/_solara/api/close/12345678"
    own = f"solara-session-id={held.session_id}"
    for cookie, page in (("", "page"), ("solara-session-id=other", "page"), (own, "no page"), (own, "")):
        assert ask(close, "POST", cookie=cookie, query=f"session_id={page}").status_code == 200
    assert held.closed == []
    assert ask(close, "GET", cookie=own, query="session_id=page").status_code == 404
    ask(close, "POST", cookie=own, query="session_id=page")
    assert held.closed == ["page"]
