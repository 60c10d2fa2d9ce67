"""What one comparison asks of a row, and what the row carries for it at each cut.

A cut is a level (certain 4 to unlikely 1) in one of the two readings; the engine sees plain booleans, numbers and words
there. A slot is one value on the row: the low or the high of a number, a witness among the words that are possible, or
whether a category or finding reaches the level. A slot under a negation reads at level 5 - L in the other reading; the
comparisons at_most, less_than and before are negations themselves.

Where the person bears the burden of an exception (silence "no"), the law presumes that it does not hold until it is
shown: a silent record defeats it, and a fact that is not known yet leaves it no more than unlikely.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from advisor.engines.layout import Literal
from advisor.findings import FAR, NEVER, NOT_EXCLUDED, OPEN, SHOWN, Length, Pair, Row, Span, Words
from advisor.law.conditions import FactCompares
from advisor.terms import Amount, Term, scaled

#: The eight cuts, highest level first in each reading.
CUTS: tuple[tuple[int, int], ...] = tuple((level, reading) for reading in (SHOWN, NOT_EXCLUDED)
                                          for level in (4, 3, 2, 1))  # fmt: skip
MIRRORED: tuple[int, ...] = tuple(CUTS.index((5 - level, 1 - reading)) for level, reading in CUTS)

Vector = tuple[int | str, ...]


class Slot(Protocol):
    """One value that a row carries, at every cut."""

    @property
    def name(self) -> str:
        """The slot's name within a ruleset."""

    def vector(self, state: RowState) -> Vector:
        """Return the value at each cut of CUTS, as a condition in plain use reads it."""


class Folds(Protocol):
    """The aggregates as far as they are folded."""

    def number(self, name: str, row: Row, amount: Amount | None) -> tuple[int, ...]:
        """Return an aggregate's value at each cut, on the scale of a threshold where it is a term."""


class RowState(NamedTuple):
    """One row with the findings that stand so far.

    Attributes:
        row: Facts and categories.
        findings: The pair of each finding and detail concluded so far on this row (of the person: and of its counts).
        folds: The aggregates.
    """

    row: Row
    findings: dict[tuple[str, str | None], Pair]
    folds: Folds


class WordSlot(NamedTuple):
    """A word, as the test of a set of words reads it: the witness that is least or most in favor of the test."""

    fact: str
    words: frozenset[str]
    silence: str

    @property
    def name(self) -> str:
        """The slot's name."""
        return f"{self.fact} among {'|'.join(sorted(self.words))} ({self.silence})"

    def vector(self, state: RowState) -> Vector:
        """Return the witness at each cut."""
        value = state.row.facts[self.fact]
        if not isinstance(value, Words):
            raise TypeError(f"{self.fact} is not a word on {state.row.key}")
        if value.possible is not None and len(value.possible) == 1 and not value.silent:
            return (*value.possible,) * 8
        inside = min(self.words)
        if value.silent and self.silence != "unknown":
            kept = self.silence == "split"
            return ("",) * 4 + (inside if kept else "",) * 4
        if value.silent or value.possible is None:
            least, most = "", inside
        else:
            least = min(value.possible - self.words, default=min(value.possible))
            most = min(value.possible & self.words, default=least)
        if self.silence == "no":
            return (least, least, least, most) * 2
        return (least, least, most, most) * 2


class NumberSlot(NamedTuple):
    """A number or a term, low at likely and above, high at open and below.

    Attributes:
        amount: The threshold that a term is compared with; None where the number is compared as it is.
        falling: Whether the condition asks for little (at_most, less_than, before): what is presumed against the
            person is then a high number, and not a low one.
    """

    fact: str
    amount: Amount | None
    silence: str
    folded: bool
    falling: bool = False

    @property
    def name(self) -> str:
        """The slot's name."""
        scale = f" against {self.amount.number} {self.amount.unit}" if self.amount else ""
        return f"{self.fact}{scale} ({self.silence}{', falling' if self.falling else ''})"

    def vector(self, state: RowState) -> Vector:
        """Return the number at each cut."""
        if self.folded:
            return state.folds.number(self.fact, state.row, self.amount)
        value = state.row.facts[self.fact]
        if not isinstance(value, Span | Length):
            raise TypeError(f"{self.fact} is not a number on {state.row.key}")
        if value.silent and self.silence == "split":
            return (-FAR,) * 4 + (FAR,) * 4
        if value.silent and self.silence == "no":
            return (FAR if self.falling else -FAR,) * 8
        low, high = (-FAR, FAR) if value.silent else bounds(value, self.amount)
        if self.silence == "no":
            return (low, high, high, high) * 2 if self.falling else (low, low, low, high) * 2
        return (low, low, high, high) * 2


def amount_of(leaf: FactCompares) -> Amount | None:
    """Return the threshold of a comparison of terms; None where a number is compared as it is."""
    return Amount(leaf.constant // 2, leaf.unit) if leaf.unit else None  # type: ignore[arg-type]


def bounds(value: Span | Length, amount: Amount | None) -> tuple[int, int]:
    """Return the low and the high of a number, on the scale of a threshold where it is a term."""
    if isinstance(value, Span):
        return value.low, value.high
    if amount is None:
        raise TypeError("a term is compared with a threshold that has a unit")
    return position(value.low, amount)[0], position(value.high, amount)[1]


def position(term: Term, amount: Amount) -> tuple[int, int]:
    """Return where a term lies against a threshold, on its half-step scale."""
    return scaled(term, amount)


class CategorySlot(NamedTuple):
    """Whether a category reaches the level: 1 or 0."""

    category: str

    @property
    def name(self) -> str:
        """The slot's name."""
        return f"category {self.category}"

    def vector(self, state: RowState) -> Vector:
        """Return whether the pair reaches each cut."""
        return reached(state.row.categories.get(self.category, NEVER))


class FindingSlot(NamedTuple):
    """Whether an earlier finding reaches the level: 1 or 0."""

    finding: str
    detail: str | None
    as_reported: bool
    not_excluded: bool
    shown_if: str | None

    @property
    def name(self) -> str:
        """The slot's name."""
        return f"finding {self.finding}/{self.detail or ''}{' as reported' if self.as_reported else ''}"

    def vector(self, state: RowState) -> Vector:
        """Return whether the pair reaches each cut."""
        pair = state.findings.get((self.finding, self.detail), NEVER)
        if not self.as_reported:
            return reached(pair)
        shown = not self.not_excluded
        if self.shown_if is not None:
            shown = state.findings.get((self.shown_if, None), NEVER).shown > OPEN
        side = pair.shown if shown else pair.not_excluded
        return reached(Pair(side, side))


def reached(pair: Pair) -> tuple[int, ...]:
    """Return for each cut whether a pair is at least at its level."""
    return _REACHED[pair]


_REACHED: dict[tuple[int, int], tuple[int, ...]] = {
    (shown, not_excluded): tuple(int((shown, not_excluded)[reading] >= level) for level, reading in CUTS)
    for shown in range(5)
    for not_excluded in range(5)
}


class Test(NamedTuple):
    """One leaf as the engine holds it: a slot, whether it is read under a negation, and the alternatives to meet.

    Attributes:
        alternatives: Conjunctions of literals on the slot, of which one must hold.
    """

    slot: Slot
    negated: bool
    alternatives: tuple[tuple[Literal, ...], ...]

    @property
    def key(self) -> str:
        """The name under which a row carries the slot for this test: every literal names it."""
        return self.alternatives[0][0].slot


def slot_key(slot: Slot, negated: bool) -> str:
    """Return the name under which a row carries a slot; its use under a negation is a value of its own."""
    return f"not {slot.name}" if negated else slot.name
