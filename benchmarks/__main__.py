"""Command line of the benchmarks: `uv run python -m benchmarks [NAME...] [--quick] [--json]`."""

import argparse
import json
from importlib import import_module

from benchmarks.measuring import HEADING

NAMES = ("phases", "kernel", "start", "runs", "sizes", "region", "diffusion")


def main() -> None:
    """Run the benchmarks that are named, or all, and print a table or JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=main.__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="small sizes and few repeats")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args()
    found: list[dict[str, object]] = []
    if not chosen.json:
        print(HEADING)
    for name in chosen.names or NAMES:
        for row in import_module(f"benchmarks.{name}").run(chosen.quick):
            found.append(row.as_dict())
            if not chosen.json:
                print(row.text(), flush=True)
    if chosen.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
