"""A pytest plug-in: the law of a day and an assessing function as fixtures, for suites that test against ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from advisor.law.library import Law


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says whose law a suite is run under."""
    group = parser.getgroup("plea-advisor")
    group.addoption("--plea-as-of", metavar="DATE", default=None, help="the law of this day (default: today)")


@pytest.fixture(scope="session")
def plea_law(request: pytest.FixtureRequest) -> Law:
    """Return the law of the day that `--plea-as-of` names."""
    from advisor.law import load_law

    return load_law(request.config.getoption("--plea-as-of"))


@pytest.fixture(scope="session")
def assess_plea(plea_law: Law) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return a function from a scenario as plain data to its report."""
    from advisor.assess import assess_document
    from advisor.scenario_reading import scenario_from_dict

    return lambda data: assess_document(scenario_from_dict(data), plea_law)
