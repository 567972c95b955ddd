"""Which pages may open a socket or change something.

A browser lets a page of any site open a socket to anywhere, with the visitor's cookies; it only says in the
header `Origin` where the page came from.
"""

from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.authority import Authority, origin, read_origin


class Origins:
    """The origins of the dashboard's own pages."""

    def __init__(self, access: Access) -> None:
        self._named = {one.origin for one in access.addresses}

    def own(self, given: list[str], scheme: str, host: Authority) -> bool:
        """Whether the page that asks is one of the dashboard's own.

        Args:
            given: what stands in the header `Origin`, as often as it was sent.
            scheme: by which the visitor's browser speaks, `http` or `https`.
            host: that the visitor's browser asked.
        """
        asking = read_origin(given[0]) if len(given) == 1 else None
        return asking is not None and (asking in self._named or asking == origin(scheme, host))
