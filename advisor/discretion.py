"""A prosecutor's office's policy applied to a case: what it weighs, which way each thing pulls, what comes of it.

Nothing is added up. No office publishes weights, so each factor pulls one way, the other or neither, and a policy's own
short list of rules turns the pulls into an outcome. What is not known never pulls; it is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from advisor.case import case_of
from advisor.errors import LawFileError
from advisor.factors import excluded_classes, weighed
from advisor.findings import LEVEL_OF, LIKELY
from advisor.law.library import Law
from advisor.law.policies import FOLDER, KINDS, RISKS, read_policy
from advisor.ranking import rank
from advisor.rows import Rows
from advisor.scenario import Scenario
from advisor.swaps import compared


def default_policy(law: Law) -> str:
    """Return the id of the policy that is used when none is named.

    Raises:
        LawFileError: No policy says that it is the default.
    """
    for name in law.policy_ids:
        if (law.policy(name) or {}).get("default"):
            return name
    raise LawFileError("no policy is the default", file=FOLDER)


def weigh(policy: Mapping[str, Any], scenario: Scenario, rows: Rows, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an office makes of a case under its policy.

    Args:
        policy: The data of the policy's file, as the law holds it: checked.
        scenario: The case; the option that it lists first is the one as offered.
        rows: Its rows.
        report: The report so far: `pleas` with their `risk`, and `ranking`.

    Returns:
        The `discretion` object of the report: `policy`, `outcome`, `factors`, `excluded` and `options`, each option
        with its kind and with what it would spare beside the one as offered.
    """
    read = read_policy(policy)
    case = case_of(scenario, rows, report)
    excluded = list(excluded_classes(read, case))
    factors = [weighed(factor, case) for factor in read.factors]
    options = compared(scenario.pleas or (), report)
    seen = Weighed(excluded, factors, _milder(options, report), read.grave_from)
    return {
        "policy": read.id,
        "title": read.title,
        "office": read.office,
        "outcome": next(give for give, when in read.outcome if when is None or seen.meets(when)),
        "factors": factors,
        "excluded": excluded,
        "options": options,
        "limits": read.limits,
        "invented": read.invented,
    }


def _milder(options: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the options that are milder than the one as offered, least harm first."""
    ranking = report.get("ranking") or rank(report["pleas"])
    return sorted((option for option in options if option["milder"]), key=lambda option: ranking.index(option["id"]))


class Weighed(NamedTuple):
    """What the outcome rules of a policy look at.

    Attributes:
        milder: The options that are milder than the one as offered, least harm first.
        grave_from: The word for harm from which on it counts as grave.
    """

    excluded: Sequence[Mapping[str, Any]]
    factors: Sequence[Mapping[str, Any]]
    milder: Sequence[Mapping[str, Any]]
    grave_from: str

    def meets(self, when: Mapping[str, Any]) -> bool:
        """Return whether the case meets the condition of an outcome rule."""
        if "all" in when:
            return all(self.meets(part) for part in when["all"])
        if "any" in when:
            return any(self.meets(part) for part in when["any"])
        if "excluded" in when:
            surely = any(LEVEL_OF[entry["verdict"]] >= LIKELY for entry in self.excluded)
            return surely if when["excluded"] == "surely" else bool(self.excluded) and not surely
        if "pull" in when:
            return self._pulls(when)
        return self._best_option(when)

    def _pulls(self, when: Mapping[str, Any]) -> bool:
        among = when.get("factors")
        number = sum(
            factor["pull"] == when["pull"] for factor in self.factors if among is None or factor["id"] in among
        )
        return bool(when.get("at_least", 0) <= number <= when.get("at_most", number))

    def _best_option(self, when: Mapping[str, Any]) -> bool:
        among = when.get("among", KINDS)
        best = next((option for option in self.milder if option["kind"] in among), None)
        if best is None or best["kind"] not in when["best_option"]:
            return False
        before, after = (RISKS.index(best["risk"][end]) for end in ("from", "to"))
        return after < RISKS.index(self.grave_from) <= before or not when.get("lifts_grave_harm", False)
