"""Which version stands on a day, and how far back the law is encoded: a rule may say that what stood before is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def in_force(versions: Iterable[Mapping[str, Any]], day: str) -> Mapping[str, Any] | None:
    """Return the version that covers a day, if there is one."""
    for version in versions:
        if version["effective_from"] <= day <= version.get("effective_to", "9999-12-31"):
            return version
    return None


def encoded_from(rule: Mapping[str, Any], day: str) -> str:
    """Return the later day from which a rule is encoded, or an empty text where it answers for the day itself.

    It answers for a day before its first version too, unless that version says that what stood before is not encoded.
    """
    by_day = [version for version in rule["versions"] if version["dated_by"] == "as_of"]
    if in_force(by_day, day) is not None:
        return ""
    following = next((version for version in by_day if day < version["effective_from"]), None)
    if following is None or following.get("before") != "not_encoded":
        return ""
    return str(following["effective_from"])


def whole_law_from(rules: Sequence[Mapping[str, Any]], day: str) -> str:
    """Return the first day from a day on for which no rule refuses to answer."""
    while later := max(encoded_from(rule, day) for rule in rules):
        day = later
    return day
