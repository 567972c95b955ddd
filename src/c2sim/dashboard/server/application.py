"""The few routes of the dashboard, behind the guard.

Solara's own application has more: it tells everybody how many are here and closes visits of others, and its
route for scripts fetches any package from the internet, keeps it, and serves it as the dashboard's own. None
of these is here. Scripts and styles come from the packages that are installed, and from nowhere else.
"""

# pyright: standard

import asyncio
from collections.abc import Callable
from pathlib import Path

from solara.server import server, settings, starlette
from solara.server.kernel_context import contexts
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.disconnections import Kept
from c2sim.dashboard.server.guard import Guard
from c2sim.dashboard.server.pages import Pages
from c2sim.dashboard.server.refusals import Refusals
from c2sim.dashboard.server.sockets import Sockets
from c2sim.dashboard.server.visits import House

_STARTING = 50
"""Threads for sockets that end while others begin."""


class _Extensions(starlette.StaticNbFiles):
    """The front ends of widgets: of the enabled ones, not whatever else a Jupyter on this machine has."""

    def lookup_path(self, path: str):
        enabled = {name.split("/")[0] for name in server.get_nbextension_names()}
        return super().lookup_path(path) if enabled & {*Path(path).parts[:1]} else ("", None)


def make_application(access: Access, say: Callable[[str], object]) -> ASGIApp:
    """The application that the server runs.

    Args:
        access: who may speak to it.
        say: is told in one line who was refused.
    """
    house = House(settings.kernel.max_count or 100)
    settings.kernel.max_count = house.places + _STARTING
    kept = Kept(house.places, lambda: set(contexts), _forget)
    pages = Pages(house, framed=bool(access.embedders))
    guarded = Guard(_routes(pages), access, Sockets(house, kept), Refusals(say))
    return ProxyHeadersMiddleware(guarded, list(access.proxies)) if access.proxies else guarded  # pyright: ignore


def _routes(pages: Pages) -> Starlette:
    static = starlette.StaticFilesOptionalAuth
    application = Starlette(
        routes=[
            Route("/readyz", starlette.readyz),
            WebSocketRoute("/jupyter/api/kernels/{kernel_id}/channels", starlette.kernel_connection),
            Route("/_solara/api/close/{kernel}", pages.goodbye, methods=["POST"]),
            Mount("/_solara/cdn", static(directory=settings.assets.proxy_cache_dir)),
            Mount("/static/assets", static(directory=server.solara_static.parent / "assets")),
            Mount("/static", static(directory=server.solara_static)),
            Mount("/jupyter/nbextensions", _Extensions()),
            Route("/{path:path}", pages.page),
        ],
        lifespan=starlette.lifespan,
        middleware=starlette.middleware,
    )
    application.router.redirect_slashes = False
    return application


def _forget(kernel: str) -> None:
    """End what a visitor had open; on a thread, since Solara may still be busy with it."""
    held = contexts.get(kernel)
    if held is not None:
        asyncio.get_running_loop().run_in_executor(None, held.close)
