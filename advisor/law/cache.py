"""The compiled law: read from JSON, and made anew in a checkout when a law file changed.

A wheel carries the compiled form. In a checkout it lies beside the package (ignored by version control); sizes and
times of the law files tell whether it still holds. A user's own folder is compiled in memory and never stored.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from advisor.law.files import COMPILED, law_files, relative_name, roots_of, shipped_root

_STAMP = "stamp.json"
_LAW = "law.json"


def read_compiled(own: Path | None = None) -> dict[str, Any]:
    """Return the compiled law; `own` is a user's folder whose files go before the shipped ones.

    Raises:
        LawFileError: A law file is wrong.
    """
    if own is not None:
        return _compiled(*roots_of(own))
    root = shipped_root()
    packaged = root.parent == COMPILED.parent
    stamp = None if packaged else _stamp(root)
    stored = _stored(stamp, packaged)
    if stored is None:
        stored = _compiled(root)
        if not packaged:
            _store(stored, stamp)
    return stored


def read_charge_file(law: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one charge file of a compiled law; in the stored form each has a file of its own."""
    held = law["charges"].get(name)
    if held is not None:
        return dict(held)
    data: dict[str, Any] = json.loads((COMPILED / _chunk_name(name)).read_text("utf-8"))
    law["charges"][name] = data
    return data


def read_table(law: dict[str, Any], name: str) -> Any:
    """Return one table of a compiled law (authorities, dispositions ...), or None where there is none."""
    if name in law["tables"]:
        return law["tables"][name]
    path = COMPILED / _chunk_name(name)
    if name not in law["table_names"] or not path.exists():
        return None
    law["tables"][name] = json.loads(path.read_text("utf-8"))
    return law["tables"][name]


def store_compiled(folder: Path) -> None:
    """Write the compiled form of the shipped law into a folder, for the wheel."""
    _write(_compiled(shipped_root()), folder)


def _compiled(*roots: Path) -> dict[str, Any]:
    from advisor.law.compiling import compile_law

    law = compile_law(roots)
    law["offenses"] = {offense["id"]: name for name, file in law["charges"].items() for offense in file["offenses"]}
    law["table_names"] = sorted(law["tables"])
    law["charge_names"] = sorted(law["charges"])
    text = json.dumps(law, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    law["hash"] = "sha256:" + sha256(text.encode()).hexdigest()
    return law


def _stamp(root: Path) -> list[Any]:
    found = []
    for path in law_files(root):
        seen = path.stat()
        found.append([relative_name(path, root), seen.st_size, seen.st_mtime_ns])
    own = sorted(Path(__file__).parent.glob("*.py"))
    return found + [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in own]


def _stored(stamp: list[Any] | None, packaged: bool) -> dict[str, Any] | None:
    try:
        if not packaged and json.loads((COMPILED / _STAMP).read_text("utf-8")) != stamp:
            return None
        law: dict[str, Any] = json.loads((COMPILED / _LAW).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return law


def _store(law: dict[str, Any], stamp: list[Any] | None) -> None:
    """Keep the compiled form; where the folder cannot be written the law is compiled each time."""
    try:
        _write(law, COMPILED)
        (COMPILED / _STAMP).write_text(json.dumps(stamp), "utf-8")
    except OSError:
        return


def _write(law: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / _STAMP
    stamp.unlink(missing_ok=True)
    for name, data in (*law["charges"].items(), *law["tables"].items()):
        (folder / _chunk_name(name)).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (folder / _LAW).write_text(json.dumps({**law, "charges": {}, "tables": {}}, ensure_ascii=False), "utf-8")


def _chunk_name(name: str) -> str:
    return name.replace("/", "--").removesuffix(".yaml") + ".json"
