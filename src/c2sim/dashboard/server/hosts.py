"""Under which names the server answers.

A page of a stranger can point a name of its own at this machine and would then speak to the dashboard as its
own origin (DNS rebinding). So the server answers only under names that a stranger cannot point anywhere.
"""

import socket

from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.authority import Authority, is_literal

_LOOPBACK = "localhost"


class Hosts:
    """The names under which the server answers."""

    def __init__(self, access: Access, machine: str | None = None) -> None:
        """Ask the system for this machine's name, unless it is given."""
        named = {one.authority.name for one in access.addresses}
        self._names = {_LOOPBACK, *named, *names_of(socket.gethostname() if machine is None else machine)}

    def answers(self, host: Authority) -> bool:
        """Whether the server answers under this name: an IP address, or one that is known."""
        return host.name in self._names or is_literal(host.name)


def names_of(machine: str) -> set[str]:
    """What a machine is called by others in its network."""
    whole = machine.lower().rstrip(".")
    short = whole.partition(".")[0]
    return {whole, short, f"{short}.local"} if short else set()
