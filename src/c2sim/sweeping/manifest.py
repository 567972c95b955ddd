"""The manifest of a results folder: which experiment it is of, and which model made it."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from c2sim.engine.version import model_version
from c2sim.errors import C2simError
from c2sim.experiment import Experiment
from c2sim.experiment.load import checked
from c2sim.files.folder import MANIFEST, PROGRAM, unwritable
from c2sim.provenance import provenance
from c2sim.sweeping.parts import sync

KIND = "sweep"
_OURS = ("runs", "statistics", "data_dictionary.csv", ".lock", MANIFEST)


def manifest_of(experiment: Experiment) -> dict[str, Any]:
    """All that is needed to make the same results again."""
    software = provenance(experiment.scenarios[0])
    return {
        "program": PROGRAM,
        "kind": KIND,
        "experiment": experiment.model_dump(mode="json"),
        "points_digest": _points_digest(experiment),
        **{key: value for key, value in software.items() if not key.endswith("_digest")},
    }


def open_manifest(folder: Path, experiment: Experiment) -> None:
    """Write the manifest of a new folder, or refuse one that is of something else.

    Raises:
        C2simError: for results of another experiment or model version, or a folder that is none of ours.
    """
    wanted = manifest_of(experiment)
    if not (folder / MANIFEST).exists():
        _write(folder, wanted)
        return
    kept = read_manifest(folder)
    if any(kept.get(key) != wanted[key] for key in ("experiment", "points_digest")):
        raise C2simError(
            f"{folder}: found results of another experiment ({_name(kept)}), expected a new folder or "
            f"those of {experiment.name} as it is now"
        )
    refuse_other_model(folder)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a results folder.

    Raises:
        C2simError: when the folder is none.
    """
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise C2simError(
            f"{folder}: found no manifest to read ({error.strerror}), expected a folder of `c2sim sweep`"
        ) from None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise C2simError(f"{folder}: found a manifest of something else, expected a folder of `c2sim sweep`")
    return manifest


def experiment_of(folder: Path) -> Experiment:
    """The experiment that a results folder is of.

    Raises:
        C2simError: when the folder is none, or when this version of c2sim cannot make sense of it.
    """
    return checked(read_manifest(folder)["experiment"], str(folder / MANIFEST))


def version_of(folder: Path) -> str:
    """The version of the model that made the results."""
    return str(read_manifest(folder)["model_version"])


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds other things than results.

    Raises:
        C2simError: for a file, or a folder with something else in it.
    """
    if folder.exists() and not folder.is_dir():
        raise C2simError(f"{folder}: found a file, expected a folder for results")
    foreign = sorted(one.name for one in folder.iterdir() if one.name not in _OURS) if folder.exists() else []
    if foreign and not (folder / MANIFEST).exists():
        raise C2simError(
            f"{folder}: found a folder with other things in it ({foreign[0]}), expected a new, an empty or a "
            "results folder"
        )


def refuse_other_model(folder: Path) -> None:
    """Refuse results that another version of the model made.

    Raises:
        C2simError: with both versions and the commit to go back to.
    """
    kept, ours = read_manifest(folder), model_version()
    if kept.get("model_version") != ours:
        raise C2simError(
            f"{folder}: found results of another version of the model ({kept.get('model_version')}, commit "
            f"{kept.get('commit')}), expected {ours}; use a new folder, or that commit"
        )


def _name(kept: dict[str, Any]) -> str:
    experiment: Any = kept.get("experiment")
    return str(experiment.get("name")) if isinstance(experiment, dict) else "unknown"


def _points_digest(experiment: Experiment) -> str:
    points = experiment.design_points
    digest = hashlib.blake2b(json.dumps(points.names).encode(), digest_size=16)
    for column in points.columns:
        digest.update(repr(column.tolist()).encode() if column.dtype == object else column.tobytes())
    return digest.hexdigest()


def _write(folder: Path, manifest: dict[str, Any]) -> None:
    draft = folder / f".{MANIFEST}.draft"
    try:
        draft.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        sync(draft)
        os.replace(draft, folder / MANIFEST)
    except OSError as error:
        raise unwritable(folder, error) from None
