"""How far back the law is encoded: a rule may say that what stood before its first day is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.law.library import in_force


def whole_law_from(rules: Sequence[Mapping[str, Any]], day: str) -> str:
    """Return the first day from a day on for which no rule refuses to answer."""
    while later := max(_encoded_from(rule, day) for rule in rules):
        day = later
    return day


def _encoded_from(rule: Mapping[str, Any], day: str) -> str:
    """Return the later day from which a rule is encoded, or an empty text where it answers for the day itself."""
    by_day = [version for version in rule["versions"] if version["dated_by"] == "as_of"]
    if in_force(by_day, day) is not None:
        return ""
    following = next((version for version in by_day if day < version["effective_from"]), None)
    if following is None or following.get("before") != "not_encoded":
        return ""
    return str(following["effective_from"])
