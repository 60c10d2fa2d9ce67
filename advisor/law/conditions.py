"""The condition language: what a rule, a grade or a classification may ask of one row.

Four readers use these few node types: the rule engine, the walker that explains, the columns, and the oracle of the
tests. A node is data only; it holds no way to evaluate itself, so that no reader can lean on another's code. Thousands
are made at each start, so they are named tuples, which are made in a third of the time of a dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

#: How a fact that the record is silent about (`unspecified`) is read by one condition.
#: split: `no` shown, `certain` not excluded. unknown: the record is not what decides. no: the person bears the burden.
SILENCE = ("split", "unknown", "no")

#: The operators as they stand in the parsed law. Words are tested with `in`, all others are order comparisons.
ORDER_OPERATORS = (">=", ">", "<=", "<")


class AllOf(NamedTuple):
    """Every part holds: the minimum of the parts' verdicts."""

    parts: tuple[Condition, ...]
    line: int = 0
    #: Named tuples of equal fields are equal: this keeps `all` and `any` of the same parts apart.
    kind: Literal["all"] = "all"


class AnyOf(NamedTuple):
    """Some part holds: the maximum of the parts' verdicts."""

    parts: tuple[Condition, ...]
    line: int = 0
    kind: Literal["any"] = "any"


class Not(NamedTuple):
    """The one negation: an item of `unless`. The words are mirrored and the two sides of the pair exchanged."""

    part: Condition
    line: int = 0


class CategoryIs(NamedTuple):
    """The count is classified as this category."""

    category: str
    line: int = 0


class FindingIs(NamedTuple):
    """An earlier finding holds; `as_reported` reads the side that the report shows, for both sides."""

    finding: str
    detail: str | None = None
    as_reported: bool = False
    line: int = 0


class FactIs(NamedTuple):
    """A fact is one of some words.

    Attributes:
        words: The words that satisfy the condition.
        silence: One of SILENCE.
        source: Authority id of this one condition, if the rule names one.
    """

    fact: str
    words: frozenset[str]
    silence: str = "split"
    source: str | None = None
    line: int = 0


class FactCompares(NamedTuple):
    """A number, date, money amount or duration stands in an order to a constant.

    Attributes:
        operator: One of ORDER_OPERATORS.
        constant: The figure on the fact's own integer scale (cents, milligrams, days since year 1, counts); years and
            durations stand on the half-step scale, where 2n is exactly n.
        unit: For durations the unit of the threshold (days, months, years), else None.
        threshold: Id of the named threshold, if the figure was named.
        silence: One of SILENCE.
        source: Authority id of this one condition, if the rule names one.
    """

    fact: str
    operator: str
    constant: int
    unit: str | None = None
    threshold: str | None = None
    silence: str = "split"
    source: str | None = None
    line: int = 0


Condition = AllOf | AnyOf | Not | CategoryIs | FindingIs | FactIs | FactCompares


def leaves(condition: Condition) -> Iterator[CategoryIs | FindingIs | FactIs | FactCompares]:
    """Yield every leaf of a condition, left to right."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def to_plain(condition: Condition) -> list[Any]:
    """Return a condition as nested lists for the compiled law."""
    match condition:
        case AllOf(parts, line):
            return ["all", line, *[to_plain(part) for part in parts]]
        case AnyOf(parts, line):
            return ["any", line, *[to_plain(part) for part in parts]]
        case Not(part, line):
            return ["not", line, to_plain(part)]
        case CategoryIs(category, line):
            return ["category", line, category]
        case FindingIs(finding, detail, as_reported, line):
            return ["finding", line, finding, detail, as_reported]
        case FactIs(fact, words, silence, source, line):
            return ["is", line, fact, sorted(words), silence, source]
        case FactCompares(fact, operator, constant, unit, threshold, silence, source, line):
            return ["compare", line, fact, operator, constant, unit, threshold, silence, source]
    raise TypeError(f"not a condition: {condition!r}")


def from_plain(plain: list[Any]) -> Condition:
    """Return the condition that `to_plain` wrote."""
    kind, line, *rest = plain
    if kind == "all":
        return AllOf(tuple(from_plain(part) for part in rest), line)
    if kind == "any":
        return AnyOf(tuple(from_plain(part) for part in rest), line)
    if kind == "not":
        return Not(from_plain(rest[0]), line)
    if kind == "category":
        return CategoryIs(rest[0], line)
    if kind == "finding":
        return FindingIs(rest[0], rest[1], rest[2], line)
    if kind == "is":
        return FactIs(rest[0], frozenset(rest[1]), rest[2], rest[3], line)
    return FactCompares(rest[0], rest[1], rest[2], rest[3], rest[4], rest[5], rest[6], line)
