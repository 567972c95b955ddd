"""The answers that are the dashboard's own: a page, and goodbye."""

# pyright: standard

import json
import re
from uuid import UUID, uuid4

import anyio.to_thread
from solara.server import server
from solara.server.kernel_context import contexts
from solara.server.settings import session as cookies
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from c2sim.dashboard.server.guard import NONCE, ROOT, SHARE, session_of
from c2sim.dashboard.server.visits import House

AGAIN = 20
"""Seconds after which a page that found no room tries again."""
_SCRIPT = re.compile(r"<script(?=[\s>])")
# Solara's router leaves out the path below which a proxy has the dashboard.
_BELOW = """<script>
{ const push = history.pushState.bind(history), root = %s;
  history.pushState = (state, title, url) =>
    push(state, title, String(url).startsWith("/") ? root + url : url); }
</script>
"""
_FULL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>c2sim is full</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="{again}"></head>
<body><h1>The dashboard is full</h1><p>All {places} places are taken. This page tries again in {again}
seconds; whoever closes the dashboard makes room.</p></body></html>
"""


class Pages:
    """The pages, for whom there is room."""

    def __init__(self, house: House, framed: bool) -> None:
        """Know the house, and whether pages of others may show the dashboard in a frame."""
        self._house, self._framed = house, framed

    async def page(self, request: Request) -> Response:
        """A page of the dashboard, or that there is no room or no such page."""
        path, root = request.scope["path"], request.scope[ROOT]
        own = "/" + path.strip("/")
        content = await anyio.to_thread.run_sync(server.read_root, own, root)
        if content is None:
            return PlainTextResponse("found no such page\n", 404)
        if path != own:
            return RedirectResponse(f"{root}{own}")
        if not self._house.has_room(request.scope[SHARE]):
            full = _FULL.format(places=self._house.places, again=AGAIN)
            return HTMLResponse(full, 503, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
        if root:
            content = content.replace("<head>", "<head>\n" + _BELOW % json.dumps(root), 1)
        marked = _SCRIPT.sub(f'<script nonce="{request.scope[NONCE]}"', content)
        response = HTMLResponse(marked, headers={"Cache-Control": "no-store"})
        self._give_cookie(request, response)
        return response

    async def goodbye(self, request: Request) -> Response:
        """Forget what a page had open, if it is the page's own."""
        held = contexts.get(request.path_params["kernel"])
        page = request.query_params.get("session_id", "")
        if held is not None and held.session_id == session_of(request.scope) and page in held.page_status:
            await anyio.to_thread.run_sync(held.page_close, page)
        return Response()

    def _give_cookie(self, request: Request, response: Response) -> None:
        """Give the visitor a name of their own, which pages of others do not send along.

        A page in a frame of another site needs a cookie that is sent there; browsers take one by HTTPS alone.
        """
        secure = request.scope["scheme"] == "https" or bool(cookies.https_only)
        response.set_cookie(
            server.COOKIE_KEY_SESSION_ID,
            _name(session_of(request.scope)),
            path=f"{request.scope[ROOT]}/",
            max_age=365 * 24 * 3600,
            samesite="none" if self._framed and secure else "lax",
            secure=secure,
            httponly=True,
        )


def _name(given: str) -> str:
    """The name that a visitor has, or a new one."""
    try:
        return str(UUID(given))
    except ValueError:
        return str(uuid4())
