"""Why, and why not: the derivation of a finding, taken from a report.

Every finding of a report carries its derivation, from the conclusion down to the deciding facts, each step with its
file, line and authority. A report made with all findings carries it for those that are absent too: there the steps
that fail are kept, each with what it would take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.errors import UnknownNameError
from advisor.wording import nearest


def explain(report: Mapping[str, Any], *, plea: str | None = None, finding: str | None = None) -> list[dict[str, Any]]:
    """Return the derivations of the findings that stand for one option, or of one of them.

    Args:
        report: The report of a scenario.
        plea: The option's id; None for what stands without any plea.
        finding: One finding's id; None for every one.

    Raises:
        UnknownNameError: There is no such option, or the report has no such finding.
    """
    found = [each for each in _findings(report, plea) if finding in (None, each["id"])]
    if finding is None:
        found = [each for each in found if each["verdict"] != "no"]
    elif not found:
        raise _unknown(report, plea, finding)
    return [dict(each["because"]) for each in found]


def why_not(report: Mapping[str, Any], *, plea: str | None = None, finding: str | None = None) -> list[dict[str, Any]]:
    """Return for a finding which conditions fail, by how much, and which are not known.

    Raises:
        UnknownNameError: There is no such option, or the report was not made with all findings.
    """
    return explain(report, plea=plea, finding=finding)


def _findings(report: Mapping[str, Any], plea: str | None) -> Iterable[Mapping[str, Any]]:
    if plea is None:
        return list(report["baseline"]["findings"])
    for offer in report["pleas"]:
        if offer["id"] == plea:
            return list(offer["findings"])
    known = [offer["id"] for offer in report["pleas"]]
    raise UnknownNameError(plea, "plea option", nearest=nearest(plea, known), exit_code=2)


def _unknown(report: Mapping[str, Any], plea: str | None, finding: str) -> UnknownNameError:
    known = [each["id"] for each in _findings(report, plea)]
    return UnknownNameError(finding, "finding", nearest=nearest(finding, known), exit_code=2)
