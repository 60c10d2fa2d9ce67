"""The step of a derivation on which a verdict hangs: the weakest of those that must all hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.render import phrasing

Node = Mapping[str, Any]


def deciding_step(finding: Mapping[str, Any]) -> str:
    """Return what keeps a finding from being certain, in words; nothing where it is certain or does not say."""
    node = finding.get("because") or {}
    verdict = finding.get("verdict")
    if not isinstance(node, Mapping) or verdict in ("certain", "no"):
        return ""
    shown = node.get("verdict") == verdict
    while below := [child for child in children(node) if _verdict(child, shown) == verdict]:
        node = min(below, key=_distance)
    return _words(node) if node is not finding.get("because") else ""


def children(node: Node) -> list[Node]:
    """Return the steps that a step rests on."""
    return [child for child in node.get("children") or [] if isinstance(child, Mapping)]


def state(node: Node) -> str:
    """Return how the fact of a step is known: given, unknown, unspecified, classified, counted; nothing for others."""
    fact = node.get("fact")
    return str(fact.get("state") or "") if isinstance(fact, Mapping) else ""


def _verdict(node: Node, shown: bool) -> object:
    readings = node.get("readings")
    if not shown and isinstance(readings, Mapping):
        return readings.get("not_excluded")
    return node.get("verdict")


def _distance(node: Node) -> int:
    """Return how far a step is from telling the reader something; a classification or a missing fact comes first."""
    known = state(node)
    if known in ("classified", "unknown", "unspecified"):
        return 0
    return 1 if children(node) else 2


def _words(node: Node) -> str:
    says = phrasing.without_rows(str(node.get("says") or ""), named=False)
    if says.startswith("exception: "):
        return f"whether an exception applies: {says.removeprefix('exception: ')}"
    # A classification is "title of the category: reason"; the reason alone is the deciding step.
    return says.partition(": ")[2] or says if state(node) == "classified" else says
