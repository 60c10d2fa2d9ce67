"""The path is the citation: what a law file's path says its id is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath


def id_of_path(name: str) -> str:
    """Return the id that a rule file's path gives: folders and name joined by dots, layer numbers dropped."""
    parts = name.removeprefix("rules/").removesuffix(".yaml").split("/")
    return ".".join(re.sub(r"^\d+-", "", part) for part in parts)


def file_id(name: str) -> str:
    """Return the id that a charge file's path gives: `charges/pa/18/3929.yaml` is `pa-18-3929`."""
    return "-".join(PurePosixPath(name.removesuffix(".yaml")).parts[1:])
