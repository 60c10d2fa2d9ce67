"""What an engine concludes from rows; the one shape that every engine returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from advisor.findings import NEVER, Pair, Row
from advisor.law.conditions import FindingIs, leaves
from advisor.law.library import Law

FindingKey = tuple[str, str | None]


class Conclusions(NamedTuple):
    """The findings of every row.

    Attributes:
        findings: By row key and by finding and detail; detail None is the greatest over all details. A finding that
            is missing is `no`. The person holds also the greatest over the counts.
        rules: By row key and rule number, the verdict of each rule that holds at some level, before it is capped.
    """

    findings: Mapping[str, Mapping[FindingKey, Pair]]
    rules: Mapping[str, Mapping[int, Pair]]

    def pair(self, row_key: str, finding: str, detail: str | None = None) -> Pair:
        """Return the verdict of one finding on one row."""
        return self.findings[row_key].get((finding, detail), NEVER)


class Engine(Protocol):
    """A reader of the rules."""

    def conclude(self, law: Law, counts: Iterable[Row], person: Row, priors_unknown: bool) -> Conclusions:
        """Return every finding of the counts and the person."""


def inherited_sources(law: Law) -> dict[int, str]:
    """Return by rule number the finding whose details a rule with `detail: inherited` takes.

    It is the first that the rule reads of those that are concluded with details.
    """
    detailed = {rule.concludes for rule in law.rules if rule.detail is not None}
    return {
        number: next(
            leaf.finding for leaf in leaves(rule.condition) if isinstance(leaf, FindingIs) and leaf.finding in detailed
        )
        for number, rule in enumerate(law.rules)
        if rule.detail == "inherited"
    }
