"""Put the compiled law into the wheel, so that nothing is parsed at start."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLaw(BuildHookInterface):  # type: ignore[type-arg]
    """Compile `rules` and `charges` and add the result to a built wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the law; an editable install reads the files themselves."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from advisor.law.cache import store_compiled

            folder = Path(self.root) / "advisor" / "law" / "_compiled"
            store_compiled(folder)
        finally:
            sys.path.remove(self.root)
        build_data["force_include"][str(folder)] = "advisor/law/_compiled"
