"""What is concluded comes from the compiled rulesets: another constant in one of them is another conclusion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from advisor.engines.cuts import Shard
from advisor.engines.deciding import RuleEngine, compiled_law
from advisor.engines.layout import Clause
from advisor.findings import CERTAIN, NEVER, Pair, Row, Span, Words
from advisor.law.conditions import AllOf, Condition, FactCompares, FactIs, Not
from advisor.law.library import Law, law_of
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict
from advisor.testing.small_laws import rule_of, written_law

SURE = Pair(CERTAIN, CERTAIN)
RED = FactIs("status", frozenset(("red",)))
PERSON = Row(
    "person",
    "person",
    facts={"status": Words(frozenset(("red",))), "citizen": Words(None), "years_here": Span(3, 3)},
)
#: For each operator a condition that holds of the person, and a constant with which it does not.
SMALL: dict[str, tuple[Condition, int | str]] = {
    "==": (RED, "blue"),
    "!=": (Not(FactIs("status", frozenset(("blue",)))), "red"),
    ">=": (FactCompares("years_here", ">=", 3), 4),
    ">": (FactCompares("years_here", ">", 2), 3),
    "<=": (FactCompares("years_here", "<=", 3), 2),
    "<": (FactCompares("years_here", "<", 4), 3),
}


def _shards(law: Law) -> Iterator[Shard]:
    for stratum in compiled_law(law).strata:
        for rules in (stratum.count, stratum.person):
            yield from rules.shards if rules else ()


def _edit(law: Law, operator: str, slot: str, constant: int | str) -> int:
    """Give another constant to the comparisons of a slot by an operator, and return how many there were."""
    edited = 0
    for each in _shards(law):
        each.fired.clear()
        for place, clause in enumerate(each.ruleset.clauses):
            literals = tuple(
                literal._replace(constant=constant) if literal.op == operator and slot in literal.slot else literal
                for literal in clause.literals
            )
            if literals != clause.literals:
                each.ruleset.clauses[place] = Clause(clause.id, literals)
                edited += 1
    return edited


@pytest.mark.parametrize("operator", SMALL)
def test_a_constant_of_a_small_law_decides(operator: str) -> None:
    condition, other = SMALL[operator]
    law = written_law([rule_of(0, "standing", AllOf((condition,)))])
    before = RuleEngine().conclude(law, [], PERSON, False).pair("person", "standing")
    edited = _edit(law, operator, "", other)
    after = RuleEngine().conclude(law, [], PERSON, False).pair("person", "standing")

    assert (before, edited, after) == (SURE, 1, NEVER)


THEFT: dict[str, Any] = {
    "as_of": "2026-11-23",
    "defendant": {"status": "lpr", "admitted_on": "2024-01-10", "lpr_since": "2024-01-10", "priors": []},
    "pleas": [
        {
            "id": "offer",
            "counts": [
                {
                    "offense": {"name": "theft elsewhere", "max_term": "5 years", "level": "felony"},
                    "classified": {"theft": "certain", "cimt": "certain", "others": "no"},
                    "offense_date": "2026-05-02",
                    "sentence": {"confinement": "12 months"},
                }
            ],
        }
    ],
}
#: For each operator a comparison of the shipped law, another constant, and the finding that falls with the right one.
SHIPPED: dict[str, tuple[str, int | str, str]] = {
    "==": ("admitted among true", "never", "deportable.aggravated_felony"),
    "!=": ("inchoate among solicitation", "none", "aggravated_felony"),
    ">=": ("term_ordered against 1 years", 3, "aggravated_felony"),
    ">": ("max_term against 1 years", 1_000, "felony_for_daca"),
    "<=": ("years_after_admission", 0, "deportable.cimt_within_five_years"),
    "<": ("other_turpitude_offenses", 0, "petty_offense"),
}


def _concluded(law: Law, finding: str) -> int:
    data = THEFT
    if finding == "petty_offense":
        offer = THEFT["pleas"][0]["counts"][0]
        small = {**offer["offense"], "max_term": "1 year"}
        count = {**offer, "offense": small, "sentence": {"confinement": "30 days"}}
        data = {**THEFT, "pleas": [{"id": "offer", "counts": [count]}]}
    rows = build_rows(scenario_from_dict(data), law, law.as_of)
    return RuleEngine().conclude(law, rows.pleas[0], rows.person, rows.priors_unknown).pair("person", finding).shown


@pytest.mark.parametrize("operator", SHIPPED)
def test_a_constant_of_the_shipped_law_decides(operator: str) -> None:
    slot, other, finding = SHIPPED[operator]
    shipped = law_of(date(2026, 11, 23))
    law = Law(shipped.compiled, shipped.as_of)
    before = _concluded(law, finding)
    edited = _edit(law, operator, slot, other)

    assert before == CERTAIN
    assert edited > 0
    assert _concluded(law, finding) < CERTAIN
