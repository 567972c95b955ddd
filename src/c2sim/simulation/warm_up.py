"""Compiling the rules for the first time: on all processors at once, each taking one part after the other.

A part that one process has compiled is kept on disk, where all others find it.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from c2sim.engine.chance import draws
from c2sim.engine.interpreted import is_interpreted
from c2sim.engine.processors import processors
from c2sim.engine.version import cache_folder
from c2sim.model.codes import LEVELS, Event, GroupKind, Level, NewsKind, Rate
from c2sim.model.measures.distributions import Following
from c2sim.model.measures.pathway import conditions
from c2sim.model.measures.weekly import write_row
from c2sim.model.parameters import with_changes
from c2sim.model.rules.founding import begin_group, place_for
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.news import add_news
from c2sim.model.rules.rows import moved_into_new_rows, prepare_rows
from c2sim.model.rules.services import make_promise
from c2sim.model.rules.shocks import Impulse, shocks
from c2sim.model.rules.standing import renew_and_end
from c2sim.model.rules.week import PHASES, begin
from c2sim.model.state import State
from c2sim.place.first_activity import take_part
from c2sim.place.first_ties import tie_at_first
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import empty_state, settle
from c2sim.place.steady_ties import steady_ties

_MOST = 8  # the longest part takes as long as an eighth of all
_DONE = ".done"  # end of the name of a file that says that a part has been compiled


type Tell = Callable[[int, int], object]
"""Is told how many parts have been compiled, and of how many."""


def _nobody(_done: int, _parts: int) -> None:
    """Tell nobody."""


def compile_rules(tell: Tell = _nobody) -> None:
    """Compile the parts of a week, and wait for them, unless that has been done on such a processor.

    What cannot be compiled here is tried once more where it is needed, and refused there.
    """
    if is_compiled():
        return
    with suppress(OSError):  # too many processes, no room on disk
        codes = _end_codes(tell)
        if all(code == 0 for code in codes) and any(cache_folder().glob("kernels/**/*.nbc")):
            _marker().touch()


def is_compiled() -> bool:
    """Whether all parts of this source have been compiled and kept; also where nothing is to be compiled."""
    return is_interpreted() or _marker().exists()


def _marker() -> Path:
    from llvmlite.binding import get_host_cpu_name

    return cache_folder() / f"compiled-for-{get_host_cpu_name()}"


def _end_codes(tell: Tell) -> list[int]:
    """Compile here, and in a process on each other processor, what no other has claimed; how each ended."""
    with tempfile.TemporaryDirectory(prefix="c2sim-") as claims:
        # -P: what stands in the folder of the person who waits is no module of ours.
        command = [sys.executable, "-P", "-m", "c2sim.simulation.warm_up", claims]
        started: list[subprocess.Popen[bytes]] = []
        try:
            for _ in range(min(_MOST, processors()) - 1):
                quiet = subprocess.DEVNULL
                started.append(subprocess.Popen(command, stdout=quiet, stderr=quiet))
            own = _compile_here(Path(claims), tell)
            return [own, *(process.wait() for process in started)]
        finally:
            for process in started:
                process.kill()
                process.wait()


def _compile_here(claims: Path, tell: Tell) -> int:
    """Compile parts in this process, and tell after each how many are done; 0 if all went well."""
    try:
        compile_parts(claims, tell)
    except Exception:  # whatever numba cannot do here it says again where the part is needed
        return 1
    return 0


def compile_parts(claims: Path, tell: Tell = _nobody) -> None:
    """Compile what no other process has claimed by a file in this folder."""
    gc.disable()  # the search takes 5 to 12 % of compiling, which leaves 200 MB of garbage in all processes
    try:
        parts = list(_parts(_anywhere()))
        for number, compile_part in enumerate(parts):
            try:
                (claims / str(number)).touch(exist_ok=False)
            except FileExistsError:
                continue
            tell(sum(1 for _ in claims.glob(f"*{_DONE}")), len(parts))
            compile_part()
            (claims / f"{number}{_DONE}").touch()
    finally:
        gc.enable()


def _parts(state: State) -> Iterator[Callable[[], object]]:
    """The parts of a week, and of a place before its first one."""
    view = state.view()
    yield lambda: write_row.compile(view, np.zeros(1))
    for phase in PHASES:
        yield lambda phase=phase: phase.compile(state)
    yield lambda: begin(state, 1)
    yield lambda: renew_and_end(state)
    yield lambda: shocks(state, [Impulse(Level.STRESS, 0.0)])
    yield lambda: prepare_rows(state)
    yield lambda: moved_into_new_rows(state.ties, 0)
    yield lambda: Following(state).count_hours(state)
    yield lambda: draws(np.uint64(1), 1)
    yield lambda: conditions.compile(view, np.zeros(7, np.bool_))
    yield lambda: tie_at_first.compile(view, 0, np.zeros((3, 1)), np.zeros(1), np.zeros((3, 1, 1, 2)), 1)
    yield lambda: settle.compile(view, np.zeros(2))
    yield lambda: take_part.compile(view, np.zeros((3, 1)))
    yield lambda: steady_ties(Neighbourhood(), with_changes({}))
    yield from _called_by_interventions(state)


def _called_by_interventions(state: State) -> Iterator[Callable[[], object]]:
    """What interventions call from Python, with the types that they give."""
    yield lambda: add_news(NewsKind.VISIT, -1, -1, True, state.view())
    yield lambda: place_for(0, int(begin_group(1, GroupKind.PARTNERSHIP, state.groups)), state.lives)
    yield lambda: tell_journal(state.happenings, Event.RESIDENTS_REFUSED, 1, -1)
    yield lambda: make_promise(0, 0, state.parameters.services.match_own, True, state.view())


def _anywhere() -> State:
    """A place whose arrays are of the types that all places have."""
    rates, offsets = np.zeros(len(Rate)), np.zeros(len(LEVELS))
    return empty_state(Neighbourhood(residents=60), with_changes({}), rates, offsets, memory=0.0, seed=1)


if __name__ == "__main__":
    compile_parts(Path(sys.argv[1]))
