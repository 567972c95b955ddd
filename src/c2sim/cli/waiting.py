"""What takes long only once: compiling the rules, and solving the baseline of a neighbourhood."""

from collections.abc import Callable, Sequence

from c2sim.compiled import cache_folder
from c2sim.scenario import Scenario


def say_what_takes_long(plans: Sequence[Scenario], say: Callable[[str], None]) -> None:
    """Say what will be waited for before the first week."""
    if not any((cache_folder() / "kernels").rglob("*.nbc")):
        say("compiling the rules; this happens once and takes a minute or two")
