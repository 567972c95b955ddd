"""A results folder as everybody reads it: nothing of it is believed before it has been checked."""

# pyright: standard

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from c2sim.sweeping.folder.manifest import experiment_of, read_manifest
from c2sim.sweeping.folder.part_check import Check
from c2sim.sweeping.folder.parts import parts
from c2sim.sweeping.run_plan import RunPlan


class Reader:
    """The manifest, the experiment and the runs of a folder."""

    def __init__(self, folder: Path) -> None:
        """Read what the folder says of itself.

        Raises:
            C2simError: when it is no results folder, or this version of c2sim cannot make sense of it.
        """
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.experiment = experiment_of(folder, self.manifest)
        self.plan = RunPlan(self.experiment, self.manifest.model_version, self.manifest.scenarios)
        self._check = Check(self.plan, self.manifest.libraries)

    def parts(self, which: str) -> list[Path]:
        """The parts of `runs` or `statistics`."""
        return parts(self.folder / which)

    def tables(self, which: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The parts of `runs` or `statistics`, one by one, or some of their columns.

        Raises:
            C2simError: at a part that cannot be believed.
        """
        for part in self.parts(which):
            yield self._check.table(part, columns)
