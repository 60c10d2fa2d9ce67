"""Rules and offenses as pages that a lawyer can check."""

from __future__ import annotations

import re

import pytest

from advisor.errors import UnknownNameError
from advisor.law import load_law
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.render.catalogue import text_lines
from advisor.render.conditions import ConditionWriter
from advisor.render.offense_page import offense_page
from advisor.render.page import Page
from advisor.render.rule_page import rule_page

LAW = load_law("2026-11-23")
WRITER = ConditionWriter(LAW)
PROMISES = re.compile(r"\b(safe|safer|cleared|advice)\b", re.IGNORECASE)
THEFT = "grounds.aggravated-felony.theft"
RETAIL = "pa-18-3929-a-1"


# --- conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (CategoryIs("theft"), "classified as: Generic theft (`theft`)"),
        (FindingIs("conviction"), "finding: A conviction under the immigration definition (`conviction`)"),
        (FactIs("inchoate", frozenset(("conspiracy", "attempt"))), "inchoate: attempt or conspiracy"),
        (FactIs("admitted", frozenset(("true",))), "admitted: yes"),
        (FactCompares("term_ordered", ">=", 2, "years", "one_year_term"), "term ordered: at least 1 year"),
        (FactCompares("loss_usd", ">", 1_000_000, None, "fraud_loss"), "loss to the victim: more than $10,000"),
        (FactCompares("turpitude_schemes", ">=", 2), "schemes with a turpitude conviction after admission: at least 2"),
        (FactCompares("conviction_date", "<=", 736_283), "conviction date: up to 2016-11-15"),
    ],
)
def test_a_test_of_one_thing_in_words(condition: Condition, said: str) -> None:
    assert WRITER.leaf(condition) == said


def test_what_silence_means_stands_beside_the_condition() -> None:
    shown = WRITER.leaf(FactIs("own_use", frozenset(("true",)), "unknown"))
    burdened = WRITER.leaf(FactIs("weapon", frozenset(("antique_firearm",)), "no", "mendez-orellana-bia-2010"))

    assert shown == "own use: yes (by whatever shows it, not the record alone)"
    assert burdened.startswith(
        "weapon: antique firearm (for the person to show; while it is not known, taken as unlikely"
    )
    assert "Mendez-Orellana" in burdened


def test_the_lines_of_a_rule_show_what_must_hold_and_what_defeats_it() -> None:
    either = AnyOf((CategoryIs("theft"), CategoryIs("burglary")))
    whole = AllOf((AllOf((FindingIs("conviction"), either)), Not(FindingIs("petty_offense"))))

    assert WRITER.rule(whole, "") == [
        "All of these:",
        "  - finding: A conviction under the immigration definition (`conviction`)",
        "  - One of these:",
        "      - classified as: Generic theft (`theft`)",
        "      - classified as: Generic burglary (`burglary`)",
        "Unless:",
        "  - finding: Petty offense exception (`petty_offense`)",
    ]


def test_a_number_that_is_asked_for_exactly_is_one_phrase() -> None:
    exactly = AllOf((FactCompares("prior_retail_thefts", ">=", 1), FactCompares("prior_retail_thefts", "<=", 1)))

    assert WRITER.in_line(exactly) == "prior retail thefts: 1"
    assert WRITER.lines(exactly, "  ") == ["  prior retail thefts: 1"]


def test_in_one_line_the_inner_parts_stand_in_brackets() -> None:
    inner = AllOf((FactIs("own_use", frozenset(("true",))), FactIs("remuneration", frozenset(("false",)))))

    assert WRITER.in_line(AnyOf((FactIs("in_prison", frozenset(("true",))), inner))) == (
        "in prison: yes; or (own use: yes; and remuneration: no)"
    )


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_rule_page_has_its_fixed_headings_in_order() -> None:
    lines = rule_page(LAW, "classification.conviction.summary").splitlines()
    headings = ["What it says", "When it applies", "What it turns on", "How sure", "Cases"]

    assert [line for line in lines if line in headings] == headings
    assert any("Open at most" in line for line in lines)
    assert any(line.strip().startswith("Against it: Castillo") for line in lines)


def test_a_rule_page_names_authority_and_what_was_confirmed() -> None:
    page = rule_page(LAW, THEFT)

    assert "INA 101(a)(43)(G), 8 U.S.C. 1101(a)(43)(G) [confirmed]" in page
    assert "From 30 Sep 1996 to 6 May 2004; not in force on" in page
    assert "From 19 Aug 2013." in page
    assert "a question about an earlier day is refused" in page


def test_a_rule_that_is_not_in_force_is_shown_and_says_so() -> None:
    page = rule_page(load_law("2020-01-01"), "consequences.detention.laken-riley")

    assert "From 29 Jan 2025; not in force on 1 Jan 2020." in page
    assert "No conviction is needed." in page


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown rule"):
        rule_page(LAW, "grounds.theft")


def test_an_offense_page_answers_what_an_advocate_asks_first() -> None:
    lines = offense_page(LAW, RETAIL).splitlines()
    headings = [
        "What must be proved",
        "Grades, tried from the top",
        "Facts that decide",
        "How federal law classifies it",
        "No, since the elements involve nothing of the kind",
        "What it turns on",
        "Pleas with less harm, to be tried with `plea assess`",
        "Sentence with less harm",
    ]

    assert [line for line in lines if line in headings] == headings
    assert "  - M1, up to 5 years if value: at least $150" in lines
    assert "    - likely, in every other case" in lines
    assert any(line.startswith("    - no, for the law of days from 20 Sep 2024") for line in lines)
    assert any(line.startswith("  - pa-18-5503 (Disorderly conduct") for line in lines)


def test_a_category_is_answered_or_excluded_by_what_is_involved() -> None:
    for offense in LAW.charges.ids()[::7]:
        page = offense_page(LAW, offense)
        for name, category in LAW.vocabulary.categories.items():
            if not category.circumstance:
                assert f"(`{name}`)" in page or category.title in page, (offense, name)


def test_a_section_lists_its_offenses() -> None:
    page = offense_page(LAW, "pa-18-3929")

    assert "  pa-18-3929-a-1: Taking merchandise, 18 Pa.C.S. § 3929(a)(1)" in page


@pytest.mark.parametrize("name", [rule for rule, _ in LAW.list_rules()])
def test_every_rule_has_a_page_that_promises_nothing(name: str) -> None:
    page = rule_page(LAW, name)

    assert not PROMISES.search(page)
    assert "None" not in page


def test_every_offense_has_a_page_that_promises_nothing() -> None:
    for name in LAW.charges.ids():
        page = offense_page(LAW, name)
        assert not PROMISES.search(page), name
        assert "(not in the catalogue)" not in page, name


def test_the_later_lines_of_an_item_stand_under_its_text() -> None:
    lines = text_lines("  - one two three four five six seven eight nine ten", Page(width=44))

    assert lines == ["  - one two three four five six seven eight", "    nine ten"]
