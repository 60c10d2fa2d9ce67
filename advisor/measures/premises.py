"""The classification that a scenario brings as a premise, and the relationship to the victim."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.errors import Problem, ScenarioError
from advisor.findings import LEVEL_OF, NEVER, SURELY, UNSURE, Pair, Row, Words
from advisor.law.entries import CategoryEntry
from advisor.law.library import Law
from advisor.scenario import Count
from advisor.wording import did_you_mean, nearest, quoted


def premise(count: Count, law: Law, path: str) -> dict[str, Pair]:
    """Return the classification that an own offense comes with.

    Raises:
        ScenarioError: It names a category that does not exist.
    """
    classified = count.classified
    if classified is None:
        return {}
    known = law.vocabulary.categories
    found: dict[str, Pair] = {}
    problems = [
        Problem(f"{path}.classified.{name}", f"unknown category {quoted(name)}", _near(name, known))
        for name in classified.categories
        if name not in known
    ]
    if problems:
        raise ScenarioError.of(problems)
    for name, premise in classified.categories.items():
        shown = LEVEL_OF[premise.verdict]
        found[name] = Pair(shown, max(shown, LEVEL_OF[premise.relief_verdict or premise.verdict]))
    rest = UNSURE if classified.others == "open" else NEVER
    for name, category in known.items():
        told = category.by_fact and str(category.by_fact["fact"]) in (count.facts or {})
        if name in found or told:
            continue
        given = [
            found[other] for other in category.premise_default if other in found and other in classified.categories
        ]
        if category.premise_default and given:
            found[name] = Pair(max(pair[0] for pair in given), max(pair[1] for pair in given))
        else:
            found[name] = rest
    return found


def _near(name: str, known: Mapping[str, CategoryEntry]) -> str:
    """Return the help for a category that does not exist: names like it, or titles that hold its words, or all."""
    words = name.lower().replace("_", " ").replace("-", " ").split()
    titled = [other for other, entry in known.items() if all(word in entry.title.lower() for word in words)]
    listed = f"the categories are {', '.join(map(quoted, known))}"
    return did_you_mean(nearest(name, known)) or did_you_mean(titled[:5]) or listed


def relation(row: Row, entry: CategoryEntry) -> Pair:
    """Return the verdict of a circumstance from the fact it is read from; a silent record leaves it unknown.

    Of several words that are possible, all must be protected for it to be certain and none for it to be `no`.
    """
    value = row.facts[str(entry.by_fact["fact"])]
    if not isinstance(value, Words) or value.possible is None or value.silent:
        return UNSURE
    certain, unsure = frozenset(entry.by_fact["certain"]), frozenset(entry.by_fact["open"])
    if value.possible <= certain:
        return SURELY
    return NEVER if not value.possible & (certain | unsure) else UNSURE
