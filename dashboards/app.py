"""The dashboard, for ``c2sim dashboard`` and for ``solara run dashboards/app.py``."""

from c2sim.dashboard.app import routes

__all__ = ["routes"]
