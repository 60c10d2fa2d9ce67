"""What the tests of the command line share: a way to call it, and stand-ins for the core behind it."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner

from advisor.cli.app import app
from advisor.render.words import DISCLAIMER

REPORT: dict[str, Any] = {
    "schema": "plea-advisor/report/1", "disclaimer": DISCLAIMER, "law_as_of": "2026-11-23", "ranking": ["offer"],
    "baseline": {"findings": []},
    "pleas": [{"id": "offer", "questions": {}, "counts": [], "findings": [
        {"id": "inadmissible.cimt", "title": "Inadmissible: § 212", "verdict": "likely", "summary": "A reason."},
    ]}],
}  # fmt: skip


@pytest.fixture
def plea() -> Callable[..., Any]:
    """Return a function that runs the command with arguments and, as `given`, standard input."""

    def run(*arguments: str, given: str | bytes | None = None) -> Any:
        return CliRunner().invoke(app, list(arguments), input=given, prog_name="plea")

    return run


@pytest.fixture
def report() -> dict[str, Any]:
    """Return the report that the core stands in with."""
    return REPORT


@pytest.fixture
def core(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Replace the core by one report or one error; the list collects the requests."""

    def install(outcome: dict[str, Any] | Exception = REPORT) -> list[Any]:
        requests: list[Any] = []

        def report_of(request: Any) -> dict[str, Any]:
            requests.append(request)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr("advisor.cli.assess.report_of", report_of)
        monkeypatch.setattr("advisor.cli.explain.report_of", report_of)
        return requests

    return install


@pytest.fixture
def trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the explaining core by one that echoes what it was asked."""
    module = types.ModuleType("advisor.explain")

    def explain(report: Any, *, plea: str | None, finding: str | None) -> list[dict[str, Any]]:
        return [{"says": f"why {plea} {finding}", "verdict": "likely", "children": []}]

    def why_not(report: Any, *, plea: str | None, finding: str) -> list[dict[str, Any]]:
        return [{"says": f"absent {plea} {finding}", "verdict": "no", "children": []}]

    vars(module).update(explain=explain, why_not=why_not)
    monkeypatch.setitem(sys.modules, "advisor.explain", module)


class Catalogue:
    """Stands in for the catalogue of offenses."""

    def search(self, text: str) -> list[tuple[str, str, str]]:
        every = [("pa-18-3929-a-1", "18 Pa.C.S. § 3929(a)(1)", "Retail theft: taking")]
        return [row for row in every if text in row[2].lower()]


class Library:
    """Stands in for the loaded law."""

    version, rules_version, charges = "2026.11", "sha256:abc", Catalogue()

    def list_rules(self) -> list[tuple[str, str]]:
        return [("grounds.aggravated-felony.theft", "Theft with a year or more ordered")]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the loader of the law."""
    monkeypatch.setattr("advisor.law.load_law", lambda **_: Library(), raising=False)
