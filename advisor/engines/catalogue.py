"""A charge file decided by the rule engine: which grades are in play, and what the offense is classified as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from advisor.engines.cuts import CutRules
from advisor.engines.slots import RowState
from advisor.findings import NEVER, SURELY, Pair, Row, if_else
from advisor.law.conditions import Condition, FactCompares, FactIs, leaves
from advisor.law.entries import Answer, Offense
from advisor.law.library import Law
from advisor.measures.surroundings import Decider

_GRADES, _CATEGORIES = "grade", "category"


class _NoFolds:
    """A charge file looks at one row; no aggregate stands beside it."""

    def number(self, name: str, row: Row, amount: object) -> tuple[int, ...]:
        """Refuse: charge files test facts of the count alone."""
        raise LookupError(name)


class CatalogueRules:
    """The compiled conditions of one offense, built on first use.

    Attributes:
        facts: Every fact that they compare.
    """

    def __init__(self, offense: Offense, law: Law) -> None:
        """Compile the conditions of grades and classification apart: the second may ask for the grade."""
        vocabulary = law.vocabulary
        grades = {f"{index}": answer.when for index, answer in enumerate(offense.grades) if answer.when is not None}
        self._grades = CutRules(f"{offense.id} grades", grades, vocabulary) if grades else None
        self._names: dict[int, str] = {}
        conditions: dict[str, Condition] = {}
        for answer in _every(answers for answers in offense.categories.values()):
            if answer.when is not None:
                name = f"{len(conditions)}"
                self._names[id(answer)] = name
                conditions[name] = answer.when
        self._answers = CutRules(f"{offense.id} categories", conditions, vocabulary) if conditions else None
        self._offense = offense
        self.facts = frozenset().union(*(rules.facts for rules in (self._grades, self._answers) if rules))

    def grades(self, row: Row) -> Sequence[Answer]:
        """Return the grade entries that are in play: not surely failing, and none before them surely holds."""
        pairs = self._grades.pairs(_state(row)) if self._grades else {}
        found: list[Answer] = []
        for index, answer in enumerate(self._offense.grades):
            pair = SURELY if answer.when is None else pairs.get(f"{index}", NEVER)
            if pair.not_excluded > 0:
                found.append(answer)
            if answer.when is not None and pair == SURELY:
                break
        return found

    def categories(self, row: Row) -> Mapping[str, Pair]:
        """Return the verdict pair of each category that the file answers."""
        pairs = self._answers.pairs(_state(row)) if self._answers else {}
        return {name: self._tried(answers, pairs) for name, answers in self._offense.categories.items()}

    def condition_pairs(self, row: Row) -> dict[int, Pair]:
        """Return the verdict on each entry's condition, by the entry's identity, for the report."""
        pairs = self._answers.pairs(_state(row)) if self._answers else {}
        return {key: pairs.get(name, NEVER) for key, name in self._names.items()}

    def in_play(self, row: Row, category: str) -> tuple[list[Answer], tuple[str, ...]]:
        """Return the entries of a category that are in play, and the scenario paths that would narrow them."""
        pairs = self._answers.pairs(_state(row)) if self._answers else {}
        found: list[Answer] = []
        unknown: dict[str, None] = {}
        self._gather(self._offense.categories.get(category, ()), pairs, row, (found, unknown))
        return found, tuple(unknown)

    def _gather(
        self, answers: Sequence[Answer], pairs: Mapping[str, Pair], row: Row,
        into: tuple[list[Answer], dict[str, None]],
    ) -> None:  # fmt: skip
        for answer in answers:
            name = self._names.get(id(answer))
            pair = SURELY if name is None else pairs.get(name, NEVER)
            if pair not in (NEVER, SURELY) and answer.when is not None:
                into[1].update(dict.fromkeys(_unknown(answer.when, row)))
            if pair != NEVER:
                if answer.inside:
                    self._gather(answer.inside, pairs, row, into)
                else:
                    into[0].append(answer)
            if pair == SURELY:
                return

    def _tried(self, answers: Sequence[Answer], pairs: Mapping[str, Pair]) -> Pair:
        """Return what a list of entries comes to, tried from the top; its end is `no`."""
        result = NEVER
        for answer in reversed(answers):
            then = self._tried(answer.inside, pairs) if answer.inside or not answer.why else Pair(*answer.verdict)
            name = self._names.get(id(answer))
            condition = SURELY if name is None else pairs.get(name, NEVER)
            result = if_else(condition, then, result)
        return result


def _every(lists: Iterable[Sequence[Answer]]) -> Iterator[Answer]:
    for answers in lists:
        for answer in answers:
            yield answer
            yield from _every((answer.inside,))


def _unknown(condition: Condition, row: Row) -> Iterator[str]:
    """Yield the scenario paths behind the facts of a condition that are not known."""
    for leaf in leaves(condition):
        if isinstance(leaf, FactIs | FactCompares):
            value = row.facts[leaf.fact]
            # What the record is silent about is known to be so; it is asked for only where other evidence may show it.
            if not getattr(value, "silent", False) or leaf.silence == "unknown":
                yield from value.unknown


def _state(row: Row) -> RowState:
    return RowState(row, {}, _NoFolds())


_RULES: WeakKeyDictionary[Law, dict[str, CatalogueRules]] = WeakKeyDictionary()


def catalogue_rules(offense: Offense, law: Law) -> CatalogueRules:
    """Return the compiled conditions of an offense; each is built once for a law."""
    built = _RULES.setdefault(law, {})
    if offense.id not in built:
        built[offense.id] = CatalogueRules(offense, law)
    return built[offense.id]


def decider(law: Law) -> Decider:
    """Return the engine as a charge file needs it."""
    return Decider(
        lambda offense, row: catalogue_rules(offense, law).grades(row),
        lambda offense, row: catalogue_rules(offense, law).categories(row),
    )
