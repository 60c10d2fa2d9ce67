"""A document as it was read, and the narrow set of things that it may hold.

`reading` feeds the builder, from JSON or from YAML; what a scalar means, which keys are allowed and how large a
document may grow is decided here, once for both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

from advisor.errors import Problem
from advisor.wording import quoted

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 60
MOST_VALUES = 200_000
# After so many the file is not what it was taken for, and more lines help nobody.
MOST_PROBLEMS = 50
# Whole numbers beyond this are no sums of money or counts of days; fractions are as long as a computer writes them.
_LONGEST_WHOLE, _LONGEST_FRACTION = 18, 40

PathInDocument = tuple[str | int, ...]

# Control characters, other line ends than our own, marks that turn the direction of writing, halves of pairs.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:nan|NaN|NAN|inf|Inf|INF)|NaN|[-+]?Infinity")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_KEY_NEXT = object()


class Node(NamedTuple):
    """A document as it was read.

    Attributes:
        value: Plain dicts, lists and scalars.
        lines: The line of each key and item by its path, counted from 1.
        name: What messages call the document.
    """

    value: Any
    lines: Mapping[PathInDocument, int]
    name: str

    def line(self, *path: str | int) -> int:
        """Return the line of a key or item, or of the nearest thing around it that has one."""
        return next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), 1)

    def place(self, *path: str | int) -> str:
        """Return `name:line` of a key or item, as messages give it."""
        return f"{self.name}:{self.line(*path)}"


def path_text(path: PathInDocument) -> str:
    """Return a path as people write it: `pleas[1].counts[0].sentence`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


class Unreadable(Exception):
    """Reading cannot go on; the builder holds the reason."""


class Builder:
    """Put scalars and containers together, remember their lines, and collect what is wrong."""

    def __init__(self, name: str) -> None:
        """Begin an empty document."""
        self.name = name
        self.root: Any = None
        self.lines: dict[PathInDocument, int] = {}
        self.problems: list[Problem] = []
        # The open containers with their paths, and beside each mapping the key whose value comes next.
        self._open: list[tuple[dict[str, Any] | list[Any], PathInDocument]] = []
        self._keys: list[object] = []
        self._values = 0

    def report(self, line: int, message: str, help: str = "") -> None:
        """Note a problem and go on, unless there are too many; line 0 is the document as a whole."""
        self.problems.append(Problem(f"{self.name}:{line}" if line else self.name, message, help))
        if len(self.problems) >= MOST_PROBLEMS:
            raise Unreadable

    def fail(self, line: int, message: str, help: str = "") -> Unreadable:
        """Note a problem after which nothing more can be read, and return what is to be raised."""
        self.report(line, message, help)
        return Unreadable()

    def too_deep(self, line: int = 0) -> Unreadable:
        """Say that the document is nested too deeply."""
        return self.fail(line, f"the document is nested more than {MOST_DEPTH} levels deep")

    def expects_value(self) -> bool:
        """Whether a value of a mapping comes next."""
        return bool(self._open) and isinstance(self._open[-1][0], dict) and self._keys[-1] is not _KEY_NEXT

    def key(self) -> str:
        """Return the key whose value comes next."""
        return str(self._keys[-1])

    def check_characters(self, text: str, line: int) -> None:
        """Report a character that cannot be seen or that misleads; the line is where the text begins."""
        found = _UNPRINTABLE.search(text)
        if found:
            at = line + text.count("\n", 0, found.start())
            self.report(at, f"the character U+{ord(found[0]):04X} is not allowed", "remove it, or write it in words")

    def open(self, container: dict[str, Any] | list[Any], line: int) -> None:
        """Begin a mapping or a list."""
        if len(self._open) >= MOST_DEPTH:
            raise self.too_deep(line)
        self._open.append((container, self.add(container, line)))
        self._keys.append(_KEY_NEXT)

    def close(self) -> None:
        """End the innermost mapping or list."""
        self._open.pop()
        self._keys.pop()

    def add_quoted(self, text: str, line: int) -> None:
        """Put a text where it belongs; its escapes may hide what the document itself may not hold."""
        self.check_characters(text, line)
        self.add(text, line)

    def add_plain(self, text: str, line: int) -> None:
        """Put an unquoted scalar where it belongs."""
        self.add(self._meaning(text, line), line)

    def add(self, value: Any, line: int) -> PathInDocument:
        """Put a value where it belongs and return its path."""
        self._values += 1
        if self._values > MOST_VALUES:
            raise self.fail(line, f"the document holds more than {MOST_VALUES} values")
        if not self._open:
            self.root, self.lines[()] = value, line
            return ()
        container, path = self._open[-1]
        if isinstance(container, list):
            path = (*path, len(container))
            container.append(value)
            self.lines[path] = line
            return path
        if self._keys[-1] is _KEY_NEXT:
            return self._add_key(container, path, value, line)
        key, self._keys[-1] = str(self._keys[-1]), _KEY_NEXT
        container[key] = value
        return (*path, key)

    def _add_key(self, mapping: dict[str, Any], path: PathInDocument, key: Any, line: int) -> PathInDocument:
        """Take a key, which must be a text that the mapping does not have yet."""
        if not isinstance(key, str):
            shown = "with several parts" if isinstance(key, (dict, list)) else quoted(json.dumps(key))
            self.report(line, f"the key {shown} is not a text", "put it in quotes")
            key = ""
        elif key in mapping:
            first = self.lines[(*path, key)]
            self.report(line, f"the key {quoted(key)} is given twice", f"it stands first in line {first}")
        self._keys[-1] = key
        mapping.setdefault(key, None)
        self.lines.setdefault((*path, key), line)
        return (*path, key)

    def _meaning(self, text: str, line: int) -> Any:
        """Return what an unquoted scalar means: a number, a boolean, nothing, or else a text.

        What other readers take for a number in another base, a date or a boolean (`0777`, `2015-06`, `yes`) is a text
        here: the model that asks for it decides.
        """
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in "+-.0123456789NI":
            return text
        whole = _WHOLE.fullmatch(text) is not None
        if not whole and not _FRACTION.fullmatch(text) and not _NO_NUMBER.fullmatch(text):
            return text
        too_long = len(text) > (_LONGEST_WHOLE if whole else _LONGEST_FRACTION)
        if too_long or _NO_NUMBER.fullmatch(text) or not isfinite(float(text)):
            self.report(line, f"{quoted(text)} is not a number that can be used", "put it in quotes if it is a text")
            return None
        return int(text) if whole else float(text)
