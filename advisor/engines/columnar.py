"""All rules of a law over tables of many cases at once, stratum by stratum: the same rule files as column expressions.

A condition is a column of bytes, with a bit for each level of each reading that it reaches: `all` is the bits that all
parts have, `any` those that some part has. Negation is pushed down to the single tests. A law is compiled once; what is
left for each table is to run it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from advisor.engines.column_expressions import (
    RISING,
    SHOWN_LIKELY,
    answered,
    column_of,
    compared_with,
    lit,
    mirrored,
    number_byte,
    read_byte,
    where,
)
from advisor.engines.column_folds import Fold, Grouping, finding_column, folded, number_columns
from advisor.engines.column_tables import (
    OTHER,
    SILENT,
    Case,
    Compared,
    byte_of,
    category_column,
    compared,
    pair_of,
    tables,
)
from advisor.engines.conclusions import Conclusions, FindingKey
from advisor.engines.slots import CUTS, amount_of
from advisor.findings import Pair
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not, leaves
from advisor.law.entries import FindingEntry, Rule
from advisor.law.library import Law

PERSON, COUNT = "person", "count"


class Concluded(NamedTuple):
    """The tables with what was concluded.

    Attributes:
        counts: The findings of each count, a column of bytes each (`finding NAME/DETAIL`).
        persons: The findings of each person, those of some count among them.
        keys: The findings and details that stand in the tables.
    """

    counts: pl.DataFrame
    persons: pl.DataFrame
    keys: tuple[FindingKey, ...]


class _Stratum(NamedTuple):
    """The rules of one stratum and the aggregates that they compare."""

    rules: Mapping[str, tuple[Rule, ...]]
    folds: Mapping[str, tuple[Fold, ...]]


class ColumnLaw:
    """A law's rules as column expressions.

    Attributes:
        compared: What they read of the tables.
    """

    def __init__(self, law: Law) -> None:
        """Compile every condition once, so that one which columns cannot express is an error now.

        Raises:
            TypeError: A condition has no form in columns.
        """
        self.law = law
        self.compared: Compared = compared(law)
        self._details = {rule.concludes for rule in law.rules if rule.detail is not None}
        self._strata = [
            _Stratum(
                {about: tuple(rule for rule in stratum.rules if rule.about == about) for about in (COUNT, PERSON)},
                {about: tuple(self._folds(stratum.rules, about)) for about in (COUNT, PERSON)},
            )
            for stratum in law.strata
        ]
        read = {leaf.finding for rule in law.rules if rule.about == COUNT for leaf in _findings(rule.condition)}
        self._repeated = read | {name for each in read if (name := self._entry(each).shown_if)}
        everything = _Everything()
        for rule in law.rules:
            self._byte(rule.condition, everything)

    def conclude(self, counts: pl.DataFrame, persons: pl.DataFrame) -> Concluded:
        """Return what the rules conclude of every count and person.

        Args:
            counts: One row for each count, as `count_schema` lays them out, the rows of an option together.
            persons: One row for each option, as `person_schema` lays them out; `option` is the row's own number.
        """
        shared = [name for name in persons.columns if name not in counts.columns]
        counts = counts.hstack(persons.select(shared)[counts["option"]]) if shared else counts
        grouping = Grouping(counts, persons)
        standing: dict[FindingKey, None] = {}
        for stratum in self._strata:
            if stratum.rules[COUNT]:
                counts = counts.hstack(self._folded(stratum.folds[COUNT], counts, grouping, counts.columns))
                counts, fresh = self._run(stratum.rules[COUNT], counts, standing)
                persons = _lifted(counts, persons, fresh, grouping)
                standing |= dict.fromkeys(fresh)
            if stratum.rules[PERSON]:
                persons = persons.hstack(self._folded(stratum.folds[PERSON], counts, grouping, persons.columns))
                persons, fresh = self._run(stratum.rules[PERSON], persons, standing)
                standing |= dict.fromkeys(fresh)
                counts = self._repeat(counts, persons, fresh)
        return Concluded(counts, persons, tuple(standing))

    def _entry(self, finding: str) -> FindingEntry:
        return self.law.vocabulary.findings[finding]

    def _folds(self, rules: Iterable[Rule], about: str) -> Iterator[Fold]:
        known: dict[tuple[str, object], Fold] = {}
        for rule in rules:
            for leaf in leaves(rule.condition) if rule.about == about else ():
                aggregate = self.law.vocabulary.aggregates.get(leaf.fact) if isinstance(leaf, FactCompares) else None
                if aggregate is not None and isinstance(leaf, FactCompares):
                    amount = amount_of(leaf)
                    known[aggregate.name, amount] = Fold(aggregate, amount)
        yield from known.values()

    def _folded(
        self, folds: Iterable[Fold], counts: pl.DataFrame, grouping: Grouping, held: Sequence[str]
    ) -> list[pl.Series]:
        """Return the columns of the aggregates that are not there yet, a value for each row of the table asked for."""
        found: list[pl.Series] = []
        for fold in folds:
            if fold.columns[0] not in held:
                numbers = folded(fold, counts, grouping)
                spread = "role" in held and not fold.aggregate.among
                found += [column.gather(counts["option"]) for column in numbers] if spread else numbers
        return found

    def _run(
        self, rules: Iterable[Rule], table: pl.DataFrame, standing: Mapping[FindingKey, None]
    ) -> tuple[pl.DataFrame, list[FindingKey]]:
        """Return the table with what the rules of a stratum conclude, and the findings that they speak of."""
        columns = frozenset(table.columns)
        concluded: dict[FindingKey, list[pl.Expr]] = {}
        for rule in rules:
            capped = self._byte(rule.condition, columns) & lit(byte_of((rule.strength, rule.strength)))
            for detail, byte in self._detailed(rule, capped, columns, standing):
                for key in {(rule.concludes, detail), (rule.concludes, None)}:
                    concluded.setdefault(key, []).append(byte)
        expressions = []
        for key, several in concluded.items():
            name = finding_column(*key)
            known = [pl.col(name)] if name in columns else []
            expressions.append(reduce(or_, [*known, *several]).alias(name))
        return table.with_columns(expressions), list(concluded)

    def _detailed(
        self, rule: Rule, capped: pl.Expr, columns: frozenset[str], standing: Mapping[FindingKey, None]
    ) -> Iterator[tuple[str | None, pl.Expr]]:
        if rule.detail != "inherited":
            yield rule.detail, capped
            return
        source = next(leaf.finding for leaf in _findings(rule.condition) if leaf.finding in self._details)
        for finding, detail in standing:
            if finding == source and detail is not None:
                yield detail, capped & column_of(finding_column(finding, detail), columns)

    def _repeat(self, counts: pl.DataFrame, persons: pl.DataFrame, fresh: Iterable[FindingKey]) -> pl.DataFrame:
        """Let the counts hold what is concluded of the person, where a rule about counts reads it."""
        names = [finding_column(*key) for key in fresh if key[0] in self._repeated]
        return counts.with_columns(persons.select(names)[counts["option"]].get_columns()) if names else counts

    def _byte(self, condition: Condition, columns: frozenset[str], negated: bool = False) -> pl.Expr:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                every = [self._byte(part, columns, negated) for part in parts]
                return reduce(and_ if isinstance(condition, AllOf) != negated else or_, every)
            case Not(part):
                return self._byte(part, columns, not negated)
            case CategoryIs(category):
                return read_byte(category_column(category), columns, negated)
            case FindingIs():
                return self._finding(condition, columns, negated)
            case FactIs():
                return self._word(condition, negated)
            case FactCompares():
                folds = condition.fact in self.law.vocabulary.aggregates
                return self._fold(condition, negated) if folds else number_byte(condition, negated)
        raise TypeError(f"no form in columns: {condition!r}")

    def _finding(self, leaf: FindingIs, columns: frozenset[str], negated: bool) -> pl.Expr:
        name = finding_column(leaf.finding, leaf.detail)
        if not leaf.as_reported or name not in columns:
            return read_byte(name, columns, negated)
        own = pl.col(name)
        entry = self._entry(leaf.finding)
        shown, not_excluded = (own & lit(15)) * lit(17), (own // lit(16)) * lit(17)
        side = shown if entry.reading == "shown" else not_excluded
        if entry.shown_if is not None:
            burden = column_of(finding_column(entry.shown_if, None), columns)
            side = pl.when((burden & lit(SHOWN_LIKELY)) != 0).then(shown).otherwise(side)
        return mirrored(side) if negated else side

    def _word(self, leaf: FactIs, negated: bool) -> pl.Expr:
        bits = self.compared.facts[leaf.fact].words
        inside = sum(bits[word] for word in leaf.words)
        outside = (sum(bits.values()) | (1 << OTHER)) & ~inside
        column = pl.col(leaf.fact)
        silent = (column & (1 << SILENT)) != 0
        return answered((column & inside) != 0, (column & outside) == 0, silent, leaf.silence, negated)

    def _fold(self, leaf: FactCompares, negated: bool) -> pl.Expr:
        """An aggregate has a value at each level and reading; against its growth a comparison is a negation."""
        along = (leaf.operator in RISING) == self.law.vocabulary.aggregates[leaf.fact].grows_up
        names = number_columns(leaf.fact, amount_of(leaf))
        reached = []
        for name, (level, reading) in zip(names, CUTS, strict=True):
            holds = compared_with(pl.col(name), leaf)
            levels = ((1 << level) - 1) << (4 * reading)
            reached.append(where(holds if along else ~holds, levels))
        whole = reduce(or_, reached)
        return mirrored(whole) if negated == along else whole


class _Everything(frozenset[str]):
    """Columns that are all there: for compiling without a table."""

    def __contains__(self, name: object) -> bool:
        return True


def _findings(condition: Condition) -> Iterator[FindingIs]:
    return (leaf for leaf in leaves(condition) if isinstance(leaf, FindingIs))


def _lifted(
    counts: pl.DataFrame, persons: pl.DataFrame, fresh: Iterable[FindingKey], grouping: Grouping
) -> pl.DataFrame:
    """Let the persons hold what some count of theirs holds: the first count of each, then the second, and so on."""
    names = [finding_column(*key) for key in fresh]
    lifted = {name: np.zeros(persons.height, dtype=np.uint8) for name in names}
    for rows, options in grouping.places:
        for name, column in lifted.items():
            column[options] |= counts[name].to_numpy()[rows]
    return persons.with_columns(pl.Series(name, column) for name, column in lifted.items())


_COMPILED: WeakKeyDictionary[Law, ColumnLaw] = WeakKeyDictionary()


def column_law(law: Law) -> ColumnLaw:
    """Return a law's rules as column expressions; each law is compiled once a process."""
    if law not in _COMPILED:
        _COMPILED[law] = ColumnLaw(law)
    return _COMPILED[law]


def conclude_all(law: Law, cases: Iterable[Case]) -> list[Conclusions]:
    """Return the findings of every row of many cases, as an engine for one case returns them (without the rules)."""
    cases = list(cases)
    concluded = column_law(law).conclude(*tables(law, cases))
    found: list[dict[str, dict[FindingKey, Pair]]] = [{} for _ in cases]
    for table in (concluded.counts, concluded.persons):
        keys = {finding_column(*key): key for key in concluded.keys if finding_column(*key) in table.columns}
        row_keys = table["key"] if "key" in table.columns else pl.repeat(PERSON, table.height, eager=True)
        cells = table.select("option", row_keys.alias("row key"), *keys).iter_rows()
        for option, row_key, *bytes_ in cells:
            held = {key: pair_of(byte) for key, byte in zip(keys.values(), bytes_, strict=True) if byte}
            found[option][row_key] = held
    return [Conclusions(findings, {}) for findings in found]
