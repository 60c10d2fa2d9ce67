"""What the engine concludes beside what the oracle concludes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advisor.engines.catalogue import CatalogueRules
from advisor.engines.deciding import RuleEngine
from advisor.findings import NEVER, Row
from advisor.law.entries import Offense
from advisor.law.library import Law
from tests.oracle import Case


def differences(law: Law, counts: Iterable[Row], person: Row, priors_unknown: bool) -> dict[Any, Any]:
    """Return where the two differ: by row, finding and detail the engine's pair and the oracle's."""
    counts = list(counts)
    engine = RuleEngine().conclude(law, counts, person, priors_unknown)
    ours = {(row, *key): pair for row, found in engine.findings.items() for key, pair in found.items() if pair != NEVER}
    return _apart(ours, Case(law, counts, person, priors_unknown).concluded())


def catalogue_differences(law: Law, rules: CatalogueRules, offense: Offense, row: Row) -> dict[Any, Any]:
    """Return where the two differ on the grades in play and the classification of one offense."""
    case = Case(law)
    ours = {"grades": list(rules.grades(row)), **rules.categories(row)}
    theirs = {"grades": case.grades(offense.grades, row)}
    theirs |= {name: case.classified(answers, row) for name, answers in offense.categories.items()}
    return _apart(ours, theirs)


def _apart(ours: dict[Any, Any], theirs: dict[Any, Any]) -> dict[Any, Any]:
    return {key: (ours.get(key), theirs.get(key)) for key in ours | theirs if ours.get(key) != theirs.get(key)}
