"""The parts of a library that the checks walk: versions of rules, entries of charge files, names in a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from advisor.document import Node, PathInDocument
from advisor.law.compiling import LAYERS
from advisor.law.conditions import (
    AllOf,
    AnyOf,
    CategoryIs,
    Condition,
    FactCompares,
    FactIs,
    FindingIs,
    Not,
    from_plain,
    leaves,
)
from advisor.law.tables import AUTHORITY_TABLES
from advisor.law.vocabulary import Vocabulary

Leaf = CategoryIs | FindingIs | FactIs | FactCompares
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class RuleVersion:
    """One version of a rule."""

    rule: Mapping[str, Any]
    version: Mapping[str, Any]
    condition: Condition

    @property
    def place(self) -> str:
        """Where the version stands."""
        return f"{self.rule['file']}:{self.version['line']}"

    @property
    def layer(self) -> int:
        """The number of the rule's folder."""
        return layer_of(self.rule)


@dataclass(frozen=True)
class Entry:
    """One entry of a list that a charge file tries in order: a grade, or an answer on a category."""

    file: Mapping[str, Any]
    offense: Mapping[str, Any]
    data: Mapping[str, Any]
    condition: Condition | None

    @property
    def place(self) -> str:
        """Where the entry stands."""
        return f"{self.file['file']}:{self.data['line']}"

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day for which the entry answers."""
        return self.data.get("effective_from", FIRST_DAY), self.data.get("effective_to", LAST_DAY)


@dataclass
class Library:
    """All law files together.

    Attributes:
        nodes: Each file as it was read, by its name.
        law: The compiled form.
        unread: The names of the files that could not be read at all.
    """

    nodes: Mapping[str, Node]
    law: Mapping[str, Any]
    vocabulary: Vocabulary
    unread: Set[str] = frozenset()

    @cached_property
    def versions(self) -> tuple[RuleVersion, ...]:
        """Every version of every rule."""
        return tuple(
            RuleVersion(rule, version, from_plain(version["condition"]))
            for rule in self.law["rules"]
            for version in rule["versions"]
        )

    @cached_property
    def answers(self) -> tuple[Entry, ...]:
        """Every answer on a category."""
        return self._entries("classification")

    @cached_property
    def grades(self) -> tuple[Entry, ...]:
        """Every grade of an offense."""
        return self._entries("grades")

    @cached_property
    def authorities(self) -> Mapping[str, Mapping[str, Any]]:
        """Every authority by its id."""
        return {entry["id"]: entry for name in AUTHORITY_TABLES for entry in self.table(name) if "id" in entry}

    @cached_property
    def offense_ids(self) -> tuple[str, ...]:
        """Every offense id, in the order of the files."""
        return tuple(offense["id"] for file in self.law["charges"].values() for offense in file["offenses"])

    def table(self, name: str) -> list[Mapping[str, Any]]:
        """Return the entries of a table that is a list; nothing if it is missing or something else."""
        entries = self.law["tables"].get(name)
        return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition of rules and of charge files."""
        yield from (each.condition for each in self.versions)
        yield from (each.condition for each in (*self.grades, *self.answers) if each.condition is not None)

    def _entries(self, part: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(file, offense, entry, None if entry["when"] is None else from_plain(entry["when"]))
            for file in self.law["charges"].values()
            for offense in file["offenses"]
            for entry in offense[part]
        )


def day_before(day: str) -> str:
    """Return the day before one; the first day has none."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day > FIRST_DAY else day


def day_after(day: str) -> str:
    """Return the day after one; the last day has none."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < LAST_DAY else day


def layer_of(rule: Mapping[str, Any]) -> int:
    """Return the number of the folder of a rule, from 1."""
    return LAYERS.index(rule["file"].split("/")[1]) + 1


def signed_leaves(condition: Condition, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Yield each leaf of a condition, and whether it stands under a negation."""
    if isinstance(condition, Not):
        yield from signed_leaves(condition.part, not negated)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from signed_leaves(part, negated)
    else:
        yield condition, negated


def findings_read(condition: Condition, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield each finding that a condition reads, by itself or through an aggregate, with the line."""
    for leaf in leaves(condition):
        if isinstance(leaf, FindingIs):
            yield leaf.finding, leaf.line
        elif isinstance(leaf, FactIs | FactCompares) and leaf.fact in vocabulary.aggregates:
            for part in vocabulary.aggregates[leaf.fact].where:
                yield from ((inner.finding, leaf.line) for inner in leaves(part) if isinstance(inner, FindingIs))


def names_under(value: object, keys: frozenset[str], at: PathInDocument = ()) -> Iterator[tuple[PathInDocument, str]]:
    """Yield each text that stands under one of some keys, alone or in a list, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys:
                named = inner if isinstance(inner, list) else [inner]
                yield from (((*at, key), name) for name in named if isinstance(name, str))
            if isinstance(inner, dict | list):
                yield from names_under(inner, keys, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from names_under(inner, keys, (*at, index))
