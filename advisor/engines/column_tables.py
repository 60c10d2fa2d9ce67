"""Rows as two tables of columns, one row for each count and one for each person: what the column engine reads.

- A word or flag is one column with a bit for each word that is possible. Not known, it has every bit, that of other
  words too; silent, it has the bit of silence besides.
- A number, money, grams, years or a date has two columns, `fact.low` and `fact.high`, on the fact's own integer scale.
  A silent record lies beyond all bounds.
- A duration has the two ends in months and in days where an aggregate folds it, and against each threshold that some
  rule compares it with (`fact against 1 years.low`).
- A group has `fact.case` and `fact.number`, which is NULL where the number is not known.

A category is one byte, and so is every finding that is concluded: bits 0 to 3 tell whether what is shown reaches
unlikely, likely and so on (1, 2, 3, 4), bits 4 to 7 the same of what is not excluded. `all` is then the bits that all
have, `any` the bits that some has. `option` numbers the plea options: the rows of one stand together, and the person of
option n is row n of the other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import polars as pl

from advisor.engines.slots import amount_of
from advisor.findings import FAR, NEVER, Group, Length, Pair, Row, Span, Value, Words
from advisor.law.conditions import CategoryIs, FactCompares, FactIs, leaves
from advisor.law.entries import NUMBER_KINDS, WORD_KINDS
from advisor.law.library import Law
from advisor.terms import Amount, Term, scaled

#: The bits of a word column that stand for no word of the vocabulary.
OTHER, SILENT = 30, 31
ANY = (1 << SILENT) - 1
#: A silent record is unknown beyond every bound; so the two comparisons at its ends always part.
BEYOND = 4 * FAR
#: The months of a term without end.
LIFE = 10**6
ROLES = ("plea", "prior", "charge")

Case = tuple[Sequence[Row], Row, bool]


class Compared(NamedTuple):
    """What the rules of a law compare: the facts, and for durations the thresholds.

    Attributes:
        facts: By name the kind, the words and the thresholds of each fact that a rule or an aggregate reads.
        categories: The categories that a rule or an aggregate reads.
    """

    facts: Mapping[str, ComparedFact]
    categories: tuple[str, ...]


class ComparedFact(NamedTuple):
    """One fact as a column.

    Attributes:
        kind: Its kind in the vocabulary.
        about: "person" or "count".
        words: The bit of each word.
        amounts: The thresholds that a duration is compared with, where no aggregate folds it first.
        folded: Whether an aggregate folds it.
    """

    kind: str
    about: str
    words: Mapping[str, int]
    amounts: tuple[Amount, ...]
    folded: bool


def compared(law: Law) -> Compared:
    """Return what the rules of a law read of its rows.

    Raises:
        ValueError: A fact has more words than a column has bits.
    """
    vocabulary = law.vocabulary
    amounts: dict[str, dict[Amount, None]] = {}
    words: dict[str, set[str]] = {}
    categories: dict[str, None] = {}
    for leaf in (leaf for rule in law.rules for leaf in leaves(rule.condition)):
        if isinstance(leaf, CategoryIs):
            categories[leaf.category] = None
        elif isinstance(leaf, FactCompares) and leaf.fact not in vocabulary.aggregates:
            amount = amount_of(leaf)
            amounts.setdefault(leaf.fact, {}).update({amount: None} if amount else {})
        elif isinstance(leaf, FactIs):
            words.setdefault(leaf.fact, set()).update(leaf.words)
    folded = set()
    for aggregate in vocabulary.aggregates.values():
        folded |= {name for name in (aggregate.of, aggregate.longest_within) if name}
        folded |= {"offense_date"} if aggregate.among == "earlier_others" else set()
        categories |= {part.category: None for part in aggregate.where if isinstance(part, CategoryIs)}
    facts = {}
    for name in dict.fromkeys((*words, *amounts, *sorted(folded))):
        entry = vocabulary.facts[name]
        listed = entry.words or tuple(sorted(words.get(name, ())))
        if len(listed) > OTHER:
            raise ValueError(f"`{name}` has more words than a column has bits")
        bits = {word: 1 << place for place, word in enumerate(listed)}
        facts[name] = ComparedFact(entry.kind, entry.about, bits, tuple(amounts.get(name, ())), name in folded)
    return Compared(facts, tuple(categories))


def position_column(fact: str, amount: Amount, end: str) -> str:
    """Return the name of the column that tells where a duration lies against a threshold."""
    return f"{fact} against {amount.number} {amount.unit}.{end}"


@lru_cache(maxsize=65_536)
def position(months: int, days: int, amount: Amount) -> tuple[int, int]:
    """Return where a term lies against a threshold, at least and at most, on the threshold's half-step scale."""
    return scaled(Term(life=True) if months >= LIFE else Term(months, days), amount)


def tables(reads: Compared, cases: Iterable[Case]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the counts and the persons of cases as two tables.

    Args:
        reads: What the rules to be asked compare.
        cases: For each option its counts, its person, and whether priors may be there that were not given.
    """
    counts: dict[str, list[Any]] = {}
    persons: dict[str, list[Any]] = {}
    for option, (rows, person, priors_unknown) in enumerate(cases):
        _add(persons, {"option": option, "priors_unknown": priors_unknown, **dict(_cells(person, reads))})
        for row in rows:
            head = {"option": option, "key": row.key, "role": ROLES.index(row.role)}
            _add(counts, {**head, **dict(_cells(row, reads)), **_levels(row, reads)})
    return pl.DataFrame(counts, schema=count_schema(reads)), pl.DataFrame(persons, schema=person_schema(reads))


def _add(columns: dict[str, list[Any]], cells: Mapping[str, Any]) -> None:
    for name, cell in cells.items():
        columns.setdefault(name, []).append(cell)


def _levels(row: Row, reads: Compared) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in reads.categories:
        pair = row.categories.get(name, NEVER)
        found[category_column(name)] = byte_of(pair)
    return found


def category_column(name: str) -> str:
    """Return the name of a category's column."""
    return f"category {name}"


def byte_of(pair: tuple[int, int]) -> int:
    """Return a verdict pair as the bits of the levels that it reaches."""
    return ((1 << pair[0]) - 1) | (((1 << pair[1]) - 1) << 4)


def pair_of(byte: int) -> Pair:
    """Return the verdict pair of a byte."""
    return Pair((byte & 15).bit_count(), (byte >> 4).bit_count())


def _cells(row: Row, reads: Compared) -> Iterator[tuple[str, Any]]:
    for name, fact in reads.facts.items():
        if row.about == "count" or fact.about == "person":
            yield from _cells_of(name, fact, row.facts[name])


def _cells_of(name: str, fact: ComparedFact, value: Value) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Words):
        yield name, _bits(fact, value)
    elif isinstance(value, Span):
        yield f"{name}.low", -BEYOND if value.silent else value.low
        yield f"{name}.high", BEYOND if value.silent else value.high
    elif isinstance(value, Length):
        yield from _terms(name, fact, value)
    elif isinstance(value, Group):
        yield f"{name}.case", value.case
        yield f"{name}.number", value.number


def _bits(fact: ComparedFact, value: Words) -> int:
    known = ANY if value.possible is None else sum(fact.words.get(word, 0) for word in value.possible)
    if value.possible is not None and not all(word in fact.words for word in value.possible):
        known |= 1 << OTHER
    return known | (value.silent << SILENT)


def _terms(name: str, fact: ComparedFact, value: Length) -> Iterator[tuple[str, Any]]:
    for end, term in (("low", value.low), ("high", value.high)):
        months, days = (LIFE, 0) if term.life else (term.months, term.days)
        if fact.folded:
            yield f"{name}.{end}.months", months
            yield f"{name}.{end}.days", days
        for amount in fact.amounts:
            side = (
                {"low": -BEYOND, "high": BEYOND}[end] if value.silent else position(months, days, amount)[end == "high"]
            )
            yield position_column(name, amount, end), side


def count_schema(reads: Compared) -> dict[str, Any]:
    """Return the columns of the table of counts, with their types; one row for each count of each option."""
    schema: dict[str, Any] = {"option": pl.UInt32, "key": pl.String, "role": pl.UInt8}
    for name, fact in reads.facts.items():
        schema |= _types(name, fact)
    for name in reads.categories:
        schema[category_column(name)] = pl.UInt8
    return schema


def person_schema(reads: Compared) -> dict[str, Any]:
    """Return the columns of the table of persons, with their types; one row for each option."""
    schema: dict[str, Any] = {"option": pl.UInt32, "priors_unknown": pl.Boolean}
    for name, fact in reads.facts.items():
        if fact.about == "person":
            schema |= _types(name, fact)
    return schema


def _types(name: str, fact: ComparedFact) -> dict[str, Any]:
    if fact.kind in WORD_KINDS:
        return {name: pl.UInt32}
    if fact.kind in NUMBER_KINDS:
        return {f"{name}.low": pl.Int64, f"{name}.high": pl.Int64}
    if fact.kind == "group":
        return {f"{name}.case": pl.String, f"{name}.number": pl.String}
    types: dict[str, Any] = {}
    for end in ("low", "high"):
        if fact.folded:
            types |= {f"{name}.{end}.months": pl.Int32, f"{name}.{end}.days": pl.Int32}
        types |= {position_column(name, amount, end): pl.Int64 for amount in fact.amounts}
    return types
