"""What takes long only once: compiling the rules, and solving the baseline of a neighbourhood."""

from collections.abc import Callable


def prepare_first_run(say: Callable[[str], object]) -> None:
    """Say what will be waited for when it has not been kept yet, and compile the rules."""
    from c2sim.compiled import cache_folder
    from c2sim.compiling import compile_rules, is_compiled

    kept = {
        "compiling the rules": is_compiled(),
        "solving the baseline of the neighbourhood": any(cache_folder().glob("baselines/*.json")),
    }
    waits = [what for what, done in kept.items() if not done]
    if waits:
        say(f"{' and '.join(waits)}; this is kept, so the next run does not wait for it")
    compile_rules()
