"""The derivation of a finding: a tree from the conclusion down to the deciding facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from advisor.findings import NEVER, NO, SURELY, VERDICTS, Pair, negation

Step = TypeVar("Step")


@dataclass(slots=True)
class Node:
    """One step of a derivation.

    Attributes:
        says: What was asked and what stands, in words.
        pair: The verdict.
        authority: Ids of the authorities of this step.
        where: File and line.
        fact: The deciding fact, at a leaf.
        children: What the step rests on.
        rows: Keys of the counts that it rests on.
        unknown: Scenario paths whose answer is missing here.
        unsettled: The law itself leaves this step open.
        unverified: What no one has confirmed.
        figure: The step compares a number, a term or a date with a figure of the law.
        exception: The step is an exception that would defeat the rule.
    """

    says: str
    pair: Pair
    authority: tuple[str, ...] = ()
    where: str = ""
    fact: dict[str, Any] | None = None
    children: list[Node] = field(default_factory=list)
    rows: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    unsettled: bool = False
    unverified: tuple[str, ...] = ()
    figure: bool = False
    exception: bool = False

    def plain(self, citations: Mapping[str, str]) -> dict[str, Any]:
        """Return the node and all below as the report carries it."""
        shown: dict[str, Any] = {"says": self.says, "verdict": VERDICTS[self.pair.shown]}
        if self.pair.shown != self.pair.not_excluded:
            readings = zip(("shown", "not_excluded"), (VERDICTS[side] for side in self.pair), strict=True)
            shown["readings"] = dict(readings)
        if self.authority:
            shown["authority"] = [citations.get(name, name) for name in self.authority]
        if self.where:
            shown["where"] = self.where
        if self.fact:
            shown["fact"] = self.fact
        if self.children:
            shown["children"] = [child.plain(citations) for child in self.children]
        return shown

    def every(self) -> list[Node]:
        """Return the node and all below, each once: parts of a derivation are shared."""
        seen: dict[int, Node] = {}
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in seen:
                seen[id(node)] = node
                waiting += reversed(node.children)
        return list(seen.values())

    def missing(self) -> list[Node]:
        """Return the steps below that an answer could still move: what is settled either way is not looked into."""
        seen: dict[int, Node] = {}
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if id(node) not in seen and node.pair not in (NEVER, SURELY):
                seen[id(node)] = node
                waiting += reversed(node.children)
        return list(seen.values())


def over(says: str, pair: Pair, children: list[Node], authority: Iterable[str]) -> Node:
    """Return a step over others, resting on the counts that they rest on."""
    rows = frozenset().union(*(child.rows for child in children)) if children else frozenset()
    return Node(says, pair, tuple(authority), children=children, rows=rows)


def what_fails(node: Node) -> Node:
    """Return a derivation without the steps that surely hold: what is left keeps the conclusion from holding.

    Of several ways to the conclusion the one that lacks least comes first.
    """
    made: dict[int, Node] = {}

    def pruned(step: Node) -> Node:
        if id(step) not in made:
            left = [pruned(child) for child in step.children if child.pair != SURELY]
            if all(child.where.startswith("rules/") for child in left):
                left.sort(key=_lacking)
            made[id(step)] = replace(step, children=left)
        return made[id(step)]

    return pruned(node)


def _lacking(node: Node) -> int:
    """Return how much is lacking: a figure that is missed is nearer than an element that is not there."""
    if node.pair != NEVER:
        return 0
    if node.children:
        return sum(map(_lacking, node.children))
    return 1 if node.figure else 2


def as_exception(inner: Node) -> Node:
    """Return an exception as a step of the rule that it would defeat."""
    pair = negation(inner.pair)
    says = inner.says.partition("; ")[0] if pair == SURELY else inner.says
    shown = f"no exception: {says}" if pair == SURELY else f"exception: {says}"
    return replace(inner, says=shown, pair=pair, exception=True)


def deciding(steps: Sequence[Step], pairs: Sequence[Pair], reading: int) -> list[Step]:
    """Return the steps whose verdict is the greatest in a reading; where none holds, all.

    Args:
        steps: What may decide.
        pairs: The verdict of each.
        reading: The side that is looked at.
    """
    best = max((pair[reading] for pair in pairs), default=NO)
    if best == NO:
        best = max((pair[1] for pair in pairs), default=NO)
        reading = 1
    return [step for step, pair in zip(steps, pairs, strict=True) if pair[reading] == best]
