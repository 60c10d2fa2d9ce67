"""What a Pennsylvania plea does to a noncitizen's immigration status, and why. For education only.

The public names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "AdvisorError",
    "Law",
    "Scenario",
    "ScenarioError",
    "assess_scenario",
    "check_law",
    "load_law",
    "read_scenario",
    "scenario_from_dict",
]

_ROOMS = {
    "AdvisorError": "advisor.errors",
    "ScenarioError": "advisor.errors",
    "Law": "advisor.law.library",
    "Scenario": "advisor.scenario",
    "assess_scenario": "advisor.assess",
    "check_law": "advisor.law",
    "load_law": "advisor.law",
    "read_scenario": "advisor.scenario_reading",
    "scenario_from_dict": "advisor.scenario_reading",
}

if TYPE_CHECKING:
    from advisor.assess import assess_scenario
    from advisor.errors import AdvisorError, ScenarioError
    from advisor.law import check_law, load_law
    from advisor.law.library import Law
    from advisor.scenario import Scenario
    from advisor.scenario_reading import read_scenario, scenario_from_dict


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'advisor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
