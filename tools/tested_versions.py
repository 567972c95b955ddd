"""Renew the exact versions that are tested: ``uv run python -m tools.tested_versions``.

The newest versions within the bounds of `pyproject.toml` are found; they are written into `constraints.txt`
(for pip) and into `tool.uv.constraint-dependencies` (for uv), which are the same list.
"""

import argparse
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LIST = re.compile(r"(?<=\nconstraint-dependencies = \[\n).*?(?=\]\n)", re.DOTALL)


def with_versions(project: str, versions: list[str]) -> str:
    """The text of `pyproject.toml` with this list in it."""
    return _LIST.sub(lambda _: "".join(f'    "{one}",\n' for one in versions), project, count=1)


def main() -> None:
    """Find the newest versions and write both lists."""
    project = ROOT / "pyproject.toml"
    project.write_text(with_versions(project.read_text(encoding="utf-8"), []), encoding="utf-8")
    subprocess.run(["uv", "lock", "--upgrade"], cwd=ROOT, check=True)
    export = ["uv", "export", "--all-extras", "--group", "dev", "--no-hashes", "--no-header", "--no-annotate"]
    done = subprocess.run(
        [*export, "--no-emit-project", "--quiet"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    (ROOT / "constraints.txt").write_text(done.stdout, encoding="utf-8")
    text = with_versions(project.read_text(encoding="utf-8"), done.stdout.splitlines())
    project.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help starts nothing
    main()
