"""Build hook: a wheel carries the digests of its own source, so that nobody waits for them."""

# pyright: standard, reportMissingImports=false, reportUntypedBaseClass=false

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelDigests(BuildHookInterface[Any]):
    """Puts the digests by the bytes of the files into the wheel; a checkout takes them when it runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Take the digests before the wheel is packed."""
        if version == "editable":
            return
        sources = Path(self.root) / "src"
        sys.path.insert(0, str(sources))
        from c2sim.engine.digest import MADE_WITH_THE_WHEEL, digests_by_bytes
        from c2sim.engine.version import EVERY

        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / MADE_WITH_THE_WHEEL
        file.write_text(
            json.dumps(digests_by_bytes(sources / "c2sim", EVERY), indent=1) + "\n", encoding="utf-8"
        )
        build_data["force_include"][str(file)] = f"c2sim/{MADE_WITH_THE_WHEEL}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel now has."""
        if version != "editable":
            self.folder.cleanup()
