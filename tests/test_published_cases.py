"""Published decisions and worked examples: the program comes to what their authors concluded.

The cases lie beside the repository (../shared/cases) and not in it; where they are not at hand these tests are empty.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from advisor.assess import assess_document, day_of
from advisor.law.library import law_of
from advisor.reading import read_document
from advisor.scenario_reading import scenario_from_dict

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "cases"
#: Cases whose law is not encoded yet, by id, each with what is missing.
NOT_IN_SCOPE: dict[str, str] = {}
#: Cases whose key is disputed, by id, each with the decision page that argues it.
DISPUTED: dict[str, str] = {}


def _cases() -> list[dict[str, Any]]:
    if not FOLDER.is_dir():
        return []
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_document(path).value]


CASES = {case["id"]: case for case in _cases()}
EXPECTED = [
    pytest.param(case, expected, id=f"{name}-{number}")
    for name, case in CASES.items()
    if name not in NOT_IN_SCOPE and name not in DISPUTED and case.get("trust") != "low"
    for number, expected in enumerate(case["expect"])
]


@cache
def _report(name: str) -> dict[str, Any]:
    scenario = scenario_from_dict(CASES[name]["scenario"])
    return assess_document(scenario, law_of(day_of(scenario)))


def answer_of(report: dict[str, Any], expected: dict[str, Any]) -> str:
    """Return the verdict that a report gives on what a case expects; what is not listed is `no`."""
    plea = next(each for each in report["pleas"] if each["id"] == expected["plea"])
    if "category" in expected:
        classified = plea["counts"][expected["count"]]["classified"]
        return str(classified.get(expected["category"], {"verdict": "no"})["verdict"])
    if expected["finding"] == "conviction":
        return str(plea["counts"][expected["count"]]["conviction"])
    found = [each["verdict"] for each in plea["findings"] if each["id"] == expected["finding"]]
    return str(found[0]) if found else "no"


@pytest.mark.parametrize(("case", "expected"), EXPECTED)
def test_the_author_of_a_published_case_is_followed(case: dict[str, Any], expected: dict[str, Any]) -> None:
    assert answer_of(_report(case["id"]), expected) in expected["verdict"], f"{case['source']['cite']}: {case['why']}"


def test_every_published_case_is_accounted_for(record_property: Any) -> None:
    in_scope = {param.values[0]["id"] for param in EXPECTED}  # type: ignore[index]
    low = {name for name, case in CASES.items() if case.get("trust") == "low"}
    record_property("published cases in scope", len(in_scope))
    record_property("published cases not in scope", sorted(NOT_IN_SCOPE))

    assert set(CASES) == in_scope | (set(NOT_IN_SCOPE) & set(CASES)) | (set(DISPUTED) & set(CASES)) | low
