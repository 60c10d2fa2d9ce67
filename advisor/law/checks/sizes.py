"""Whether the rule engine can hold every rule: how many conjunctions, how many values, how large a figure.

The engine's limits are repeated here, since the law does not know the engines; a test holds the two together. The
conjunctions are counted and not built, so that a rule that would come to millions is found at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from advisor.errors import Problem
from advisor.law.checks.parts import Library, signed_leaves
from advisor.law.conditions import AllOf, AnyOf, Condition, FactCompares, FactIs, Not

MOST_CONJUNCTIONS = 48
MOST_SLOTS = 252
LARGEST_FIGURE = 2**31 - 1
#: What the loader may add to a rule: that the person is no citizen, and the two ends of a version.
_ADDED_SLOTS = 3
_SMALLER = f"write at most {LARGEST_FIGURE // 200:,} dollars, or {LARGEST_FIGURE // 2000:,} grams"


def check_sizes(library: Library) -> Iterator[Problem]:
    """Yield each condition that the rule engine could not hold."""
    for each in library.versions:
        yield from _size(each.place, f"`{each.rule['id']}`", each.condition)
    for entry in (*library.grades, *library.answers):
        if entry.condition is not None:
            yield from _size(entry.place, "the condition", entry.condition)
    for threshold in library.law["thresholds"]:
        for version in threshold["versions"]:
            if abs(version["number"]) * 2 > LARGEST_FIGURE:
                place = f"{threshold['file']}:{version['line']}"
                yield Problem(place, f"`{version['value']}` is too large to be compared", _SMALLER)


def _size(place: str, name: str, condition: Condition) -> Iterator[Problem]:
    help_text = "let a rule of its own conclude a part of it, and read the finding of that rule here"
    number = conjunctions(condition)
    if number > MOST_CONJUNCTIONS:
        yield Problem(place, f"{name} can be met in {number} ways, and the engine holds {MOST_CONJUNCTIONS}", help_text)
    slots = slot_count(condition) + _ADDED_SLOTS
    if slots > MOST_SLOTS:
        yield Problem(place, f"{name} tests {slots} values, and the engine holds {MOST_SLOTS}", help_text)
    for leaf, _ in signed_leaves(condition):
        # That a named figure is too large is told where it stands.
        if isinstance(leaf, FactCompares) and leaf.threshold is None and abs(leaf.constant) > LARGEST_FIGURE:
            yield Problem(place, f"the figure that `{leaf.fact}` is compared with is too large", _SMALLER)


def conjunctions(condition: Condition, negated: bool = False) -> int:
    """Return how many conjunctions a condition comes to, those counted apart that would be the same."""
    if isinstance(condition, Not):
        return conjunctions(condition.part, not negated)
    if isinstance(condition, AllOf | AnyOf):
        counts = [conjunctions(part, negated) for part in condition.parts]
        return prod(counts) if isinstance(condition, AllOf) != negated else sum(counts)
    return len(condition.words) if isinstance(condition, FactIs) and not negated else 1


def slot_count(condition: Condition) -> int:
    """Return how many values of a row a condition tests, at most."""
    return len({(leaf._replace(line=0), negated) for leaf, negated in signed_leaves(condition)})
