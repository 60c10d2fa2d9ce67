"""A search for a case on which the engine, with a misreading planted in it, differs from the oracle.

The cases are the same on every run. A law is made anew for each search, so that no ruleset outlives what was planted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from advisor.engines.catalogue import CatalogueRules, catalogue_rules
from advisor.errors import AdvisorError
from advisor.law.library import Law, law_of
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict
from advisor.testing.small_laws import small_cases, small_laws, small_offenses, written_law
from advisor.testing.strategies import scenario_data
from tests.comparing import catalogue_differences, differences

WITHIN = 2_000
SHIPPED = law_of(date(2026, 11, 23))
_SETTINGS = settings(
    max_examples=WITHIN,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

#: Says whether the planted engine differs on some case that was generated.
Search = Callable[[], bool]


def _found(strategy: st.SearchStrategy[Any], differs: Callable[[Any], bool]) -> bool:
    try:
        find(strategy, differs, settings=_SETTINGS, random=Random(0))
    except NoSuchExample:
        return False
    return True


def in_small_laws() -> bool:
    """Search rules of any shape."""
    return _found(st.tuples(small_laws(), small_cases()), lambda drawn: bool(differences(drawn[0], *drawn[1])))


def in_the_shipped_law() -> bool:
    """Search whole scenarios."""
    law = Law(SHIPPED.compiled, SHIPPED.as_of)

    def differs(data: dict[str, Any]) -> bool:
        rows = _rows(data, law)
        if rows is None:
            return False
        options = [(*own, *rows.standing) for own in rows.pleas]
        return any(differences(law, counts, rows.person, rows.priors_unknown) for counts in options)

    return _found(scenario_data(SHIPPED), differs)


def in_small_charge_entries() -> bool:
    """Search entries that are tried in order."""
    law = written_law(())

    def differs(drawn: Any) -> bool:
        rules = CatalogueRules(drawn[0], law)
        return any(catalogue_differences(law, rules, drawn[0], row) for row in drawn[1][0])

    return _found(st.tuples(small_offenses(), small_cases()), differs)


def in_the_shipped_charges() -> bool:
    """Search the charge files."""
    law = Law(SHIPPED.compiled, SHIPPED.as_of)

    def differs(data: dict[str, Any]) -> bool:
        rows = _rows(data, law)
        if rows is None:
            return False
        named = [count["offense"] for count in data["pleas"][0]["counts"]]
        rowed = zip(named, rows.pleas[0], strict=True)
        offenses = [(law.offense(name), row) for name, row in rowed if isinstance(name, str)]
        return any(catalogue_differences(law, catalogue_rules(each, law), each, row) for each, row in offenses)

    return _found(scenario_data(SHIPPED), differs)


def _rows(data: dict[str, Any], law: Law) -> Any:
    try:
        return build_rows(scenario_from_dict(data), law, law.as_of)
    except AdvisorError:
        return None


in_rules = pytest.mark.parametrize("found", [in_small_laws, in_the_shipped_law], ids=["small", "shipped"])
in_charges = pytest.mark.parametrize(
    "found", [in_small_charge_entries, in_the_shipped_charges], ids=["small", "shipped"]
)
