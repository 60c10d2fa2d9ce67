"""All rules of a law over tables of many cases at once, stratum by stratum: the same rule files as column expressions.

A condition is a column of bytes, with a bit for each level of each reading that it reaches: `all` is the bits that all
parts have, `any` those that some part has. Negation is pushed down to the single tests. A law is compiled once; what is
left for each table is to run it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
from advisor.engines.conclusions import Conclusions, FindingKey, inherited_sources
from advisor.engines.slots import CUTS, amount_of
from advisor.findings import Pair
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not, leaves
from advisor.law.entries import FindingEntry, Rule
from advisor.law.library import Law
from advisor.law.strata import Stratum

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


class _Part(NamedTuple):
    """The rules of one stratum about counts, or about the person, as they run over a table.

    Attributes:
        about: COUNT or PERSON: the table that they run over.
        folds: The aggregates that they are the first to compare there.
        expressions: A column for each finding that they conclude.
        keys: Those findings.
        shared: The columns among them that the other table holds too: of a count all, for the person holds what some
            count does; of the person those that a rule about counts reads.
    """

    about: str
    folds: tuple[Fold, ...]
    expressions: tuple[pl.Expr, ...]
    keys: tuple[FindingKey, ...]
    shared: tuple[str, ...]


class ColumnLaw:
    """A law's rules as column expressions.

    Attributes:
        compared: What they read of the tables.
    """

    def __init__(self, law: Law) -> None:
        """Compile every rule; which findings stand in a table when it runs is fixed by the law.

        Raises:
            TypeError: A condition has no form in columns.
        """
        self._vocabulary = law.vocabulary
        self.compared: Compared = compared(law)
        self._sources = {id(law.rules[number]): source for number, source in inherited_sources(law).items()}
        read = {leaf.finding for rule in law.rules if rule.about == COUNT for leaf in _findings(rule.condition)}
        self._repeated = read | {name for each in read if (name := self._entry(each).shown_if)}
        self._parts = tuple(self._compiled(law.strata))

    def _compiled(self, strata: Iterable[Stratum]) -> Iterator[_Part]:
        columns = {COUNT: {category_column(name) for name in self.compared.categories}, PERSON: set[str]()}
        standing: dict[FindingKey, None] = {}
        known: dict[str, set[Fold]] = {COUNT: set(), PERSON: set()}
        for stratum in strata:
            for about in (COUNT, PERSON):
                rules = [rule for rule in stratum.rules if rule.about == about]
                if not rules:
                    continue
                folds = tuple(fold for fold in dict.fromkeys(self._folds(rules)) if fold not in known[about])
                known[about].update(folds)
                concluded = self._concluded(rules, columns[about], standing)
                own = {key: finding_column(*key) for key in concluded}
                shared = tuple(name for key, name in own.items() if about == COUNT or key[0] in self._repeated)
                yield _Part(about, folds, tuple(concluded.values()), tuple(concluded), shared)
                standing |= dict.fromkeys(concluded)
                columns[about].update(own.values())
                columns[COUNT if about == PERSON else PERSON].update(shared)

    def conclude(self, counts: pl.DataFrame, persons: pl.DataFrame) -> Concluded:
        """Return what the rules conclude of every count and person.

        Args:
            counts: One row for each count, as `count_schema` lays them out, the rows of an option together.
            persons: One row for each option, as `person_schema` lays them out; `option` is the row's own number.
        """
        shared = [name for name in persons.columns if name not in counts.columns]
        counts = counts.hstack(persons.select(shared)[counts["option"]]) if shared else counts
        grouping = Grouping(counts, persons)
        for part in self._parts:
            numbers = [column for fold in part.folds for column in _spread(fold, counts, grouping, part.about)]
            if part.about == COUNT:
                counts = counts.hstack(numbers).with_columns(part.expressions)
                persons = _lifted(counts, persons, part.shared, grouping)
            else:
                persons = persons.hstack(numbers).with_columns(part.expressions)
                counts = counts.with_columns(persons[name].gather(counts["option"]) for name in part.shared)
        return Concluded(counts, persons, tuple(dict.fromkeys(key for part in self._parts for key in part.keys)))

    def _entry(self, finding: str) -> FindingEntry:
        return self._vocabulary.findings[finding]

    def _folds(self, rules: Iterable[Rule]) -> Iterator[Fold]:
        aggregates = self._vocabulary.aggregates
        for rule in rules:
            for leaf in leaves(rule.condition):
                if isinstance(leaf, FactCompares) and leaf.fact in aggregates:
                    yield Fold(aggregates[leaf.fact], amount_of(leaf))

    def _concluded(
        self, rules: Iterable[Rule], columns: Collection[str], standing: Iterable[FindingKey]
    ) -> dict[FindingKey, pl.Expr]:
        """Return a column for each finding that the rules of a stratum conclude.

        Args:
            rules: They all run over one table.
            columns: The categories and findings that stand in it.
            standing: The findings that stand in either table.
        """
        concluded: dict[FindingKey, list[pl.Expr]] = {}
        for rule in rules:
            capped = self._byte(rule.condition, columns) & lit(byte_of((rule.strength, rule.strength)))
            for detail, byte in self._detailed(rule, capped, columns, standing):
                for key in {(rule.concludes, detail), (rule.concludes, None)}:
                    concluded.setdefault(key, []).append(byte)
        expressions = {}
        for key, several in concluded.items():
            name = finding_column(*key)
            known = [pl.col(name)] if name in columns else []
            expressions[key] = reduce(or_, [*known, *several]).alias(name)
        return expressions

    def _detailed(
        self, rule: Rule, capped: pl.Expr, columns: Collection[str], standing: Iterable[FindingKey]
    ) -> Iterator[tuple[str | None, pl.Expr]]:
        source = self._sources.get(id(rule))
        if source is None:
            yield rule.detail, capped
            return
        for finding, detail in standing:
            if finding == source and detail is not None:
                yield detail, capped & read_byte(finding_column(finding, detail), columns)

    def _byte(self, condition: Condition, columns: Collection[str], negated: bool = False) -> pl.Expr:
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
                folds = condition.fact in self._vocabulary.aggregates
                return self._fold(condition, negated) if folds else number_byte(condition, negated)
        raise TypeError(f"no form in columns: {condition!r}")

    def _finding(self, leaf: FindingIs, columns: Collection[str], negated: bool) -> pl.Expr:
        name = finding_column(leaf.finding, leaf.detail)
        if not leaf.as_reported or name not in columns:
            return read_byte(name, columns, negated)
        own = pl.col(name)
        entry = self._entry(leaf.finding)
        shown, not_excluded = (own & lit(15)) * lit(17), (own // lit(16)) * lit(17)
        side = shown if entry.reading == "shown" else not_excluded
        if entry.shown_if is not None:
            burden = read_byte(finding_column(entry.shown_if, None), columns)
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
        along = (leaf.operator in RISING) == self._vocabulary.aggregates[leaf.fact].grows_up
        names = number_columns(leaf.fact, amount_of(leaf))
        reached = []
        for name, (level, reading) in zip(names, CUTS, strict=True):
            holds = compared_with(pl.col(name), leaf)
            levels = ((1 << level) - 1) << (4 * reading)
            reached.append(where(holds if along else ~holds, levels))
        whole = reduce(or_, reached)
        return mirrored(whole) if negated == along else whole


def _findings(condition: Condition) -> Iterator[FindingIs]:
    return (leaf for leaf in leaves(condition) if isinstance(leaf, FindingIs))


def _spread(fold: Fold, counts: pl.DataFrame, grouping: Grouping, about: str) -> list[pl.Series]:
    """Return an aggregate's columns, a value for each row of the table that the rules run over."""
    numbers = folded(fold, counts, grouping)
    if about == COUNT and not fold.aggregate.among:
        return [column.gather(counts["option"]) for column in numbers]
    return numbers


def _lifted(counts: pl.DataFrame, persons: pl.DataFrame, names: Iterable[str], grouping: Grouping) -> pl.DataFrame:
    """Let the persons hold what some count of theirs holds: the first count of each, then the second, and so on."""
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
    compiled = column_law(law)
    concluded = compiled.conclude(*tables(compiled.compared, cases))
    found: list[dict[str, dict[FindingKey, Pair]]] = [{} for _ in cases]
    for table in (concluded.counts, concluded.persons):
        keys = {finding_column(*key): key for key in concluded.keys if finding_column(*key) in table.columns}
        row_keys = table["key"] if "key" in table.columns else pl.repeat(PERSON, table.height, eager=True)
        cells = table.select("option", row_keys.alias("row key"), *keys).iter_rows()
        for option, row_key, *bytes_ in cells:
            held = {key: pair_of(byte) for key, byte in zip(keys.values(), bytes_, strict=True) if byte}
            found[option][row_key] = held
    return [Conclusions(findings, {}) for findings in found]
