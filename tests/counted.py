"""The dashboard as a person starts it, but that it also says how many visits it holds.

The dashboard answers nobody who asks for that (Solara's `/resourcez`); here it does, for tests that count.
"""

from starlette.routing import Route

from c2sim.cli import main
from c2sim.dashboard.server import startup

_run = startup._run


def run_counted(*arguments):
    """Run the server with one route more; Solara is imported only now, when its settings are made."""
    from solara.server import starlette

    from c2sim.dashboard.server import application

    made = application._routes

    def routes(pages):
        application_made = made(pages)
        application_made.router.routes.insert(0, Route("/resourcez", starlette.resourcez))
        return application_made

    application._routes = routes
    _run(*arguments)


if __name__ == "__main__":
    startup._run = run_counted
    main()
