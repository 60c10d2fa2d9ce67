"""The pipeline: scenario -> rows -> classification -> grounds -> consequences -> discretion -> report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from advisor.concluding import Option, findings_of, verdicts_of
from advisor.counsel import counsel
from advisor.coverage import check_jurisdiction, law_for_circuit, matters_not_covered, not_covered, not_covered_here
from advisor.discretion import default_policy, weigh
from advisor.engines.deciding import RuleEngine
from advisor.errors import UnknownNameError
from advisor.findings import VERDICTS, Row
from advisor.law.library import Law, law_of
from advisor.questions import questions_of
from advisor.ranking import rank, reasons, risk, risk_table
from advisor.report import count_entry, frame, offense_names, unconfirmed_citations
from advisor.rows import Rows, build_rows
from advisor.scenario import PleaOption, Scenario
from advisor.wording import nearest, offered


def day_of(scenario: Scenario) -> date:
    """Return the day whose law is asked for: the scenario's, or today."""
    return date.fromisoformat(scenario.as_of) if scenario.as_of else date.today()


def assess_scenario(scenario: Scenario, *, law_dir: Path | None = None, policy: str | None = None) -> dict[str, Any]:
    """Return the report on a scenario, under the shipped law or a user's own before it.

    Raises:
        ScenarioError: The scenario names what does not exist.
        LawNotInForce: The library does not reach back to the day asked for.
    """
    return assess_document(scenario, law_of(day_of(scenario), law_dir), policy=policy)


def assess_document(
    scenario: Scenario,
    law: Law,
    *,
    show_all: bool = False,
    policy: str | None = None,
    other_circuit: bool = False,
) -> dict[str, Any]:
    """Return the report dict of the contract.

    Raises:
        ScenarioError: The scenario names what does not exist, or a place that is not covered.
        UnknownNameError: There is no such policy.
    """
    chosen = _policy(law, policy)
    law = law_for_circuit(law, check_jurisdiction(scenario, law, other_circuit))
    rows = build_rows(scenario, law, law.as_of)
    engine = RuleEngine()
    standing = conclude(law, rows, (), engine)
    baseline = verdicts_of(law, standing.conclusions)
    offers = list(scenario.pleas or ())
    options = [conclude(law, rows, counts, engine) for counts in rows.pleas]
    if offers:
        _look_further(scenario, law, rows, engine, options)
    report = frame(scenario, law, rows)
    report["baseline"] = {"findings": findings_of(law, standing, None, show_all=show_all)}
    report["not_covered"] = not_covered(law, rows)
    table = risk_table(law, scenario)
    report["pleas"] = [
        _offer(law, (offer, own), option, baseline, show_all=show_all)
        for offer, own, option in zip(offers, rows.pleas, options, strict=True)
    ]
    for plea in report["pleas"]:
        plea["risk"] = risk(plea, table)
        plea["counsel_must_say"] = counsel(plea, scenario, table)
    report["not_covered_here"] = not_covered_here(law, report["pleas"])
    report["names"] = {**offense_names(law, report["pleas"]), **matters_not_covered(law)}
    report["citations"] = unconfirmed_citations(law, (*report["pleas"], report["baseline"]))
    report["ranking"] = rank(report["pleas"])
    report["ranking_reasons"] = reasons(report["pleas"])
    report["discretion"] = weigh(chosen, scenario, rows, report)
    return report


def conclude(law: Law, rows: Rows, own: Sequence[Row], engine: RuleEngine | None = None) -> Option:
    """Return what the engine concludes of some counts beside what stands already."""
    counts = (*own, *rows.standing)
    conclusions = (engine or RuleEngine()).conclude(law, counts, rows.person, rows.priors_unknown)
    return Option(counts, rows.person, conclusions, rows.priors_unknown)


def _look_further(scenario: Scenario, law: Law, rows: Rows, engine: RuleEngine, options: Sequence[Option]) -> None:
    """Find for each option which unknown facts matter, and which small changes make a finding fall away."""
    from advisor.counterfactuals import Ground, Search

    ground = Ground(scenario, law, rows, engine)
    for number, option in enumerate(options):
        search = Search(ground, number, option)
        option.needs = search.needs()
        option.avoided_by = search.avoided_by()


def _offer(
    law: Law,
    offered: tuple[PleaOption, Sequence[Row]],
    option: Option,
    baseline: Mapping[str, int],
    *,
    show_all: bool,
) -> dict[str, Any]:
    offer, own = offered
    findings = findings_of(law, option, baseline, show_all=show_all)
    return {
        "id": offer.id,
        "title": offer.title or offer.id,
        "questions": questions_of(law, findings),
        "counts": [
            count_entry(count, row, VERDICTS[option.conclusions.pair(row.key, "conviction").shown], law)
            for count, row in zip(offer.counts, own, strict=True)
        ],
        "findings": findings,
    }


def _policy(law: Law, policy: str | None) -> Mapping[str, Any]:
    name = policy or default_policy(law)
    found = law.policy(name)
    if found is None:
        error = UnknownNameError(name, "policy", nearest=nearest(name, law.policy_ids), exit_code=2)
        raise error.tell(help=offered(name, law.policy_ids))
    return found
