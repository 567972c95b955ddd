"""What takes long only once: compiling the rules, and solving the baseline of a neighbourhood."""

from collections.abc import Callable


def say_what_takes_long(say: Callable[[str], None]) -> None:
    """Say what will be waited for before the first week, when nothing of it has been done before."""
    from c2sim.compiled import cache_folder

    waits = {
        "compiling the rules": cache_folder() / "kernels",
        "solving the baseline of the neighbourhood": cache_folder() / "baselines",
    }
    news = [what for what, folder in waits.items() if not folder.is_dir()]
    if news:
        say(f"{' and '.join(news)}; this is kept, so the next run does not wait for it")
