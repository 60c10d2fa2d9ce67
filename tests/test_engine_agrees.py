"""The engine concludes what the oracle concludes: every finding, detail, reading and row, no difference tolerated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.engines.catalogue import CatalogueRules, catalogue_rules
from advisor.findings import Group, Length, Pair, Row, Span, Words
from advisor.law.conditions import FactCompares
from advisor.law.entries import Offense
from advisor.law.library import Law, law_of
from advisor.rows import build_rows
from advisor.scenario import Count, Scenario
from advisor.terms import Term
from advisor.testing.small_laws import SmallCase, rule_of, small_cases, small_laws, small_offenses, written_law
from advisor.testing.strategies import rows_or_none, scenario_data, scenarios
from tests.comparing import catalogue_differences, differences
from tests.oracle import Case

SHIPPED = law_of(date(2026, 11, 23))
EARLIER = date(2015, 6, 1)
NO_LAW = written_law(())


def times(number: int) -> int:
    """Return a number of cases, as many times over as the profile asks for."""
    return number * settings().max_examples // 100


@settings(max_examples=times(500))
@given(scenario_data(SHIPPED))
def test_the_engine_agrees_with_the_oracle_under_the_shipped_law(data: dict[str, Any]) -> None:
    rows = rows_or_none(data, SHIPPED)
    assume(rows is not None)

    for own in ((), *rows.pleas):
        assert differences(SHIPPED, (*own, *rows.standing), rows.person, rows.priors_unknown) == {}


@settings(max_examples=times(40))
@given(scenario_data(law_of(EARLIER), as_of=EARLIER.isoformat()))
def test_they_agree_under_the_law_of_an_earlier_day(data: dict[str, Any]) -> None:
    law = law_of(EARLIER)
    rows = rows_or_none(data, law)
    assume(rows is not None)

    for own in ((), *rows.pleas):
        assert differences(law, (*own, *rows.standing), rows.person, rows.priors_unknown) == {}


@settings(max_examples=times(700))
@given(small_laws(), st.tuples(small_cases(), small_cases(), small_cases()))
def test_they_agree_under_small_laws_of_any_shape(law: Law, cases: Sequence[SmallCase]) -> None:
    for counts, person, priors_unknown in cases:
        assert differences(law, counts, person, priors_unknown) == {}


@settings(max_examples=times(200))
@given(scenarios(SHIPPED))
def test_they_agree_on_grades_in_play_and_classification(scenario: Scenario) -> None:
    rows = build_rows(scenario, SHIPPED, SHIPPED.as_of)
    pleas = zip(scenario.pleas or (), rows.pleas, strict=True)
    known = [pair for plea, own in pleas for pair in zip(plea.counts, own, strict=True)]
    known += zip((*(scenario.defendant.priors or ()), *(scenario.charges or ())), rows.standing, strict=True)

    for count, row in known:
        assert _catalogue_differences(count, row) == {}


def _catalogue_differences(count: Count, row: Row) -> dict[Any, Any]:
    if not isinstance(count.offense, str):
        return {}
    offense = SHIPPED.offense(count.offense)
    return catalogue_differences(SHIPPED, catalogue_rules(offense, SHIPPED), offense, row)


@settings(max_examples=times(400))
@given(small_offenses(), small_cases())
def test_they_agree_on_small_charge_entries(offense: Offense, case: SmallCase) -> None:
    rules = CatalogueRules(offense, NO_LAW)

    for row in case[0]:
        assert catalogue_differences(NO_LAW, rules, offense, row) == {}


@settings(max_examples=times(300))
@given(small_offenses(), small_cases())
def test_entries_tried_in_order_are_decided_as_the_page_on_semantics_says(offense: Offense, case: SmallCase) -> None:
    """In its words: at certain and likely every entry in play must reach the level, at open and unlikely one must.

    Where they are in play because the record is silent, shown needs every one of them and not excluded one. (The words
    do not say what holds where one entry is unknown and another silent.)
    """
    oracle, answers = Case(NO_LAW), offense.categories["alpha"]
    assume(not any(answer.inside for answer in answers))
    for row in case[0]:
        pairs = [SURE if answer.when is None else oracle.pair(answer.when, row) for answer in answers]
        if not {*pairs} <= {NONE, UNKNOWN, SURE} and not {*pairs} <= {NONE, SILENT, SURE}:
            continue
        written = _as_written([answer.verdict for answer in answers], pairs, SILENT in pairs)

        assert oracle.classified(answers, row) == written


NONE, UNKNOWN, SILENT, SURE = (0, 0), (2, 2), (0, 4), (4, 4)


def _as_written(verdicts: Sequence[tuple[int, int]], pairs: Sequence[Any], silent: bool) -> tuple[int, ...]:
    in_play: list[tuple[int, int]] = []
    for verdict, pair in zip((*verdicts, NONE), (*pairs, SURE), strict=True):
        in_play += [verdict] * (pair != NONE)
        if pair == SURE:
            break
    if silent:
        return min(shown for shown, _ in in_play), max(not_excluded for _, not_excluded in in_play)
    reached = []
    for reading in (0, 1):
        levels = [verdict[reading] for verdict in in_play]
        reached.append(max(level for level in range(5) if (min(levels) if level >= 3 else max(levels)) >= level))
    return tuple(reached)


#: Terms that have no fixed order, and figures that they meet.
NEAR = ((Term(6), Term(0, 183), Term(0, 181)), (Term(60), Term(59, 31), Term(0, 1827)), (Term(12), Term(11, 30)))
AGAINST = ((6, "months"), (5, "years"), (1, "years"), (181, "days"))
TOGETHER = (("1", "1"), ("1", None), (None, None), ("1", "2"))


@pytest.mark.parametrize("fold", ["sum_term_sentence_group_alpha", "longest_term_alpha"])
def test_they_agree_on_terms_that_have_no_fixed_order(fold: str) -> None:
    asked = [FactCompares(fold, order, 2 * n, unit) for n, unit in AGAINST for order in (">=", ">", "<", "<=")]
    law = written_law([rule_of(n, "standing", condition, detail=f"{n}") for n, condition in enumerate(asked)])

    for terms, numbers in product((pair for near in NEAR for pair in product(near, repeat=2)), TOGETHER):
        rows = [_term_row(place, *each) for place, each in enumerate(zip(terms, numbers, strict=True))]
        assert differences(law, rows, PERSON, False) == {}


PERSON = Row(
    "person",
    "person",
    facts={"status": Words(None), "citizen": Words(frozenset(("false",))), "years_here": Span(0, 0)},
)


def _term_row(place: int, term: Term, number: str | None) -> Row:
    facts = {"term": Length(term, term), "sentence_group": Group("one", number)}
    return Row(f"counts[{place}]", "count", "plea", place, {**PERSON.facts, **facts}, {"alpha": Pair(4, 4)})
