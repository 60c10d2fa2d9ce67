"""Write clauses and rows as the rule engine reads them.

The engine sees short property names and whole numbers only. Slots become `f0`, `f1` ...; a word that a clause names
becomes a number of its own, and every other word 0, which no clause names. So no text meets the engine's own reading of
JSON, and its coercions (there `'365' >= 365` holds) find nothing to work on.
"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

# Clauses in one ruleset: one fact may have 64 nodes of the network waiting, and each true clause may need one.
MAX_CLAUSES: Final = 48
# Slots in one ruleset: a fact holds fewer than 255 properties, and two are the ids of the fact and its session.
MAX_PROPERTIES: Final = 252
# The largest constant, either sign: the engine reads constants into a C `long`, which has 32 bits on some systems.
MAX_CONSTANT: Final = 2**31 - 1
# The largest number on a row, either sign: the engine reads those into 64 bits.
MAX_NUMBER: Final = 2**63 - 1
_OPERATORS: Final = {"==": "$eq", "!=": "$neq", ">=": "$gte", ">": "$gt", "<=": "$lte", "<": "$lt"}
_WORD_OPERATORS: Final = frozenset({"==", "!="})
# The rule that every network begins with, and the property that fires it.
SENTINEL: Final = "warm"


class Literal(NamedTuple):
    """One comparison of a slot of the row with a constant."""

    slot: str
    op: str
    constant: int | str


class Clause(NamedTuple):
    """A conjunction over one row; the part of its id before `#` names the rule that it comes from."""

    id: str
    literals: tuple[Literal, ...]


class Layout:
    """How rows become facts: which slots, in which order, and the number that stands for each word."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Fix the order of the slots and the numbers of the words.

        Raises:
            ValueError: The clauses break a limit, lack literals, or compare one slot with numbers and with words.
        """
        _check_clauses(clauses)
        kinds = _kinds(clauses)
        self.clauses: Final = list(clauses)
        # Numbers first, so that one slice parts them from the words.
        ordered = sorted(kinds, key=lambda slot: (kinds[slot] is str, slot))
        self.slots: Final = frozenset(ordered)
        self._names: Final = {slot: f"f{place}" for place, slot in enumerate(ordered)}
        self._types: Final = tuple(kinds[slot] for slot in ordered)
        self._numbers: Final = self._types.count(int)
        constants = dict.fromkeys(literal.constant for clause in clauses for literal in clause.literals)
        words = [constant for constant in constants if isinstance(constant, str)]
        self._codes: Final[dict[int | str, int]] = {word: code for code, word in enumerate(words, start=1)}
        # The first slot is read twice and dropped again: `itemgetter` of a single name gives no tuple.
        self._pick: Final = itemgetter(*ordered, ordered[0])
        # A fact that brings an id is spared the hash that the engine would make of its content.
        self._template: Final = '{"id":"1",' + ",".join(f'"{name}":%d' for name in self._names.values()) + "}"

    def definition(self) -> str:
        """Return the rules as the engine reads them: the sentinel, and each clause under its place as name."""
        rules = [f'"{SENTINEL}":{{"all":[{{"m":{{"{SENTINEL}":1}}}}]}}']
        for place, clause in enumerate(self.clauses):
            conditions = ",".join(map(self._condition, clause.literals))
            rules.append(f'"{place}":{{"all":[{{"m":{{"$and":[{conditions}]}}}}]}}')
        return "{" + ",".join(rules) + "}"

    def _condition(self, literal: Literal) -> str:
        # No text of ours has to be quoted: names are short, words have become numbers.
        constant = self._codes.get(literal.constant, literal.constant)
        return f'{{"{_OPERATORS[literal.op]}":{{"{self._names[literal.slot]}":{constant}}}}}'

    def fact(self, row: Mapping[str, int | str]) -> str:
        """Return the row as the text of a fact, or say which slot is missing or holds the wrong type."""
        try:
            values: tuple[Any, ...] = self._pick(row)[:-1]
        except KeyError as error:
            raise ValueError(f"the row has no slot `{error.args[0]}`") from None
        # The exact type: for `isinstance` True is an `int`, and for the engine it is 1.
        if tuple(map(type, values)) != self._types:
            for slot, value, kind in zip(self._names, values, self._types, strict=True):
                if type(value) is not kind:
                    raise TypeError(f"slot `{slot}` holds {value!r}, and is compared as `{kind.__name__}`")
        numbers = values[: self._numbers]
        if numbers and (max(numbers) > MAX_NUMBER or min(numbers) < -MAX_NUMBER):
            raise ValueError(f"a number on the row is beyond {MAX_NUMBER}")
        return self._template % (*numbers, *map(self._codes.get, values[self._numbers :], repeat(0)))


def _check_clauses(clauses: Sequence[Clause]) -> None:
    """Refuse what could only come from a fault in whoever compiled the clauses."""
    if not 0 < len(clauses) <= MAX_CLAUSES:
        raise ValueError(f"a ruleset has 1 to {MAX_CLAUSES} clauses, not {len(clauses)}")
    if len({clause.id for clause in clauses}) < len(clauses):
        raise ValueError("two clauses of a ruleset have one id")
    for clause in clauses:
        if not clause.literals:
            raise ValueError(f"clause `{clause.id}` has no literal")


def _kinds(clauses: Sequence[Clause]) -> dict[str, type]:
    """Return for each slot what a row must hold in it, `int` or `str`."""
    kinds: dict[str, type] = {}
    for literal in (literal for clause in clauses for literal in clause.literals):
        kind = _kind(literal)
        if kinds.setdefault(literal.slot, kind) is not kind:
            raise ValueError(f"slot `{literal.slot}` is compared with numbers and with words")
    if len(kinds) > MAX_PROPERTIES:
        raise ValueError(f"a ruleset tests at most {MAX_PROPERTIES} slots, not {len(kinds)}")
    return kinds


def _kind(literal: Literal) -> type:
    """Return the type of the literal's constant, and refuse a comparison that the engine cannot make."""
    constant = literal.constant
    if literal.op not in _OPERATORS:
        raise ValueError(f"slot `{literal.slot}`: unknown comparison `{literal.op}`")
    if type(constant) is int:
        if abs(constant) > MAX_CONSTANT:
            raise ValueError(f"slot `{literal.slot}`: the constant {constant} is beyond {MAX_CONSTANT}")
        return int
    if type(constant) is not str:
        raise ValueError(f"slot `{literal.slot}`: a constant is a whole number or a word, not {constant!r}")
    if literal.op not in _WORD_OPERATORS:
        raise ValueError(f"slot `{literal.slot}`: words have no order, so `{literal.op}` cannot compare them")
    return str
