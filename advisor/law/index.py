"""The catalogue of offenses as an index: by id, by words of a name, by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from advisor.errors import UnknownNameError
from advisor.law import cache
from advisor.wording import lowered, nearest


class OffenseLine(NamedTuple):
    """One offense in a list."""

    id: str
    citation: str
    name: str


class ChargeIndex:
    """Every offense of a compiled law, in the order of the files."""

    def __init__(self, compiled: dict[str, Any]) -> None:
        """Hold the law; a charge file is read when its offenses are asked for."""
        self._compiled = compiled

    def ids(self) -> tuple[str, ...]:
        """Return the id of every offense."""
        return tuple(self._compiled["offenses"])

    def search(self, text: str) -> list[OffenseLine]:
        """Return the offenses whose id, citation or name hold every word of a text; of an empty text all."""
        wanted = text.lower().replace("§", " ").split()
        return [line for line, searched in self._lines() if all(_found(word, searched) for word in wanted)]

    def file(self, name: str) -> Mapping[str, Any]:
        """Return the compiled charge file that has this id, or that holds the offense of this id.

        Raises:
            UnknownNameError: There is neither such an offense nor such a file.
        """
        known = self._compiled["offenses"].get(name)
        if known is not None:
            return cache.read_charge_file(self._compiled, known)
        for file in self._files():
            if file["id"] == name:
                return file
        raise UnknownNameError(name, "offense", nearest=nearest(name, self.ids()))

    def _files(self) -> Iterator[Mapping[str, Any]]:
        for name in self._compiled["charge_names"]:
            yield cache.read_charge_file(self._compiled, name)

    def _lines(self) -> Iterator[tuple[OffenseLine, str]]:
        """Yield each offense with the text that is searched for it."""
        for file in self._files():
            for offense in file["offenses"]:
                line = OffenseLine(offense["id"], offense["citation"], full_name(file, offense))
                yield line, " ".join((*line, file["name"], file["family"])).lower()


def full_name(file: Mapping[str, Any], offense: Mapping[str, Any]) -> str:
    """Return an offense's name with that of its section before it, unless the one holds the other."""
    section, own = str(file["name"]), str(offense["name"])
    if section.lower() in own.lower() or own.lower() in section.lower():
        return own if len(own) >= len(section) else section
    return f"{section}: {lowered(own)}"


def _found(word: str, searched: str) -> bool:
    return word in searched or (len(word) > 3 and word.endswith("s") and word[:-1] in searched)
