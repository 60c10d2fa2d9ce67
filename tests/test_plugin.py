"""The pytest plug-in gives other suites the law and an assessing function."""

from __future__ import annotations

from pathlib import Path
from typing import Any

pytest_plugins = ("pytester",)

ROOT = Path(__file__).resolve().parents[1]

SUITE = """
def test_a_citizen_has_no_findings(assess_plea):
    report = assess_plea({"as_of": "2026-11-23", "defendant": {"status": "usc"}, "pleas": [
        {"id": "p", "counts": [{"offense": "pa-18-3929-a-1"}]}]})
    assert report["pleas"][0]["findings"] == []


def test_the_law_is_of_the_day_that_was_asked_for(plea_law):
    assert plea_law.as_of.isoformat() == "2025-02-01"
"""


def test_the_fixtures_work_in_another_suite(pytester: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(SUITE)
    # Where the package is installed its entry point would register the same module a second time.
    own = ("-p", "no:plea-advisor", "-p", "advisor.testing.plugin")

    result = pytester.runpytest_subprocess(*own, "--plea-as-of", "2025-02-01", "-q")

    result.assert_outcomes(passed=2)
