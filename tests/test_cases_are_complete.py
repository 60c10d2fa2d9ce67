"""Every rule has the cases that the design asks for; what is missing is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest

from advisor.engines.slots import RowState, position
from advisor.findings import NEVER, SURELY, Length, Pair, Span
from advisor.law.conditions import AllOf, AnyOf, Condition, FactCompares, Not, from_plain, leaves
from advisor.law.library import Law
from advisor.terms import Amount, Term, nominal_days
from tests.case_rows import (
    CASE_KEYS,
    EXPECT_KEYS,
    Case,
    cases,
    day_before,
    law_of_one,
    oracle_of,
    rows_of,
    rule_files,
)
from tests.oracle import Case as Oracle

BY_RULE: dict[str, list[Case]] = {}
for _case in cases():
    BY_RULE.setdefault(_case.rule, []).append(_case)

#: A term counts as beside a figure when it is no further from it than this.
NEAR_DAYS = 31


@dataclass(frozen=True)
class Seen:
    """A case with the rows it makes under its own day's law."""

    case: Case
    law: Law
    state: RowState
    oracle: Oracle

    def pair(self, condition: Condition) -> Pair:
        return Pair(*self.oracle.pair(condition, self.state.row))


def _seen(case: Case, about: str) -> Seen | None:
    if "error" in case.expect:
        return None
    law = law_of_one(case.rule, case.as_of)
    rows = rows_of(case, law, about)
    return Seen(case, law, rows.looked_at, oracle_of(law, rows))


def _exceptions(condition: Condition) -> Iterator[Not]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _exceptions(part)
    elif isinstance(condition, Not):
        yield condition


def _missing(rule: str, entry: dict[str, Any]) -> Iterator[str]:
    given = BY_RULE.get(rule, [])
    seen = [each for case in given if (each := _seen(case, entry["about"])) is not None]
    strongest = max(version["strength"] for version in entry["versions"])
    if not any(each.case.expected.shown == strongest for each in seen):
        yield "a case in which it fires at its full strength"
    tested = [leaf for version in entry["versions"] for leaf in leaves(from_plain(version["condition"]))]
    if not any(each.pair(leaf) not in (NEVER, SURELY) for each in seen for leaf in tested):
        yield "a case in which something is not known"
    for version in entry["versions"]:
        condition = from_plain(version["condition"])
        yield from _missing_sides(condition, seen)
        for exception in _exceptions(condition):
            met = {each.pair(exception.part) for each in seen}
            if not {NEVER, SURELY} <= met:
                yield f"a case with and one without the exception of line {exception.line}"
    yield from _missing_days(entry, given)


def _missing_sides(condition: Condition, seen: list[Seen]) -> Iterator[str]:
    for leaf in leaves(condition):
        if isinstance(leaf, FactCompares):
            places = {place for each in seen if (place := _place(leaf, each)) is not None}
            rising = leaf.operator in (">=", "<")
            for name, wanted in (("just below", -1), ("at", 0)) if rising else (("at", 0), ("just above", 1)):
                if wanted not in places:
                    yield f"{leaf.fact} {name} the figure of line {leaf.line}"


def _place(leaf: FactCompares, each: Seen) -> int | None:
    """Return whether a known value lies just below (-1), at (0) or just above (1) a figure; None if elsewhere."""
    if leaf.fact in each.law.vocabulary.aggregates:
        return _place_of_aggregate(leaf, each)
    value = each.state.row.facts[leaf.fact]
    if isinstance(value, Span):
        near = value.low == value.high and not value.silent and abs(value.low - leaf.constant) <= 1
        return value.low - leaf.constant if near else None
    if not isinstance(value, Length) or value.low != value.high or value.low.life:
        return None
    amount = Amount(leaf.constant // 2, leaf.unit)  # type: ignore[arg-type]
    low, high = position(value.low, amount)
    days, figure = nominal_days(value.low), nominal_days(_term(amount))
    if low != high or days is None or figure is None or abs(days - figure) > NEAR_DAYS:
        return None
    return max(-1, min(1, low - leaf.constant))


def _place_of_aggregate(leaf: FactCompares, each: Seen) -> int | None:
    numbers = {each.oracle.number(leaf, each.state.row, level, reading) for level, reading in product((1, 4), (0, 1))}
    if len(numbers) != 1:
        return None
    difference = numbers.pop() - leaf.constant
    return int(difference) if abs(difference) <= 1 else None


def _term(amount: Amount) -> Term:
    if amount.unit == "days":
        return Term(days=amount.number)
    return Term(months=amount.number * (12 if amount.unit == "years" else 1))


def _missing_days(entry: dict[str, Any], given: list[Case]) -> Iterator[str]:
    days = {case.as_of: case for case in given}
    for version in entry["versions"]:
        if version["dated_by"] != "as_of":
            continue
        first = date.fromisoformat(version["effective_from"])
        before = day_before(version["effective_from"])
        if first not in days:
            yield f"the first day, {first}"
        if before not in days:
            yield f"the day before, {before}"
        elif version is entry["versions"][0]:
            wanted = "not_encoded" if version.get("before") == "not_encoded" else None
            if days[before].expect.get("error") != wanted:
                yield f"on {before}, {wanted or 'silence'}"


@pytest.mark.parametrize("rule", sorted(rule_files()))
def test_a_rule_has_every_case_asked_for(rule: str) -> None:
    assert not list(_missing(rule, dict(rule_files()[rule])))


def test_every_case_file_stands_beside_a_rule_file() -> None:
    assert not sorted(set(BY_RULE) - set(rule_files()))


def test_every_case_has_the_known_keys_and_a_reason() -> None:
    for case in (each for given in BY_RULE.values() for each in given):
        assert set(case.data) <= CASE_KEYS, case.name
        assert {"name", "why", "as_of", "facts", "expect"} <= set(case.data), case.name
        assert set(case.data["expect"]) <= EXPECT_KEYS, case.name
        assert len(str(case.data["why"]).split()) >= 4, case.name


def test_no_two_cases_of_a_rule_have_one_name() -> None:
    for rule, given in BY_RULE.items():
        assert [name for name, count in Counter(case.name for case in given).items() if count > 1] == [], rule
