"""Dated law: which version a day meets, and what happens on a day that none covers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from advisor.errors import LawNotInForce, ScenarioError
from advisor.law import load_law
from advisor.law.conditions import FactCompares, FactIs, leaves
from advisor.law.entries import Rule
from advisor.law.library import Law

Edited = Callable[..., Path]

BURGLARY = "rules/2-grounds/aggravated-felony/burglary.yaml"
LAKEN_RILEY = "rules/3-consequences/detention/laken-riley.yaml"
LIBRARY_THEFT = "pa-18-3929-1"

FIRST = "  - effective_from: 1996-09-30\n"
SECOND = """\
  - effective_from: {first}
{before}    dated_by: {dated_by}
    when:
      all:
        - finding: conviction
        - category: burglary
    strength: likely
    authority: [ina-101-a-43-g]
turns_on:"""


def two_versions(edited: Edited, last: str, first: str, before: str = "", dated_by: str = "as_of") -> Path:
    """Return a law whose burglary rule changes."""
    second = SECOND.format(first=first, before=f"    before: {before}\n" if before else "", dated_by=dated_by)
    return edited(
        BURGLARY,
        (FIRST, f"{FIRST}    effective_to: {last}\n"),
        ("dated_by: as_of", f"dated_by: {dated_by}"),
        ("turns_on:", second),
    )


def burglary(law: Law) -> list[Rule]:
    """Return what stands of the burglary rule."""
    return [rule for rule in law.rules if rule.file == BURGLARY]


# --- the day asked for ------------------------------------------------------------------------------------------------


def test_the_day_may_be_a_text_a_date_or_today() -> None:
    assert load_law("2026-11-23").as_of == load_law(date(2026, 11, 23)).as_of == date(2026, 11, 23)
    assert load_law(datetime(2026, 11, 23, 12)).as_of == date(2026, 11, 23)
    assert load_law().as_of == date.today()


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "", 20261123])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ScenarioError, match="is not a day"):
        load_law(day)


def test_a_version_holds_from_its_first_to_its_last_day(edited: Edited) -> None:
    folder = two_versions(edited, "2009-12-31", "2010-01-01")

    (old,) = burglary(load_law("2009-12-31", folder))
    (new,) = burglary(load_law("2010-01-01", folder))

    assert (old.strength, old.effective_from) == (4, "1996-09-30")
    assert (new.strength, new.effective_from) == (3, "2010-01-01")


def test_law_that_did_not_exist_is_silent_before_its_first_day() -> None:
    def holds(day: str) -> bool:
        return any(rule.file == LAKEN_RILEY for rule in load_law(day).rules)

    assert not holds("2025-01-28")
    assert holds("2025-01-29")


def test_law_that_is_not_encoded_is_refused_and_never_guessed() -> None:
    with pytest.raises(LawNotInForce) as caught:
        load_law("1990-01-01")

    assert caught.value.date == "1990-01-01"
    assert load_law(caught.value.first).rules, "the day that is named is one for which no other rule refuses"
    assert caught.value.exit_code == 3


def test_the_library_reaches_back_to_a_day_and_no_further() -> None:
    firsts = {version["effective_from"] for entry in load_law().compiled["rules"] for version in entry["versions"]
              if version.get("before") == "not_encoded"}  # fmt: skip
    first = max(firsts)

    assert load_law(first).rules
    with pytest.raises(LawNotInForce):
        load_law(date.fromordinal(date.fromisoformat(first).toordinal() - 1))


def test_in_a_gap_without_law_the_rule_is_silent(edited: Edited) -> None:
    folder = two_versions(edited, "2009-06-30", "2010-01-01", "no_such_law")

    assert [len(burglary(load_law(day, folder))) for day in ("2009-06-30", "2009-12-31", "2010-01-01")] == [1, 0, 1]


def test_a_gap_that_is_not_encoded_is_refused(edited: Edited) -> None:
    folder = two_versions(edited, "2009-06-30", "2010-01-01", "not_encoded")

    with pytest.raises(LawNotInForce) as caught:
        load_law("2009-12-31", folder)

    assert caught.value.first == "2010-01-01"


def test_after_its_last_day_a_rule_is_silent(edited: Edited) -> None:
    folder = edited(BURGLARY, (FIRST, f"{FIRST}    effective_to: 2009-12-31\n"))

    assert burglary(load_law("2009-12-31", folder))
    assert burglary(load_law("2010-01-01", folder)) == []


# --- the day of the count ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dated_by", "fact"), [("committed", "offense_date"), ("convicted", "conviction_date")])
def test_versions_that_look_to_the_count_all_stand_and_ask_for_its_day(
    edited: Edited, dated_by: str, fact: str
) -> None:
    folder = two_versions(edited, "2009-12-31", "2010-01-01", dated_by=dated_by)
    old, new = burglary(load_law("2026-11-23", folder))

    def asked(rule: Rule) -> list[tuple[str, int]]:
        return [(leaf.operator, leaf.constant) for leaf in leaves(rule.condition)
                if isinstance(leaf, FactCompares) and leaf.fact == fact]  # fmt: skip

    assert asked(old) == [(">=", date(1996, 9, 30).toordinal()), ("<=", date(2009, 12, 31).toordinal())]
    assert asked(new) == [(">=", date(2010, 1, 1).toordinal())]


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_rule_asks_for_the_figure_of_the_day(edited: Edited) -> None:
    folder = edited(
        "rules/thresholds/fraud-loss.yaml",
        ("{effective_from: 1996-09-30, before: not_encoded, value: 10000, ",
         "{effective_from: 1996-09-30, effective_to: 2009-12-31, before: not_encoded, value: 10000, authority: []}, "
         "{effective_from: 2010-01-01, value: 25000, "),
    )  # fmt: skip

    def figures(day: str) -> set[int]:
        return {leaf.constant for rule in load_law(day, folder).rules for leaf in leaves(rule.condition)
                if isinstance(leaf, FactCompares) and leaf.threshold == "fraud_loss"}  # fmt: skip

    assert figures("2009-12-31") == {1_000_000}
    assert figures("2010-01-01") == {2_500_000}


# --- answers of charge files ------------------------------------------------------------------------------------------


def test_answers_that_changed_with_a_decision_are_cut_at_its_day() -> None:
    later, earlier = load_law("2026-11-23").offense(LIBRARY_THEFT).categories["cimt"]

    assert later.when == FactCompares("conviction_date", ">=", date(2016, 11, 16).toordinal())
    assert earlier.when is None
    assert [answer.verdict for answer in (*later.inside, *earlier.inside)] == [(2, 2), (1, 1)]


def test_answers_dated_by_the_day_asked_for_are_chosen_when_the_law_is_loaded() -> None:
    def verdict(day: str) -> tuple[int, int]:
        return load_law(day).offense("pa-18-2702-a-3").categories["crime_of_violence"][0].verdict

    assert verdict("2025-03-20") != verdict("2025-03-21")


# --- whose law --------------------------------------------------------------------------------------------------------


def test_citizens_are_asked_about_only_where_the_finding_says_anyone() -> None:
    law = load_law("2026-11-23")

    for rule in law.rules:
        asks = any(isinstance(leaf, FactIs) and leaf.fact == "citizen" for leaf in leaves(rule.condition))
        assert asks == law.vocabulary.findings[rule.concludes].noncitizens, rule.id
