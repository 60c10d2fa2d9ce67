"""The compiled law: read from JSON, and made anew in a checkout when a law file changed.

A wheel carries the compiled form. In a checkout it lies beside the package (ignored by version control); sizes and
times of the law files tell whether it still holds. A user's own folder is compiled in memory and never stored.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from advisor.law.files import AUTHORITIES, COMPILED, FOLDERS, roots_of, shipped_root

_STAMP = "stamp.json"
_LAW = "law.json"
_BRIEF = "brief"


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


def read_brief(law: dict[str, Any]) -> dict[str, Any]:
    """Return what most reports need of the authorities: `citations` by id, and the ids that are `unverified`."""
    if _BRIEF not in law:
        law[_BRIEF] = _brief(law)
    elif law[_BRIEF] is None:
        law[_BRIEF] = json.loads((COMPILED / _chunk_name(_BRIEF)).read_text("utf-8"))
    found: dict[str, Any] = law[_BRIEF]
    return found


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


def _brief(law: dict[str, Any]) -> dict[str, Any]:
    entries = [entry for name in AUTHORITIES for entry in read_table(law, name) or ()]
    return {
        "citations": {entry["id"]: entry["citation"] for entry in entries},
        "unverified": [entry["id"] for entry in entries if str(entry.get("verified", "false")).lower() != "true"],
    }


def _stamp(root: Path) -> str:
    """Return name, size and time of every law file and of the modules that read them, as text."""
    found = [line for folder in FOLDERS for line in _seen(str(root / folder), folder, ".yaml")]
    return json.dumps(sorted(found) + sorted(_seen(str(Path(__file__).parent), "", ".py", deep=False)))


def _seen(folder: str, name: str, ending: str, *, deep: bool = True) -> Iterator[tuple[str, int, int]]:
    """Yield what the system's own listing of a folder tells; a path object for each file takes four times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ending):
                seen = entry.stat()
                yield f"{name}/{entry.name}", seen.st_size, seen.st_mtime_ns
            elif deep and entry.is_dir(follow_symlinks=False):
                yield from _seen(entry.path, f"{name}/{entry.name}", ending)


def _stored(stamp: str | None, packaged: bool) -> dict[str, Any] | None:
    try:
        if not packaged and (COMPILED / _STAMP).read_text("utf-8") != stamp:
            return None
        law: dict[str, Any] = json.loads((COMPILED / _LAW).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return law


def _store(law: dict[str, Any], stamp: str | None) -> None:
    """Keep the compiled form; where the folder cannot be written the law is compiled each time."""
    try:
        _write(law, COMPILED)
        (COMPILED / _STAMP).write_text(stamp or "", "utf-8")
    except OSError:
        return


def _write(law: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / _STAMP
    stamp.unlink(missing_ok=True)
    for name, data in (*law["charges"].items(), *law["tables"].items(), (_BRIEF, read_brief(law))):
        (folder / _chunk_name(name)).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    whole = {**law, "charges": {}, "tables": {}, _BRIEF: None}
    (folder / _LAW).write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


def _chunk_name(name: str) -> str:
    return name.replace("/", "--").removesuffix(".yaml") + ".json"
