"""The order of work: a stratum is one more than the longest chain of findings and aggregates beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.law.conditions import FactCompares, FactIs, FindingIs, leaves
from advisor.law.entries import Rule
from advisor.law.vocabulary import Vocabulary


class Stratum(NamedTuple):
    """One group of rules: before it the aggregates are folded, after it its findings stand."""

    aggregates: tuple[str, ...]
    rules: tuple[Rule, ...]


def strata_of(rules: Iterable[Rule], vocabulary: Vocabulary) -> tuple[Stratum, ...]:
    """Return the rules in strata.

    Raises:
        LawFileError: A finding rests on itself.
    """
    rules = tuple(rules)
    height: dict[str, int] = {}
    beneath = _beneath(rules, vocabulary)
    try:
        for name in beneath:
            _climb(name, beneath, height, ())
    except _Circle as found:
        from advisor.law.circles import circle_error  # only needed once something is wrong

        raise circle_error(found.args[0], rules, vocabulary) from None
    by_height: dict[int, list[Rule]] = {}
    for rule in rules:
        by_height.setdefault(height[rule.concludes], []).append(rule)
    folded: dict[int, list[str]] = {}
    for name in vocabulary.aggregates:
        if name in height:
            folded.setdefault(height[name], []).append(name)
    # An aggregate of height h is read by findings of at least h + 1.
    return tuple(
        Stratum(tuple(name for below in range(level) if below not in seen for name in folded.get(below, ())),
                tuple(by_height[level]))
        for level, seen in _levels(by_height)
    )  # fmt: skip


def _levels(by_height: Mapping[int, list[Rule]]) -> list[tuple[int, frozenset[int]]]:
    """Return each level that has rules, with the heights whose aggregates were folded before."""
    found: list[tuple[int, frozenset[int]]] = []
    done: frozenset[int] = frozenset()
    for level in sorted(by_height):
        found.append((level, done))
        done = done | frozenset(range(level))
    return found


def _beneath(rules: tuple[Rule, ...], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Return for each finding and aggregate that is read or concluded what it rests on."""
    beneath: dict[str, set[str]] = {rule.concludes: set() for rule in rules}
    wanted: list[str] = []
    for rule in rules:
        reads = beneath[rule.concludes]
        for leaf in leaves(rule.condition):
            if isinstance(leaf, FindingIs):
                reads.add(leaf.finding)
                reads |= _burden(leaf, vocabulary)
            elif isinstance(leaf, FactIs | FactCompares) and leaf.fact in vocabulary.aggregates:
                reads.add(leaf.fact)
                wanted.append(leaf.fact)
    for name in wanted:
        where = vocabulary.aggregates[name].where
        beneath[name] = {leaf.finding for part in where for leaf in leaves(part) if isinstance(leaf, FindingIs)}
    for reads in tuple(beneath.values()):
        for name in reads:
            beneath.setdefault(name, set())
    return beneath


def _burden(leaf: FindingIs, vocabulary: Vocabulary) -> set[str]:
    shown_if = vocabulary.findings[leaf.finding].shown_if if leaf.as_reported else None
    return {shown_if} if shown_if else set()


def _climb(name: str, beneath: Mapping[str, set[str]], height: dict[str, int], above: tuple[str, ...]) -> int:
    if name in above:
        raise _Circle(above[above.index(name) :])
    if name not in height:
        below = [_climb(part, beneath, height, (*above, name)) for part in sorted(beneath[name])]
        height[name] = 1 + max(below, default=-1)
    return height[name]


class _Circle(Exception):
    """Some findings and aggregates rest on one another: each on the next, and the last on the first."""
