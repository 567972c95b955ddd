"""What takes long only once: compiling the rules, and solving the baseline of a neighbourhood."""

from collections.abc import Callable


def say_what_takes_long(say: Callable[[str], None]) -> None:
    """Say what will be waited for before the first week, when nothing of it has been kept yet."""
    from c2sim.compiled import cache_folder

    kept = {
        "compiling the rules": cache_folder().glob("kernels/**/*.nbc"),
        "solving the baseline of the neighbourhood": cache_folder().glob("baselines/*.json"),
    }
    waits = [what for what, files in kept.items() if next(files, None) is None]
    if waits:
        say(f"{' and '.join(waits)}; this is kept, so the next run does not wait for it")
