"""What is concluded, and the values that conclusions are drawn from.

A verdict is one of five words, held as an integer 0 to 4. On a row every condition, category and finding is a pair of
them: what is *shown* (the government must prove it) and what is *not excluded* (the person must disprove it).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from advisor.terms import Term

VERDICTS = ("no", "unlikely", "open", "likely", "certain")
NO, UNLIKELY, OPEN, LIKELY, CERTAIN = range(5)
LEVEL_OF = {word: level for level, word in enumerate(VERDICTS)}

SHOWN, NOT_EXCLUDED = 0, 1


class Pair(NamedTuple):
    """A verdict in its two readings; shown is never the higher."""

    shown: int
    not_excluded: int


NEVER = Pair(NO, NO)
UNSURE = Pair(OPEN, OPEN)
SURELY = Pair(CERTAIN, CERTAIN)
SILENT = Pair(NO, CERTAIN)


def both(first: Pair, second: Pair) -> Pair:
    """Return the verdict that two conditions hold together: the minimum of each reading."""
    if first[0] <= second[0]:
        return first if first[1] <= second[1] else Pair(first[0], second[1])
    return second if second[1] <= first[1] else Pair(second[0], first[1])


def either(first: Pair, second: Pair) -> Pair:
    """Return the verdict that at least one of two conditions holds: the maximum of each reading."""
    if first[0] >= second[0]:
        return first if first[1] >= second[1] else Pair(first[0], second[1])
    return second if second[1] >= first[1] else Pair(second[0], first[1])


def negation(pair: Pair) -> Pair:
    """Return the verdict that a condition fails: the words mirrored and the two sides exchanged."""
    return Pair(CERTAIN - pair[1], CERTAIN - pair[0])


def if_else(condition: Pair, then: Pair, otherwise: Pair) -> Pair:
    """Return the verdict of "then if the condition holds, else otherwise".

    The third part keeps what holds either way from being lost while the condition is unknown.
    """
    return either(
        either(both(condition, then), both(negation(condition), otherwise)),
        both(then, otherwise),
    )


class Words(NamedTuple):
    """A fact that is a word: which words are possible.

    Attributes:
        possible: The words that what was given leaves open; None means that any is.
        silent: The record says nothing (`unspecified`).
        unknown: The scenario paths whose answer would narrow it.
    """

    possible: frozenset[str] | None
    silent: bool = False
    unknown: tuple[str, ...] = ()


class Span(NamedTuple):
    """A fact that is a number, on its integer scale, known within a low and a high."""

    low: int
    high: int
    silent: bool = False
    unknown: tuple[str, ...] = ()


class Length(NamedTuple):
    """A fact that is a duration, known within a shortest and a longest term."""

    low: Term
    high: Term
    silent: bool = False
    unknown: tuple[str, ...] = ()


class Group(NamedTuple):
    """A fact that says which counts belong together (one scheme, terms that run together).

    Attributes:
        case: Counts of different cases are apart unless their numbers are equal.
        number: The number given; None means that within the case it is not known.
        unknown: The scenario paths whose answer would tell.
    """

    case: str
    number: str | None
    unknown: tuple[str, ...] = ()


Value = Words | Span | Length | Group

#: Beyond every figure that a scenario can hold, and within what the rule engine carries exactly.
FAR = 10**15


def flag(value: bool | None, *paths: str) -> Words:
    """Return a yes-or-no fact; None is unknown, and `paths` say where the answer would stand."""
    if value is None:
        return Words(None, unknown=paths)
    return Words(frozenset(("true" if value else "false",)))


def word(value: str | None, *paths: str) -> Words:
    """Return a word fact; None is unknown."""
    return Words(None, unknown=paths) if value is None else Words(frozenset((value,)))


@dataclass(slots=True)
class Row:
    """One row: a count (role plea, prior or charge) or the person.

    Attributes:
        key: `pleas[0].counts[1]`, `priors[0]`, `charges[0]` or `person`.
        about: "count" or "person".
        role: plea | prior | charge, or "" for the person.
        index: Position within its list in the scenario.
        facts: Every fact that a rule may test; a count repeats the person's.
        categories: Verdict pairs of the classification; a category that is missing is `no`.
        because: Why a category stands as it does (for the report), by category.
    """

    key: str
    about: str
    role: str = ""
    index: int = 0
    facts: dict[str, Value] = field(default_factory=dict)
    categories: dict[str, Pair] = field(default_factory=dict)
    because: dict[str, object] = field(default_factory=dict)
