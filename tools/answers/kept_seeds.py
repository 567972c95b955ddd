"""What each seed gave, kept on disk while others run, so that a long one can be stopped and resumed."""

import json
from pathlib import Path

from c2sim.engine.version import model_version
from c2sim.evidence.execution import Experiment, SeedValues


class KeptSeeds:
    """A file with a line a seed, after a line that says of which experiment; another one's is begun anew."""

    def __init__(self, file: Path, experiment: Experiment, patterns: str) -> None:
        """Read what is there.

        Args:
            file: where the lines are.
            experiment: its size; how many seeds it asks for does not matter.
            patterns: what tells these patterns and their arms from others.
        """
        self._file = file
        self._of = {"model": model_version(), "residents": experiment.residents, "patterns": patterns}
        self.values: dict[int, SeedValues] = {}
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        if lines and _read(lines[0]) == self._of:
            for line in lines[1:]:
                self._take(line)
        self._write()

    def add(self, seed: int, values: SeedValues) -> None:
        """Keep what a seed gave."""
        self.values[seed] = values
        with self._file.open("a", encoding="utf-8") as out:
            out.write(_line(seed, values))

    def discard(self) -> None:
        """Remove the file: the result has been written."""
        self._file.unlink(missing_ok=True)

    def _take(self, line: str) -> None:
        found = _read(line)
        if isinstance(found, list) and len(found) == 2:
            self.values[int(found[0])] = found[1]

    def _write(self) -> None:
        """Write the whole lines again, without one that was cut off."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(self._of) + "\n", *(_line(*one) for one in self.values.items())]
        self._file.write_text("".join(lines), encoding="utf-8")


def _line(seed: int, values: SeedValues) -> str:
    plain = [[[float(number) for number in part] for part in pattern] for pattern in values]
    return json.dumps([seed, plain]) + "\n"


def _read(line: str) -> object:
    """What a line says; None of one that was cut off."""
    try:
        return json.loads(line)
    except ValueError:
        return None
