"""From the nodes of a derivation to the branches that are drawn: joined, gathered, and pruned to what decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.render import phrasing
from advisor.render.deciding import children, state
from advisor.wording import lowered

Node = Mapping[str, Any]

_MOST_NEAR = 2
_MOST_NAMED = 6
_ANY = "one of these"
#: How far off a failing step is: a circumstance could be another, an element of the offense could not.
_FAR, _NEAR = 3, 1


@dataclass(frozen=True, slots=True)
class Branch:
    """What is drawn of one node or of several.

    Attributes:
        says: The step in words, with the row that it is about.
        verdict: Its verdict; empty for a note.
        authority: Citations.
        where: File and line.
        fact: The fact that decides it.
        readings: Both readings, where they differ.
        by_how_much: The distance to a figure, where the step does not say it.
        plain: Facts that hold and need no line of their own; the branch is then nothing else.
        children: What it rests on.
    """

    says: str
    verdict: str
    authority: tuple[str, ...] = ()
    where: str = ""
    fact: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    by_how_much: str = ""
    plain: tuple[str, ...] = ()
    children: tuple[Branch, ...] = ()


def branch_of(node: Node) -> Branch:
    """Return the branch of a node: what holds as it is decided, what does not with the nearest ways to it."""
    below = children(node)
    branch = _alone(node)
    if not below:
        return branch
    if _is_rule(node):
        return replace(branch, children=tuple(_conditions(node, below)))
    if len(below) == 1:
        return _joined(branch, branch_of(below[0]))
    if branch.verdict == "no":
        return replace(branch, children=tuple(_nearest(below)))
    standing = [child for child in below if child.get("verdict") != "no"] or below
    if len(standing) == 1:
        return _joined(branch, branch_of(standing[0]))
    return replace(branch, children=tuple(map(branch_of, standing)))


def _alone(node: Node) -> Branch:
    fact, readings = node.get("fact"), node.get("readings")
    return Branch(
        phrasing.step(str(node.get("says") or ""), str(node.get("verdict"))),
        str(node.get("verdict") or ""),
        tuple(map(str, node.get("authority") or [])),
        str(node.get("where") or ""),
        fact if isinstance(fact, Mapping) else {},
        {str(name): str(value) for name, value in readings.items()} if isinstance(readings, Mapping) else {},
        str(node.get("by_how_much") or ""),
    )


def _is_rule(node: Node) -> bool:
    """Return whether the steps below must all hold; a step without a place lists ways, one of which is enough."""
    return bool(node.get("where")) or str(node.get("says")) == "all of these"


def _joined(above: Branch, below: Branch) -> Branch:
    """Return a step that only passes on a verdict together with the one that it passes on."""
    if above.verdict != below.verdict or above.where or above.authority or above.fact:
        return replace(above, children=(below,))
    if above.says == _ANY or not above.says:
        return below
    added = phrasing.told(phrasing.without_rows(below.says, named=False), above.says)
    # The row that the step is about is kept where its words only repeat those of the step above.
    says = f"{above.says}: {lowered(below.says)}" if added else above.says + phrasing.row_of(below.says)
    return replace(below, says=says)


def _conditions(rule: Node, below: Sequence[Node]) -> list[Branch]:
    """Return the conditions of a rule: what decides in full, plain facts that hold on one line.

    Of a rule that fails only the conditions that fail are drawn in full; the others hold and are named.
    """
    failing = rule.get("verdict") == "no" and any(child.get("verdict") == "no" for child in below)
    plain: list[str] = []
    drawn: list[Branch] = []
    for child in below:
        if _is_plain(child) or (failing and child.get("verdict") == "certain"):
            plain.append(_named(child))
        else:
            drawn.append(branch_of(child))
    if plain:
        drawn.append(Branch("", "certain", plain=tuple(dict.fromkeys(plain))))
    return drawn


def _is_plain(node: Node) -> bool:
    """Return whether a step is a plain fact that holds, with nothing to look up."""
    return (
        node.get("verdict") == "certain"
        and not children(node)
        and not node.get("where")
        and not node.get("by_how_much")
        and state(node) in ("given", "counted", "finding")
        and not _is_figure(str(node.get("says") or ""))
    )


def _is_figure(says: str) -> bool:
    """Return whether a step compares something with a figure of the law."""
    return says.endswith(")") and " (" in says and not says.endswith("])") and any(map(str.isdigit, says))


def _named(node: Node) -> str:
    says = phrasing.without_rows(str(node.get("says") or ""))
    return says.partition(": ")[0] if state(node) == "classified" else lowered(says)


def _nearest(ways: Sequence[Node]) -> list[Branch]:
    """Return the nearest ways to what does not hold, the others by name."""
    ordered = sorted(ways, key=_remoteness)
    least = _remoteness(ordered[0])
    near = [way for way in ordered if _remoteness(way) == least][:_MOST_NEAR]
    drawn = list(map(branch_of, near))
    others = list(dict.fromkeys(_named(way) for way in ordered if not any(way is each for each in near)))
    if others:
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        text = f"other ways, no nearer: {'; '.join(others[:_MOST_NAMED])}{more}"
        drawn.append(Branch(text, "no"))
    return drawn


def _remoteness(node: Node) -> tuple[bool, int]:
    """Return how remote a way is: one over a charge that is only pending comes after those over a conviction."""
    return "(charges[" in phrasing.row_of(str(node.get("says") or "")), _distance(node)


def _distance(node: Node) -> int:
    """Return how much is missing: of conditions the sum, of ways the least."""
    if node.get("verdict") not in ("no", None):
        return 0
    below = children(node)
    if not below:
        return _FAR if state(node) == "classified" else _NEAR
    distances = [_distance(child) for child in below]
    return sum(distances) if _is_rule(node) else min(distances)
