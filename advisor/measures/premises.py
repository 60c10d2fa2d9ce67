"""The classification that a scenario brings as a premise, and the relationship to the victim."""

from __future__ import annotations

from advisor.errors import ScenarioError, did_you_mean, nearest
from advisor.findings import LEVEL_OF, NEVER, SURELY, UNSURE, Pair, Row, Words
from advisor.law.library import Law
from advisor.scenario import Count


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
    for name, premise in classified.categories.items():
        if name not in known:
            raise ScenarioError(f"unknown category `{name}`", path=f"{path}.classified.{name}", value=name,
                                help=did_you_mean(nearest(name, known)))  # fmt: skip
        shown = LEVEL_OF[premise.verdict]
        found[name] = Pair(shown, max(shown, LEVEL_OF[premise.relief_verdict or premise.verdict]))
    rest = UNSURE if classified.others == "open" else NEVER
    for name, category in known.items():
        if name in found or (name == "domestic_relation" and count.facts and "victim" in count.facts):
            continue
        given = [
            found[other] for other in category.premise_default if other in found and other in classified.categories
        ]
        if category.premise_default and given:
            found[name] = Pair(max(pair[0] for pair in given), max(pair[1] for pair in given))
        else:
            found[name] = rest
    return found


_PROTECTED = frozenset(("spouse", "former_spouse", "cohabitant", "co_parent", "similarly_situated", "protected"))


def relation(row: Row) -> Pair:
    """Return whether the victim is protected; any reliable evidence may show it, so a silent record is unknown.

    A child may or may not be protected by the family law of the place.
    """
    victim = row.facts["victim"]
    if not isinstance(victim, Words) or victim.possible is None or victim.silent:
        return UNSURE
    if victim.possible <= _PROTECTED:
        return SURELY
    return UNSURE if "child" in victim.possible or "other" in victim.possible else NEVER
