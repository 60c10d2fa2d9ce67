"""The aggregates between the rows: one number per cut, from the rows that are taken in at that cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import product

from advisor.engines.slots import CUTS, RowState, position
from advisor.findings import CERTAIN, FAR, NEVER, SURELY, UNLIKELY, Group, Length, Pair, Row, Span, both
from advisor.law.conditions import CategoryIs, Condition, FindingIs
from advisor.law.entries import Aggregate
from advisor.terms import Amount, Term, add_terms

#: At this level and above what is low counts, below it what is high.
_SURE = 3


class FoldedAggregates:
    """Fold the counts as they stand.

    A number is asked for only after the findings that its rows are chosen by are complete; the strata see to that.
    """

    def __init__(self, aggregates: Mapping[str, Aggregate], counts: Iterable[RowState], priors_unknown: bool) -> None:
        """Hold the rows; nothing is folded before it is asked for."""
        self._aggregates = aggregates
        self._counts = counts if isinstance(counts, list) else list(counts)
        self._priors_unknown = priors_unknown
        self._done: dict[tuple[str, str, Amount | None], tuple[int, ...]] = {}

    def number(self, name: str, row: Row, amount: Amount | None) -> tuple[int, ...]:
        """Return an aggregate's value at each cut, as plain use reads it."""
        aggregate = self._aggregates[name]
        key = (name, row.key if aggregate.among else "", amount)
        if key not in self._done:
            self._done[key] = self._folded(aggregate, row, amount)
        return self._done[key]

    def rows(self, name: str, row: Row, level: int, reading: int) -> list[Row]:
        """Return the rows that an aggregate takes in at a cut."""
        aggregate = self._aggregates[name]
        return [
            other
            for other, pair in self._chosen(aggregate)
            if pair[reading] >= level and _related(aggregate, other, row, level)
        ]

    def _chosen(self, aggregate: Aggregate) -> list[tuple[Row, Pair]]:
        """Return the rows that an aggregate takes in at some cut, each with the verdict that it is one of them."""
        found = [
            (state.row, _pair(aggregate.where, state)) for state in self._counts if state.row.role in aggregate.roles
        ]
        return [(row, pair) for row, pair in found if pair != NEVER]

    def _folded(self, aggregate: Aggregate, row: Row, amount: Amount | None) -> tuple[int, ...]:
        """Return the value at each cut; cuts that take in the same rows at the same end have the same."""
        chosen = self._chosen(aggregate)
        if all(pair == SURELY for _, pair in chosen):
            taken = [other for other, _ in chosen]
            low, high = (self._at(aggregate, row, taken, amount, level) for level in (CERTAIN, UNLIKELY))
            return (low, low, high, high) * 2
        values: dict[tuple[tuple[int, ...], bool], int] = {}
        numbers = []
        for level, reading in CUTS:
            places = tuple(place for place, (_, pair) in enumerate(chosen) if pair[reading] >= level)
            alike = places, level >= _SURE
            if alike not in values:
                values[alike] = self._at(aggregate, row, [chosen[place][0] for place in places], amount, level)
            numbers.append(values[alike])
        return tuple(numbers)

    def _at(self, aggregate: Aggregate, row: Row, counted: list[Row], amount: Amount | None, level: int) -> int:
        taken = [other for other in counted if _related(aggregate, other, row, level)] if aggregate.among else counted
        more = int(self._priors_unknown and aggregate.counts_unknown_priors and level < _SURE)
        if aggregate.fold == "number":
            return len(taken) + more
        if aggregate.fold == "distinct":
            return _distinct([_group(taker, aggregate.of) for taker in taken], level) + more
        if aggregate.fold == "earliest":
            return min((_span(taker, aggregate.of)[level >= _SURE] for taker in taken), default=FAR)
        return total_of(aggregate, taken, amount, level)


def _pair(where: Iterable[Condition], state: RowState) -> Pair:
    """Return the verdict that a row is one of those taken in."""
    whole = Pair(4, 4)
    for part in where:
        if isinstance(part, FindingIs):
            whole = both(whole, state.findings.get((part.finding, part.detail), NEVER))
        elif isinstance(part, CategoryIs):
            whole = both(whole, state.row.categories.get(part.category, NEVER))
    return whole


def _related(aggregate: Aggregate, other: Row, row: Row, level: int) -> bool:
    """Return whether another row counts for this one: always, if it is another, or if it is not later either."""
    if aggregate.among is None:
        return True
    if other.key == row.key:
        return False
    if aggregate.among == "others":
        return True
    theirs, ours = other.facts["offense_date"], row.facts["offense_date"]
    if not isinstance(theirs, Span) or not isinstance(ours, Span):
        raise TypeError("an offense date is a span of days")
    return theirs.high <= ours.low if level >= _SURE else theirs.low <= ours.high


def _group(row: Row, fact: str | None) -> Group:
    value = row.facts[str(fact)]
    if not isinstance(value, Group):
        raise TypeError(f"{fact} does not group")
    return value


def _span(row: Row, fact: str | None) -> tuple[int, int]:
    value = row.facts[str(fact)]
    if not isinstance(value, Span):
        raise TypeError(f"{fact} is not a number")
    return value.low, value.high


def _distinct(groups: list[Group], level: int) -> int:
    """Return how many groups there are: low, one of unknown number is one already counted; high, each is its own."""
    numbers = {group.number for group in groups if group.number is not None}
    unnumbered = [group.case for group in groups if group.number is None]
    if level < _SURE:
        return len(numbers) + len(unnumbered)
    numbered_cases = {group.case for group in groups if group.number is not None}
    return len(numbers) + len(set(unnumbered) - numbered_cases)


def total_of(aggregate: Aggregate, taken: list[Row], amount: Amount | None, level: int) -> int:
    """Return a sum or the longest, of numbers or of terms against a threshold."""
    high = level < _SURE
    values = [taker.facts[str(aggregate.of)] for taker in taken]
    if all(isinstance(value, Span) for value in values):
        numbers = [(value.high if high else value.low) for value in values if isinstance(value, Span)]
        return max(numbers, default=0) if aggregate.fold == "longest" else min(sum(numbers), FAR)
    if amount is None:
        raise TypeError(f"{aggregate.name} is a term and needs a threshold")
    terms = [(value.high if high else value.low) for value in values if isinstance(value, Length)]
    if aggregate.fold == "longest":
        return max(position(term, amount)[int(high)] for term in (Term(), *terms))
    if len(terms) == 1:
        return position(terms[0], amount)[int(high)]
    groups = [_group(taker, aggregate.longest_within) if aggregate.longest_within else None for taker in taken]
    sums = [_longest_sum(groups, amount, high) for groups in _groupings(list(zip(groups, terms, strict=True)), high)]
    return min(sums)


def _groupings(members: list[tuple[Group | None, Term]], high: bool) -> Iterator[list[list[Term]]]:
    """Yield the ways in which terms may run together; only the low end has more than one.

    Low, a term whose group is unknown runs together with others of its case, and which group it lengthens least is for
    the sum to say; high, it stands alone.
    """
    known: dict[tuple[str, str], list[Term]] = {}
    loose: dict[str, list[Term]] = {}
    alone: list[list[Term]] = []
    for group, term in members:
        if group is None or (group.number is None and high):
            alone.append([term])
        elif group.number is None:
            loose.setdefault(group.case, []).append(term)
        else:
            known.setdefault((group.case, group.number), []).append(term)
    for chosen in product(*([key for key in known if key[0] == case] or [(case, "")] for case in loose)):
        joined = {key: terms + loose.get(key[0], []) * (key in chosen) for key, terms in known.items()}
        joined |= {key: loose[key[0]] for key in chosen if key not in known}
        yield [*alone, *joined.values()]


def _longest_sum(groups: list[list[Term]], amount: Amount, high: bool) -> int:
    """Return where the longest terms in sum lie, one of each group.

    Months and days have no fixed order (six months against 183 days), so every term that may be the longest of its
    group is tried.
    """
    chosen = product(*(_may_be_longest(terms) for terms in groups))
    return max(position(reduce(add_terms, terms, Term()), amount)[int(high)] for terms in chosen)


def _may_be_longest(terms: list[Term]) -> list[Term]:
    different = list(dict.fromkeys(terms))
    return [term for term in different if not any(_covers(other, term) for other in different if other != term)]


def _covers(longer: Term, term: Term) -> bool:
    return longer.life or (not term.life and longer.months >= term.months and longer.days >= term.days)
