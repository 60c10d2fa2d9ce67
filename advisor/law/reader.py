"""What every reader of a law file needs: mistakes noted at their lines, and keys and names checked.

A misspelt key is read on under the name that was meant, and what a wrong key hides is left out, so that one slip of the
pen gives one message and hides no other mistake. What is read beside a mistake is thrown away in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.errors import Problem
from advisor.law.shapes import BEFORE, Shape, is_day, misshapen
from advisor.law.vocabulary import Vocabulary
from advisor.wording import nearest, offered, quoted, unknown

_VOCABULARY = "rules/vocabulary.yaml"
#: Where the names of a kind are listed, for those that are too many to be shown.
DEFINED_IN = {
    "finding": _VOCABULARY,
    "category": _VOCABULARY,
    "fact": _VOCABULARY,
    "status": _VOCABULARY,
    "word for `involves`": _VOCABULARY,
    "threshold": "rules/thresholds",
    "authority": "rules/authorities",
}


class Reader:
    """The checks that do not depend on the kind of file.

    Attributes:
        node: The file.
        vocabulary: Every name.
        problems: What was found wrong, to be shown together.
    """

    __slots__ = ("node", "problems", "vocabulary")

    def __init__(self, node: Node, vocabulary: Vocabulary) -> None:
        """Hold a file of which nothing is known to be wrong yet."""
        self.node = node
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def report(self, path: PathInDocument, message: str, help: str = "") -> None:
        """Note a problem at a place of the file."""
        self.problems.append(Problem(self.node.place(*path), message, help))

    def known(self, path: PathInDocument, name: object, kind: str, valid: Iterable[str]) -> bool:
        """Return whether a name exists, and note which there are if it does not."""
        names = tuple(valid)
        if isinstance(name, str) and name in names:
            return True
        if isinstance(name, str):
            where = f"the names stand in {DEFINED_IN[kind]}" if kind in DEFINED_IN else ""
            self.report(path, unknown(kind, name), offered(name, names) or where)
        else:
            article = "an" if kind[0] in "aeiou" else "a"
            self.report(path, f"{kind_of(name)} stands where {article} {kind} belongs", offered("", names))
        return False

    def word(self, at: PathInDocument, data: Mapping[str, Any], key: str, kind: str, valid: Iterable[str]) -> bool:
        """Return whether a name stands under a key and exists; a key that is not there has been noted already."""
        return key in data and self.known((*at, key), data[key], kind, valid)

    def keys(self, path: PathInDocument, data: object, allowed: Iterable[str], needed: Iterable[str] = ()) -> bool:
        """Check the keys of a mapping and what stands under them; return whether it can be read as it is."""
        names, wanted = tuple(allowed), tuple(needed)
        found = self.part(path, data, names, wanted)
        if not isinstance(data, dict):
            return False
        return all(key in data for key in wanted) and all(key in found for key in data if key in names)

    def part(
        self, path: PathInDocument, data: object, allowed: Iterable[str], needed: Iterable[str] = (),
        shapes: Mapping[str, Shape] = MappingProxyType({}),
    ) -> dict[str, Any]:  # fmt: skip
        """Check a mapping as `keys` does; return what can be read of it, misspelt keys under the names that are meant.

        Args:
            path: Where the mapping stands.
            data: The mapping.
            allowed: Every key that it may have.
            needed: Those that it must have.
            shapes: What stands under keys that have another shape here than in other files.
        """
        if not isinstance(data, dict):
            message = f"{kind_of(data)} stands where keys and values belong"
            self.report(path, message, "write `key: value`, without a dash before it")
            return {}
        names, found, meant = tuple(allowed), {}, {}
        for key in data:
            if key not in names:
                self.report((*path, key), unknown("key", key), offered(key, names))
                meant[key] = next(iter(nearest(key, [name for name in names if name not in data], 1)), "")
                self._read_as(path, key, meant[key])
        for key, value in data.items():
            name = meant.get(key, key)
            if name and self._well_shaped((*path, key), name, value, shapes):
                found[name] = value
        for key in needed:
            if key not in data and key not in meant.values():
                self.report(path, f"the key `{key}` is missing")
        return found

    def _well_shaped(self, path: PathInDocument, key: str, value: object, shapes: Mapping[str, Shape]) -> bool:
        wanted = misshapen(key, value, shapes)
        if wanted:
            said = f"`{key}` is empty" if value is None else f"`{key}` cannot be {kind_of(value)}"
            self.report(path, said, f"write {wanted}")
        return not wanted

    def _read_as(self, path: PathInDocument, key: str, name: str) -> None:
        """Let what stands under a misspelt key have its lines under the name that is meant."""
        if name:
            at, size = (*path, key), len(path) + 1
            more = {(*path, name, *each[size:]): line for each, line in self.node.lines.items() if each[:size] == at}
            self.node = self.node._replace(lines={**self.node.lines, **more})

    def checked(self, data: Mapping[str, Any], path: PathInDocument = ()) -> None:
        """Check when a file or entry was last held against its authorities, and against which."""
        if "checked" not in data:
            return
        at = (*path, "checked")
        entry = self.part(at, data["checked"], ("date", "against"), ("date", "against"))
        if "date" in entry and not is_day(entry["date"]):
            message = f"the day of the last check cannot be {kind_of(entry['date'])}"
            self.report((*at, "date"), message, "write a day of the calendar, such as 2026-11-24")

    def before(self, version: Mapping[str, Any], at: PathInDocument) -> None:
        """Check the word on what was law before a version."""
        self.word(at, version, "before", "word for `before`", BEFORE)

    def split(self, data: Mapping[str, Any], path: PathInDocument) -> None:
        """Check that an unsettled answer names somebody on each side."""
        if "split" in data:
            sides = self.part((*path, "split"), data["split"], ("for", "against"), ("for", "against"))
            for side in ("for", "against"):
                if side in sides and not sides[side]:
                    help_text = "name at least one authority that reads the law so"
                    self.report((*path, "split", side), f"nobody stands under `{side}`", help_text)


def kind_of(value: object) -> str:
    """Return a value as a message can name it: a word in backticks, or what kind of thing it is."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "an empty list" if value == [] else "a list" if isinstance(value, list) else "a block of keys"
    if value == "":
        return "an empty text"
    return quoted(str(value).lower() if isinstance(value, bool) else value)
