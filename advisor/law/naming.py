"""The path is the citation: what a law file's path says its id is."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath

#: The folder under `charges` of the state whose grades, dispositions and sentencing rules the library holds.
HOME = "pa"


@lru_cache(maxsize=1024)
def id_of_path(name: str) -> str:
    """Return the id that a rule file's path gives: folders and name joined by dots, layer numbers dropped."""
    parts = name.removeprefix("rules/").removesuffix(".yaml").split("/")
    return ".".join(re.sub(r"^\d+-", "", part) for part in parts)


def tree_of(name: str) -> str:
    """Return the folder of the state that a charge file belongs to: `pa` for `charges/pa/18/3929.yaml`."""
    parts = PurePosixPath(name).parts
    return parts[1] if len(parts) > 2 else ""


def file_id(name: str) -> str:
    """Return the id that a charge file's path gives: `charges/pa/18/3929.yaml` is `pa-18-3929`."""
    return "-".join(PurePosixPath(name.removesuffix(".yaml")).parts[1:])
