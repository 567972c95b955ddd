"""The manifest of a results folder: which experiment it is of, and which model made it."""

import hashlib
import json
from os.path import lexists
from pathlib import Path
from typing import NamedTuple

from c2sim.engine.version import COMPILERS, model_version
from c2sim.errors import C2simError, RefusalError, plain
from c2sim.experiment.experiment import Experiment, checked
from c2sim.files.atomic_file import write_whole
from c2sim.files.folder import MANIFEST, PROGRAM, names_in, unwritable
from c2sim.files.json_record import LARGEST, Record, read_record
from c2sim.files.json_text import refuse_costly
from c2sim.place.real_place import BY_DIGEST
from c2sim.results.provenance import provenance
from c2sim.sweeping.folder.set_aside import ASIDE
from c2sim.sweeping.libraries import as_words, decisive

KIND = "sweep"
_OURS = ("runs", "statistics", "data_dictionary.csv", "report.html", ".lock", ASIDE, MANIFEST)
_EXPECTED = "a folder of `c2sim sweep`"


class Manifest(NamedTuple):
    """What a results folder says of itself."""

    record: Record
    """All of it."""
    experiment: Record
    scenarios: list[Record]
    points_digest: str
    model_version: str
    commit: str | None
    libraries: dict[str, str]


def manifest_of(experiment: Experiment) -> Record:
    """All that is needed to make the same results again."""
    software = provenance(experiment.scenarios[0])
    return {
        "program": PROGRAM,
        "kind": KIND,
        "experiment": experiment.model_dump(mode="json"),
        "points_digest": _points_digest(experiment),
        **{key: value for key, value in software.items() if not key.endswith("_digest")},
    }


def open_manifest(folder: Path, experiment: Experiment) -> Manifest:
    """Write the manifest of a new folder, or refuse one that is of something else.

    Raises:
        C2simError: for results of another experiment, model or library, or a folder that is none of ours.
    """
    wanted = manifest_of(experiment)
    if not lexists(folder / MANIFEST):
        _write(folder, wanted)
        return _typed(wanted)
    kept = read_manifest(folder)
    if (kept.experiment, kept.points_digest) != (wanted["experiment"], wanted["points_digest"]):
        raise C2simError(
            f"{folder}: found results of another experiment ({plain(str(kept.experiment.get('name')))}), "
            f"expected a new folder or those of {experiment.name} as it is now"
        )
    refuse_other_model(folder, kept, experiment)
    return kept


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a results folder.

    Raises:
        C2simError: when the folder is none, or its manifest is not as it was written.
    """
    file = folder / MANIFEST
    try:
        file.lstat()
        record = read_record(file, f"the manifest of {_EXPECTED}")
        if record.get("kind") != KIND:
            raise C2simError(f"{folder}: found a manifest of something else, expected {_EXPECTED}")
        return _typed(record)
    except (FileNotFoundError, NotADirectoryError):
        raise C2simError(f"{folder}: found no {MANIFEST}, expected {_EXPECTED}") from None
    except OSError as error:
        raise C2simError(
            f"{folder}: found a place that cannot be read ({error.strerror}), expected {_EXPECTED}"
        ) from None
    except RefusalError as refusal:
        raise C2simError(
            f"{file}: {refusal}; move it away, and the same sweep goes on with those runs that are its own"
        ) from None


def experiment_of(folder: Path, manifest: Manifest) -> Experiment:
    """The experiment that a results folder is of.

    Raises:
        C2simError: when this version of c2sim cannot make sense of it.
    """
    file = str(folder / MANIFEST)
    experiment = checked(manifest.experiment, file, BY_DIGEST)
    if _points_digest(experiment) != manifest.points_digest:
        raise C2simError(f"{file}: found points that are not those of its experiment, expected the same")
    return experiment


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds other things than results.

    Raises:
        C2simError: for a file, or a folder with something else in it.
        OSError: when it cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise C2simError(f"{folder}: found a file, expected a folder for results")
    foreign = [one for one in names_in(folder) if one not in _OURS] if folder.exists() else []
    if foreign and not lexists(folder / MANIFEST):
        raise C2simError(
            f"{folder}: found a folder with other things in it ({plain(foreign[0])}), expected a new, "
            "an empty or a results folder"
        )


def refuse_other_model(folder: Path, kept: Manifest, experiment: Experiment) -> None:
    """Refuse results that another version of the model made, or other versions of what decides their bits.

    Raises:
        C2simError: with both versions, and what to go back to.
    """
    ours = model_version()
    if kept.model_version != ours:
        raise C2simError(
            f"{folder}: found results of another version of the model ({plain(kept.model_version)}, commit "
            f"{plain(str(kept.commit))}), expected {ours}; use a new folder, or that commit"
        )
    here = decisive(provenance(experiment.scenarios[0]))
    if kept.libraries != here:
        raise C2simError(
            f"{folder}: found results made with {plain(as_words(kept.libraries))}, expected "
            f"{as_words(here)}, for others may give other bits; use a new folder, or those versions"
        )


def _typed(record: Record) -> Manifest:
    """A manifest whose parts are of the kinds that they must be.

    Raises:
        RefusalError: with the key that is not.
    """
    experiment = _of(record, "experiment", dict, "a table")
    scenarios = _of(experiment, "scenarios", list, "a list of tables", "experiment")
    versions = _of(record, "versions", dict, "a table")
    commit = record.get("commit")
    if not all(isinstance(one, dict) for one in scenarios):
        raise RefusalError("something else", "a list of tables", place=("experiment", "scenarios"))
    return Manifest(
        record,
        experiment,
        scenarios,
        _of(record, "points_digest", str, "a digest"),
        _of(record, "model_version", str, "a digest"),
        commit if isinstance(commit, str) else None,
        {name: _of(versions, name, str, "a version", "versions") for name in COMPILERS},
    )


def _of[T](record: Record, key: str, kind: type[T], expected: str, *above: str) -> T:
    value: object = record.get(key)
    if not isinstance(value, kind):
        found = "nothing" if key not in record else "something else"
        raise RefusalError(found, expected, place=(*above, key))
    return value


def _points_digest(experiment: Experiment) -> str:
    points = experiment.design_points
    digest = hashlib.blake2b(json.dumps(points.names).encode(), digest_size=16)
    for column in points.columns:
        digest.update(repr(column.tolist()).encode() if column.dtype == object else column.tobytes())
    return digest.hexdigest()


def _write(folder: Path, manifest: Record) -> None:
    written = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    text = written.encode()
    if len(text) > LARGEST:
        raise C2simError(
            f"{folder}: found an experiment whose manifest has {len(text):,} bytes, expected at most "
            f"{LARGEST:,}; give it fewer points or scenarios"
        )
    try:
        refuse_costly(written, "a manifest")
    except RefusalError as refusal:
        raise C2simError(f"{folder}: {refusal}; give it fewer points or scenarios") from None
    try:
        write_whole(folder / MANIFEST, text)
    except OSError as error:
        raise unwritable(folder, error) from None
