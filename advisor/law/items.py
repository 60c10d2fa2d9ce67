"""What stands in lists and mappings of a law file: entries with places, names that exist, one of some words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from advisor.document import PathInDocument
from advisor.law.parsing import Parser
from advisor.law.shapes import Shape
from advisor.wording import did_you_mean, nearest, quoted


def entries(data: Mapping[str, Any], key: str, at: PathInDocument = ()) -> Iterator[tuple[PathInDocument, Any]]:
    """Yield the entries of a list under a key with their places; none where the key is not there."""
    for index, entry in enumerate(data.get(key, ())):
        yield (*at, key, index), entry


def names(parser: Parser, at: PathInDocument, listed: Iterable[object], kind: str, valid: Iterable[str]) -> None:
    """Check that each name of a list exists."""
    every = tuple(valid)
    for index, name in enumerate(listed):
        parser.known((*at, index), name, kind, every)


class Choice(NamedTuple):
    """A mapping that holds exactly one of some words, and what may stand beside it.

    Attributes:
        what: What the mapping is, for messages.
        words: Each word with the keys that may stand beside it.
        shapes: The shapes of keys where they differ from those of other files.
        needed: Keys that stand beside every word.
    """

    what: str
    words: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, Shape]
    needed: tuple[str, ...] = ()


def choice_of(parser: Parser, at: PathInDocument, data: object, choice: Choice) -> tuple[str, dict[str, Any]]:
    """Return which word a mapping holds, and what can be read of it; no word after noting why there is none."""
    if not isinstance(data, dict):
        return "", parser.part(at, data, ())
    given = [word for word in choice.words if word in data]
    if len(given) != 1:
        close = [name for key in data if not given for name in nearest(key, choice.words, 1)]
        help_text = did_you_mean(close) or f"one of {', '.join(map(quoted, choice.words))}"
        parser.report(at, f"a {choice.what} needs exactly one of its words", help_text)
        return "", {}
    allowed = (*given, *choice.words[given[0]], *choice.needed)
    found = parser.part(at, data, allowed, choice.needed, choice.shapes)
    return (given[0] if given[0] in found else ""), found
