"""A place is solved once; what was solved for something else is never taken for it."""

from collections.abc import Iterator

import pytest

from c2sim.model.parameters import with_changes
from c2sim.place.baseline import solve
from c2sim.place.neighbourhood import Baseline, Neighbourhood

USUAL = (Neighbourhood(), with_changes({}), "version")
SAME = (Neighbourhood(residents=300), with_changes({}), "version")
OTHERS = {
    "baseline": (Neighbourhood(baseline=Baseline(stress=0.5)), with_changes({}), "version"),
    "providers": (Neighbourhood(providers=10), with_changes({}), "version"),
    "groups": (Neighbourhood(groups=(0.5, 0.3, 0.2)), with_changes({}), "version"),
    "parameters": (Neighbourhood(), with_changes({"hope": {"half_life": 100.0}}), "version"),
    "version of the source": (Neighbourhood(), with_changes({}), "another"),
}


@pytest.fixture
def solved(tmp_path, monkeypatch) -> Iterator[list[object]]:
    """What has been solved, in processes that share nothing but a folder."""
    terms, asked = solve.free_terms(*USUAL[:2]), []
    monkeypatch.setattr(solve, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(solve, "solve", lambda *what: asked.append(what) or terms)
    yield asked
    solve._solved.cache_clear()


def test_a_baseline_is_kept_for_its_place_its_parameters_and_the_source_that_solved_it(
    subtests, solved, monkeypatch
) -> None:
    for name, (place, parameters, version) in {
        "usual": USUAL,
        **OTHERS,
        "size": SAME,
        "again": USUAL,
    }.items():
        with subtests.test(name=name):
            before = len(solved)
            solve._solved.cache_clear()
            monkeypatch.setattr(solve, "baseline_version", lambda version=version: version)
            solve.free_terms(place, parameters)
            assert len(solved) - before == (name not in ("size", "again"))
