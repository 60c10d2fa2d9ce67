"""Why a count is classified as it is: the entries of its charge file that are in play."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.engines.catalogue import catalogue_rules
from advisor.findings import Row, Words
from advisor.law.conditions import Condition, FactCompares, FactIs, leaves
from advisor.law.entries import Answer, CategoryEntry
from advisor.law.library import Law
from advisor.phrases import label


def classification(law: Law, row: Row, category: str) -> dict[str, Any]:
    """Return why a count is classified as it is: the entries in play, their authority and what is unconfirmed."""
    known = row.because.get(category)
    if isinstance(known, dict):
        return known
    if law.vocabulary.categories[category].circumstance:
        return _circumstance(row, law.vocabulary.categories[category])
    offense_id = row.because.get("offense")
    empty: dict[str, Any] = {"why": "", "authority": [], "where": "", "unknown": [], "unverified": []}
    if not isinstance(offense_id, str):
        return {**empty, "why": "as the scenario says"}
    offense = law.offense(offense_id)
    answers = offense.categories.get(category)
    if answers is None:
        entry = law.vocabulary.categories[category]
        missing = [group for group in entry.needs if not set(group) & set(offense.data["involves"])]
        says = "the elements do not involve " + ", ".join(" or ".join(group) for group in missing) if missing else ""
        return {**empty, "why": says}
    return _in_play(law, row, offense_id, category, empty)


def _circumstance(row: Row, entry: CategoryEntry) -> dict[str, Any]:
    """Return the fact that a circumstance is read from, as far as it is known."""
    name = str(entry.by_fact["fact"])
    value = row.facts[name]
    known = value.possible if isinstance(value, Words) else None
    why = f"the {name} is {' or '.join(sorted(known))}".replace("_", " ") if known else f"the {name} is not known"
    unknown = [] if known else list(value.unknown)
    return {"why": why, "authority": list(entry.authority), "where": "", "unknown": unknown, "unverified": []}


def _in_play(law: Law, row: Row, offense_id: str, category: str, empty: dict[str, Any]) -> dict[str, Any]:
    offense = law.offense(offense_id)
    rules = catalogue_rules(offense, law)
    entries, unknown = rules.in_play(row, category)
    worded = [entry for entry in entries if entry.why]
    strongest = max(worded, key=lambda entry: entry.verdict, default=None)
    if strongest is None:
        return {**empty, "where": offense.file, "unknown": list(unknown)}
    silent = sorted({_spoken(law, name) for entry in worded if entry.when for name in _silent(entry.when, row)})
    told = f"the record is silent on {' and '.join(silent)}; if it spoke: " if silent else ""
    return {
        "why": told + strongest.why,
        "authority": list(dict.fromkeys(name for entry in worded for name in _authority(entry))),
        "where": f"{offense.file}:{strongest.line}",
        "unknown": list(unknown),
        "unverified": [f"{offense_id}: {category}"] if any(entry.verified != "true" for entry in worded) else [],
    }


def _authority(entry: Answer) -> list[str]:
    split = entry.split or {}
    return [*entry.authority, *split.get("for", ()), *split.get("against", ())]


def _spoken(law: Law, name: str) -> str:
    """Return what the record is silent on: the fact that a scenario gives, where another is worked out from it."""
    known = law.vocabulary.facts.get(name)
    given = known.sources[0] if known and known.sources else name
    return f"the {label(given.rpartition('.')[2])}"


def _silent(condition: Condition, row: Row) -> Iterator[str]:
    """Yield the facts of a condition on which the record is silent."""
    for leaf in leaves(condition):
        if isinstance(leaf, FactIs | FactCompares) and getattr(row.facts[leaf.fact], "silent", False):
            yield leaf.fact
