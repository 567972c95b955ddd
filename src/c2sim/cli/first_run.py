"""What takes long only once: compiling the rules, and solving the baseline of a neighbourhood."""

from c2sim.cli.progress import Progress


def prepare_first_run(progress: Progress) -> None:
    """Say what will be waited for when it has not been kept yet, and compile the rules."""
    from c2sim.engine.cache_folder import why_not_kept
    from c2sim.engine.version import cache_folder
    from c2sim.simulation.warm_up import compile_rules, is_compiled

    kept = {
        "compiling the rules": is_compiled(),
        "solving the baseline of the neighbourhood": any(cache_folder().glob("baselines/*.json")),
    }
    waits = [what for what, done in kept.items() if not done]
    if waits:
        lost = why_not_kept()
        kept_how = (
            f"for this command only: {lost}" if lost else "this is kept, so the next run does not wait for it"
        )
        progress.say(f"{' and '.join(waits)}; {kept_how}")
    compile_rules(progress.compiling)
    progress.compiled()
