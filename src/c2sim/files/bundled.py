"""Where the scenarios, experiments and dashboards that come with c2sim are: in the wheel or the checkout."""

from functools import cache
from pathlib import Path

from c2sim.errors import C2simError

_SEVERAL = "\n[[neighbourhoods]]\n"
_PACKAGE = Path(__file__).parents[1]


def bundled_folder(name: str, package: Path = _PACKAGE) -> Path:
    """Find the folder `name`: ``c2sim/_bundled/<name>`` when installed, ``<checkout>/<name>`` otherwise.

    Raises:
        C2simError: when neither exists, which means a broken installation.
    """
    places = [package / "_bundled" / name]
    if package.parent.name == "src":
        places.append(package.parents[1] / name)
    for place in places:
        if place.is_dir():
            return place
    looked_in = " and ".join(map(str, places))
    raise C2simError(f"this installation of c2sim lacks its folder of {name}: looked in {looked_in}")


def bundled_files(name: str, suffix: str = ".toml") -> dict[str, Path]:
    """List what is bundled in the folder `name`: the file's stem and its path, in the order of the names.

    Regions, which stand among the scenarios and are none, are left out: `bundled_regions` lists them.
    """
    files = sorted(bundled_folder(name).glob(f"*{suffix}"))
    return {path.stem: path for path in files if not _is_region(path.with_suffix(".toml"))}


def bundled_regions() -> dict[str, Path]:
    """List the regions that are bundled among the scenarios: name and path."""
    files = sorted(bundled_folder("scenarios").glob("*.toml"))
    return {path.stem: path for path in files if _is_region(path)}


@cache
def _is_region(path: Path) -> bool:
    return path.is_file() and _SEVERAL in path.read_text(encoding="utf-8")
