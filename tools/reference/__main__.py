"""Write what is made from the code into the checkout: pages, their data, schemas, tables, points."""

import sys
from pathlib import Path

import c2sim
from tools.reference.findings import data_files
from tools.reference.floors import drawing
from tools.reference.inserts import filled
from tools.reference.pages import pages
from tools.reference.points import one_at_a_time_points
from tools.reference.schemas import schemas


def main() -> int:
    """Write every page; 2 where there is no checkout to write into."""
    folder = Path(c2sim.__file__).parents[2] / "docs" / "reference"
    if not folder.is_dir():
        print(f"found no folder {folder}, expected a checkout of c2sim", file=sys.stderr)
        return 2
    for name, text in {**pages(), **schemas()}.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)
    (folder / "data").mkdir(exist_ok=True)
    for name, text in data_files().items():
        (folder / "data" / name).write_text(text, encoding="utf-8")
        print(folder / "data" / name)
    for page in sorted(folder.parent.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if filled(text) != text:
            page.write_text(filled(text), encoding="utf-8")
            print(page)
    picture = folder.parent / "images" / "floors.svg"
    picture.write_text(drawing(), encoding="utf-8")
    print(picture)
    points = folder.parents[1] / "experiments" / "one_at_a_time.csv"
    points.write_text(one_at_a_time_points(), encoding="utf-8")
    print(points)
    return 0


if __name__ == "__main__":
    sys.exit(main())
