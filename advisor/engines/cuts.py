"""Conditions compiled to clauses, and one stratum of rules run over a row at every cut.

A rule becomes conjunctions of literals (its disjunctive form), each a rule of its own in the engine. Negation never
reaches the engine: it is pushed down to the comparisons, which then read the row's value for negated use.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, product

from advisor.engines.layout import Clause, Literal
from advisor.engines.rete import Ruleset, shard
from advisor.engines.slots import (
    CUTS,
    MIRRORED,
    CategorySlot,
    FindingSlot,
    NumberSlot,
    RowState,
    Slot,
    Test,
    Vector,
    WordSlot,
    amount_of,
    slot_key,
)
from advisor.findings import SHOWN, Pair
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.law.vocabulary import Vocabulary
from advisor.terms import Amount

_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_RISING = (">=", ">")
#: Outcomes of firings that are kept; beyond it the memory is emptied and filled again.
_KEPT = 20_000


class ClauseCompiler:
    """Turn conditions into clauses, and remember which slots they test."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin without slots."""
        self.vocabulary = vocabulary
        self.slots: dict[str, tuple[Slot, bool]] = {}
        self._words: dict[tuple[WordSlot, bool], Test] = {}

    def clauses(self, name: str, condition: Condition) -> list[Clause]:
        """Return the conjunctions of a condition, named `name#0`, `name#1` ..."""
        found: dict[tuple[Literal, ...], None] = {}
        for literals in self._conjunctions(condition, negated=False):
            found[tuple(dict.fromkeys(literals))] = None
        return [Clause(f"{name}#{number}", literals) for number, literals in enumerate(found)]

    def _conjunctions(self, condition: Condition, negated: bool) -> list[tuple[Literal, ...]]:
        match condition:
            case Not(part):
                return self._conjunctions(part, not negated)
            case AllOf(parts) | AnyOf(parts):
                every = [self._conjunctions(part, negated) for part in parts]
                if isinstance(condition, AllOf) != negated:
                    if all(len(alternatives) == 1 for alternatives in every):
                        return [tuple(chain.from_iterable(alternatives[0] for alternatives in every))]
                    return [tuple(literal for part in chosen for literal in part) for chosen in product(*every)]
                return [literals for part in every for literals in part]
        test = self.test(condition, negated)
        self.slots[test.key] = (test.slot, test.negated)
        return list(test.alternatives)

    def test(self, leaf: Condition, negated: bool) -> Test:
        """Return how a leaf is held in the engine, in plain use or under a negation."""
        match leaf:
            case FactIs():
                return self._word_test(leaf, negated)
            case FactCompares():
                return self._number_test(leaf, negated)
            case CategoryIs(category):
                return _reached(CategorySlot(category), negated)
            case FindingIs(finding, detail, as_reported):
                entry = self.vocabulary.findings[finding]
                slot = FindingSlot(finding, detail, as_reported, entry.reading == "not_excluded", entry.shown_if)
                return _reached(slot, negated)
        raise TypeError(f"not a leaf: {leaf!r}")

    def _word_test(self, leaf: FactIs, negated: bool) -> Test:
        slot = WordSlot(leaf.fact, leaf.words, leaf.silence)
        # Many rules ask the same of a few facts, such as whether the person is a citizen.
        known = self._words.get((slot, negated))
        if known is not None:
            return known
        key = slot_key(slot, negated)
        literals = tuple(Literal(key, "!=" if negated else "==", word) for word in sorted(leaf.words))
        test = Test(slot, negated, (literals,) if negated else tuple((literal,) for literal in literals))
        self._words[slot, negated] = test
        return test

    def _number_test(self, leaf: FactCompares, negated: bool) -> Test:
        aggregate = self.vocabulary.aggregates.get(leaf.fact)
        operator = _OPPOSITE[leaf.operator] if negated else leaf.operator
        plain = (operator in _RISING) == (aggregate is None or aggregate.grows_up)
        # Only where something is presumed does it matter which way the condition itself asks.
        falling = leaf.silence == "no" and leaf.operator not in _RISING
        slot = NumberSlot(leaf.fact, amount_of(leaf), leaf.silence, aggregate is not None, falling)
        key = slot_key(slot, not plain)
        return Test(slot, not plain, ((Literal(key, operator, leaf.constant),),))


def _reached(slot: Slot, negated: bool) -> Test:
    return Test(slot, negated, ((Literal(slot_key(slot, negated), "==", 0 if negated else 1),),))


@dataclass(slots=True)
class Shard:
    """One ruleset with the slots that its rows carry, and what it fired on the rows seen so far.

    Attributes:
        keys: The slots' names in the order in which a row's values come.
        places: For each of them its place among the vectors of all slots, and whether it is read under a negation.
    """

    ruleset: Ruleset
    keys: tuple[str, ...]
    places: tuple[tuple[int, bool], ...]
    fired: dict[Vector, frozenset[str]] = field(default_factory=dict)

    def names(self, values: Vector) -> frozenset[str]:
        """Return the names of the conditions that hold on a row with these slot values."""
        known = self.fired.get(values)
        if known is None:
            if len(self.fired) >= _KEPT:
                self.fired.clear()
            row = dict(zip(self.keys, values, strict=True))
            known = frozenset(name.partition("#")[0] for name in self.ruleset.fire(row))
            self.fired[values] = known
        return known


class CutRules:
    """Named conditions over one kind of row, decided by the engine at every cut.

    Attributes:
        slots: What the conditions compare.
        shards: The rulesets that the clauses are spread over.
        facts: The names of the facts among the slots, aggregates left out.
    """

    def __init__(self, name: str, conditions: Mapping[str, Condition], vocabulary: Vocabulary) -> None:
        """Compile the conditions; the engine's rulesets are built for the first row."""
        compiler = ClauseCompiler(vocabulary)
        clauses = [clause for key, condition in conditions.items() for clause in compiler.clauses(key, condition)]
        slots = list(dict.fromkeys(slot for slot, _ in compiler.slots.values()))
        place = {slot: index for index, slot in enumerate(slots)}
        self.slots = tuple(slots)
        self.shards: list[Shard] = []
        for ruleset in shard(name, clauses):
            keys = tuple(sorted(ruleset.slots))
            places = tuple((place[compiler.slots[key][0]], compiler.slots[key][1]) for key in keys)
            self.shards.append(Shard(ruleset, keys, places))
        self._looks = _Looks(slots)
        self.facts = frozenset(self._looks.facts)

    def looks_at(self, state: RowState) -> Hashable:
        """Return all of a row that the conditions look at: rows that are alike in it have the same verdicts."""
        return self._looks.at(state)

    def pairs(self, state: RowState) -> dict[str, Pair]:
        """Return the verdict pair of each condition that holds at some level."""
        vectors = [slot.vector(state) for slot in self.slots]
        best: dict[str, list[int]] = {}
        for each in self.shards:
            columns = [_mirrored(vectors[index]) if negated else vectors[index] for index, negated in each.places]
            held: dict[Vector, frozenset[str]] = {}
            for (level, reading), values in zip(CUTS, zip(*columns, strict=True), strict=True):
                names = held.get(values)
                if names is None:
                    names = held[values] = each.names(values)
                for name in names:
                    levels = best.setdefault(name, [0, 0])
                    levels[reading] = max(levels[reading], level)
        return {name: Pair(min(levels), levels[1 - SHOWN]) for name, levels in best.items()}


class _Looks:
    """What a set of slots reads of a row."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        """Sort the slots by what they read."""
        self.facts: list[str] = []
        self._folded: list[tuple[str, Amount | None]] = []
        self._categories: list[str] = []
        self._findings: list[tuple[str, str | None]] = []
        for slot in slots:
            match slot:
                case WordSlot(fact=fact) | NumberSlot(fact=fact, folded=False):
                    self.facts.append(fact)
                case NumberSlot(fact=name, amount=amount):
                    self._folded.append((name, amount))
                case CategorySlot(category):
                    self._categories.append(category)
                case FindingSlot(finding, detail, shown_if=shown_if):
                    self._findings += [(finding, detail), *([(shown_if, None)] if shown_if else [])]

    def at(self, state: RowState) -> Hashable:
        row, folds = state.row, state.folds
        return (
            *map(row.facts.get, self.facts),
            *map(row.categories.get, self._categories),
            *map(state.findings.get, self._findings),
            *[folds.number(name, row, amount) for name, amount in self._folded],
        )


def _mirrored(vector: Vector) -> Vector:
    """Return a slot's value for use under a negation: at each cut the opposite level in the other reading."""
    return tuple([vector[index] for index in MIRRORED])
