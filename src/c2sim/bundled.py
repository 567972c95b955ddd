"""Where the scenarios, experiments and dashboards that come with c2sim are: in the wheel or the checkout."""

from pathlib import Path

from c2sim.errors import C2simError

_PACKAGE = Path(__file__).parent


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
    """List what is bundled in the folder `name`: the file's stem and its path, in the order of the names."""
    return {path.stem: path for path in sorted(bundled_folder(name).glob(f"*{suffix}"))}
