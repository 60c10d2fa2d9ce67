"""Each rule decides its cases as their authority says: one rule file at a time, through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from advisor.engines.conclusions import FindingKey
from advisor.engines.cuts import CutRules
from advisor.engines.slots import RowState
from advisor.errors import LawNotInForce
from advisor.findings import LEVEL_OF, NEVER, VERDICTS, Pair, both, either
from advisor.law.conditions import FactCompares, FactIs, FindingIs, leaves
from advisor.law.entries import Rule
from advisor.law.library import Law
from tests.case_rows import Case, Rows, cases, law_of_one, oracle_of, rows_of, rule_files

CASES = list(cases())
#: The findings that some rule of the whole law concludes with a detail.
DETAILED = {entry["concludes"] for entry in rule_files().values() if "detail" in entry}


def _parameters() -> Iterator[Any]:
    for case in CASES:
        marks = []
        if "disagrees" in case.data:
            # A gap between the law and its encoding: strict, so that it reports when it is gone.
            marks.append(pytest.mark.xfail(strict=True, reason=str(case.data["disagrees"])))
        short = case.rule.removeprefix("rules/").removesuffix(".yaml")
        yield pytest.param(case, id=f"{short}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", list(_parameters()))
def test_a_rule_decides_as_its_authority_says(case: Case) -> None:
    entry = rule_files()[case.rule]
    if "error" in case.expect:
        assert case.expect["error"] == "not_encoded"
        with pytest.raises(LawNotInForce):
            law_of_one(case.rule, case.as_of)
        return
    law = law_of_one(case.rule, case.as_of)
    rows = rows_of(case, law, entry["about"])

    found = _decided(law, rows)

    assert _words(case.expected) == _words(found.get((entry["concludes"], None), NEVER))
    _check_reported(case, law, entry["concludes"], rows.looked_at)
    _check_details(case, found, entry["concludes"])
    _check_authority(case, law)
    assert _by_the_oracle(law, rows, entry["concludes"]) == found.get((entry["concludes"], None), NEVER)


def _decided(law: Law, rows: Rows) -> dict[FindingKey, Pair]:
    """Return what the engine's rules conclude of the row, each capped at its strength, by finding and detail."""
    found: dict[FindingKey, Pair] = {}
    given = rows.looked_at.findings
    for rule in law.rules:
        pair = CutRules(rule.id, {rule.id: rule.condition}, law.vocabulary).pairs(rows.looked_at).get(rule.id, NEVER)
        capped = Pair(min(pair.shown, rule.strength), min(pair.not_excluded, rule.strength))
        details = {rule.detail: capped}
        if rule.detail == "inherited":
            details = {
                detail: both(capped, own) for (name, detail), own in given.items() if name in _reads(rule) and detail
            }
        for key, each in [*details.items(), *((None, each) for each in (capped, *details.values()))]:
            found[rule.concludes, key] = either(found.get((rule.concludes, key), NEVER), each)
    return found


def _reads(rule: Rule) -> set[str]:
    return {leaf.finding for leaf in leaves(rule.condition) if isinstance(leaf, FindingIs)} & DETAILED


def _check_reported(case: Case, law: Law, finding: str, state: RowState) -> None:
    """A case with two readings names also the one that the report shows."""
    if "readings" not in case.expect or "verdict" not in case.expect:
        return
    entry = law.vocabulary.findings[finding]
    shown = entry.reading == "shown"
    if entry.shown_if is not None:
        shown = state.findings.get((entry.shown_if, None), NEVER).shown >= LEVEL_OF["likely"]
    assert case.expect["verdict"] == VERDICTS[case.expected[0 if shown else 1]]


def _check_details(case: Case, found: dict[FindingKey, Pair], finding: str) -> None:
    details = case.expect.get("detail")
    if details is None:
        return
    if isinstance(details, str):
        details = {details: VERDICTS[case.expected.shown]}
    named = {str(name): LEVEL_OF[word] for name, word in details.items()}
    assert named == {detail: pair.shown for (each, detail), pair in found.items() if each == finding and detail}


def _check_authority(case: Case, law: Law) -> None:
    """What a case leans on is what the rule leans on, in force on that day."""
    leant_on = {name for rule in law.rules for name in (*rule.authority, *_sources(rule, law))}
    assert set(case.expect.get("authority", ())) <= leant_on


def _sources(rule: Rule, law: Law) -> Iterator[str]:
    for side in (rule.split or {}).values():
        yield from side
    for leaf in leaves(rule.condition):
        if isinstance(leaf, FactIs | FactCompares) and leaf.source:
            yield leaf.source
        if isinstance(leaf, FactCompares) and leaf.threshold:
            yield from law.thresholds[leaf.threshold].authority


def _by_the_oracle(law: Law, rows: Rows, finding: str) -> Pair:
    """Return what the oracle makes of the same rows; the findings given stand as worked out."""
    oracle = oracle_of(law, rows)
    oracle.detailed = DETAILED
    return Pair(*oracle.finding(rows.looked_at.row, finding)[None])


def _words(pair: Pair) -> tuple[str, str]:
    return VERDICTS[pair.shown], VERDICTS[pair.not_excluded]
