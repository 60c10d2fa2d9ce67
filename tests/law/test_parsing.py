"""From the data of a law file to conditions."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.document import Node
from advisor.law import load_law
from advisor.law.conditions import AllOf, AnyOf, CategoryIs, Condition, FactCompares, FactIs, FindingIs, Not
from advisor.law.entries import FactEntry
from advisor.law.parsing import Parser

LAW = load_law("2026-11-23")


def parser(*, about: str = "count", charge: bool = False, **own: FactEntry) -> Parser:
    """Return a parser of a rule, or of a charge file, over the shipped vocabulary."""
    node = Node({}, {(): 1}, "a.yaml")
    return Parser(node, LAW.vocabulary, None if charge else LAW.thresholds, own, "charge" if charge else "rule", about)


def read(data: Any, **options: Any) -> Condition:
    """Return the condition of some data that holds no mistake."""
    reader = parser(**options)
    found = reader.condition(data, ())
    assert reader.problems == []
    assert found is not None
    return found


def refused(data: Any, **options: Any) -> str:
    """Return what is wrong with some data."""
    reader = parser(**options)
    assert reader.condition(data, ()) is None
    assert reader.problems
    return "; ".join(problem.message for problem in reader.problems)


def compares(
    fact: str, operator: str, constant: int, unit: str | None = None, threshold: str | None = None
) -> FactCompares:
    """Return a comparison as the parser makes it, at line 1."""
    return FactCompares(fact, operator, constant, unit, threshold, line=1)


# --- what is read -----------------------------------------------------------------------------------------------------


def test_parts_keep_their_order() -> None:
    found = read({"all": [{"finding": "conviction"}, {"any": [{"category": "theft"}, {"category": "burglary"}]}]})

    assert found == AllOf(
        (FindingIs("conviction", line=1), AnyOf((CategoryIs("theft", 1), CategoryIs("burglary", 1)), 1)), 1
    )


@pytest.mark.parametrize(
    ("operator", "sign"),
    [("at_least", ">="), ("at_most", "<="), ("more_than", ">"), ("less_than", "<")],
)
def test_each_comparison_has_its_sign(operator: str, sign: str) -> None:
    found = read({"fact": "loss_usd", operator: "fraud_loss"})

    assert found == compares("loss_usd", sign, 1_000_000, threshold="fraud_loss")


@pytest.mark.parametrize(("operator", "sign"), [("before", "<"), ("on_or_after", ">=")])
def test_days_are_compared_by_their_number(operator: str, sign: str) -> None:
    found = read({"fact": "conviction_date", operator: "permanent_bar_day"})

    assert isinstance(found, FactCompares)
    assert (found.operator, found.constant, found.threshold) == (sign, 726800, "permanent_bar_day")


def test_a_term_is_compared_on_the_half_step_scale_in_the_unit_of_the_threshold() -> None:
    year = read({"fact": "term_ordered", "at_least": "one_year_term"})
    months = read({"fact": "term_ordered", "at_least": "twelve_months_term"})

    assert year == compares("term_ordered", ">=", 2, "years", "one_year_term")
    assert months == compares("term_ordered", ">=", 24, "months", "twelve_months_term")


def test_a_number_of_rows_may_stand_bare() -> None:
    found = read({"fact": "turpitude_schemes", "at_least": 2}, about="person")

    assert found == compares("turpitude_schemes", ">=", 2)


def test_is_of_a_number_is_at_least_and_at_most() -> None:
    found = read({"fact": "prior_retail_thefts", "is": 1}, charge=True)

    assert found == AllOf((compares("prior_retail_thefts", ">=", 1), compares("prior_retail_thefts", "<=", 1)), 1)


def test_an_authority_stays_with_its_own_condition() -> None:
    bare = read({"fact": "turpitude_schemes", "at_least": 2, "from": "adetiba-bia-1992"}, about="person")
    word = read({"fact": "inchoate", "is": "attempt", "from": "vo-bia-2011"})

    assert isinstance(bare, FactCompares)
    assert isinstance(word, FactIs)
    assert (bare.source, word.source) == ("adetiba-bia-1992", "vo-bia-2011")


def test_money_of_a_charge_file_stands_in_cents() -> None:
    assert read({"fact": "value_usd", "more_than": 1000}, charge=True) == compares("value_usd", ">", 100_000)


def test_a_circumstance_reads_silence_as_not_known() -> None:
    found = read({"fact": "own_use", "is": True, "circumstance": True})

    assert found == FactIs("own_use", frozenset(("true",)), "unknown", None, 1)


def test_a_fact_of_the_file_s_own_is_known_in_it_alone() -> None:
    own = FactEntry("at_night", "flag", "count", words=("true", "false"))

    assert read({"fact": "at_night", "is": True}, charge=True, at_night=own) == FactIs(
        "at_night", frozenset(("true",)), "split", None, 1
    )
    assert "unknown fact `at_night`" in refused({"fact": "at_night", "is": True}, charge=True)


def test_an_item_of_unless_is_negated_and_may_put_the_burden_on_the_person() -> None:
    reader = parser()
    plain, burdened = reader.exceptions(
        [{"finding": "petty_offense"}, {"fact": "weapon", "is": "antique_firearm", "burden": "person"}], ()
    )

    assert reader.problems == []
    assert plain == Not(FindingIs("petty_offense", line=1), 1)
    assert burdened == Not(FactIs("weapon", frozenset(("antique_firearm",)), "no", None, 1), 1)


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "a condition belongs here"),
        ([], "a condition belongs here"),
        ({"none": []}, "unknown key `none`"),
        ({"category": "theft", "finding": "conviction"}, "asks one thing, and here stand `category` and `finding`"),
        ({"not": {"category": "theft"}}, "has no `not`"),
        ({"all": []}, "`all` needs a list"),
        ({"any": {"category": "theft"}}, "`any` needs a list"),
        ({"category": "thefts"}, "unknown category `thefts`"),
        ({"category": ["theft"]}, "`category` cannot be a list"),
        ({"finding": "conviction", "detail": 3}, "`detail` cannot be `3`"),
        ({"fact": "inchoate"}, "`inchoate` is compared with nothing"),
        ({"fact": "loss_usd", "at_least": "fraud_loss", "at_most": "fraud_loss"}, "by `at_least` and `at_most`"),
        ({"fact": "inchoate", "at_least": 1}, "is a word and cannot be compared"),
        ({"fact": "inchoate", "is": "attempted"}, "unknown word `attempted` for `inchoate`"),
        ({"fact": "inchoate", "is": None}, "is compared with a word"),
        ({"fact": "inchoate", "one_of": []}, "needs a list of words"),
        ({"fact": "loss_usd", "one_of": [1]}, "is a number and cannot be tested"),
        ({"fact": "loss_usd", "at_least": 10000}, "the figure `10000` stands where the name of a threshold belongs"),
        ({"fact": "drug_quantity_g", "at_most": 30}, "the figure `30` stands where"),
        ({"fact": "conviction_date", "before": "2016-11-16"}, "the figure `2016-11-16` stands where"),
        ({"fact": "loss_usd", "at_least": "a_lot"}, "unknown threshold `a_lot`"),
        ({"fact": "loss_usd", "at_least": True}, "`true` stands where the name of a threshold belongs"),
        ({"fact": "term_ordered", "is": "one_year_term"}, "cannot be tested by `is`"),
        ({"fact": "loss_usd", "at_least": "one_year_term"}, "cannot bound `loss_usd`"),
        ({"fact": "scheme", "is": 1}, "is folded by aggregates"),
        ({"fact": "inchoate", "is": "attempt", "from": ["vo-bia-2011"]}, "`from` cannot be a list"),
        ({"fact": "inchoate", "is": "attempt", "circumstance": "yes"}, "`circumstance` cannot be `yes`"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_refused(data: Any, said: str) -> None:
    assert said in refused(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"category": "theft"}, "a category belongs to a count"),
        ({"fact": "term_ordered", "at_least": "one_year_term"}, "is a fact of a count"),
        ({"fact": "other_turpitude_offenses", "less_than": 1}, "is a number of each count"),
    ],
)
def test_a_rule_about_the_person_does_not_look_at_a_count(data: Any, said: str) -> None:
    assert said in refused(data, about="person")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"category": "theft"}, "asks for facts alone, not for categories"),
        ({"finding": "conviction"}, "asks for facts alone, not for findings"),
        ({"fact": "turpitude_schemes", "at_least": 2}, "unknown fact"),
        ({"fact": "term_ordered", "at_least": 12}, "`term_ordered` cannot be compared in a charge file"),
        ({"fact": "value_usd", "more_than": "lots"}, "`lots` is not a number"),
        ({"fact": "value_usd", "more_than": 0.001}, "finer than can be compared"),
        ({"fact": "value_usd", "more_than": True}, "`true` is not a number"),
    ],
)
def test_a_charge_file_asks_for_facts_alone(data: Any, said: str) -> None:
    assert said in refused(data, charge=True)


def test_every_mistake_of_a_condition_is_noted() -> None:
    said = refused({"all": [{"category": "thefts"}, {"finding": "convicted"}, {"fact": "inchoate", "is": "x"}]})

    assert said.count("unknown") == 3


@pytest.mark.parametrize("items", [None, [], {"finding": "petty_offense"}])
def test_unless_needs_a_list(items: Any) -> None:
    reader = parser()

    assert reader.exceptions(items, ()) == []
    assert "`unless` needs a list of conditions" in reader.problems[0].message


def test_the_burden_is_the_person_s_or_is_not_mentioned() -> None:
    reader = parser()
    reader.exceptions([{"fact": "weapon", "is": "antique_firearm", "burden": "government"}], ())

    assert "unknown burden `government`" in reader.problems[0].message


@pytest.mark.parametrize(
    ("fact", "figure", "named"),
    [
        ("term_ordered", 365, "`one_year_term`"),
        ("term_ordered", 12, "`one_year_term`"),
        ("term_ordered", 1, "`one_year_term`"),
        ("term_ordered", 6, "`petty_ordered`"),
        ("loss_usd", 10000, "write `fraud_loss`"),
        ("loss_usd", "10000", "write `fraud_loss`"),
        ("drug_quantity_g", 30, "write `small_marijuana`"),
        ("conviction_date", "1990-11-29", "write `permanent_bar_day`"),
        ("loss_usd", 10001, "add a file there"),
        ("loss_usd", "10,000", "add a file there"),
    ],
)
def test_a_bare_figure_is_offered_by_its_name(fact: str, figure: object, named: str) -> None:
    reader = parser()
    operator = "before" if fact == "conviction_date" else "at_least"

    assert reader.condition({"fact": fact, operator: figure}, ()) is None
    (problem,) = reader.problems
    assert "figures stand in rules/thresholds" in problem.help
    assert named in problem.help


def test_a_misspelt_key_is_read_on_under_the_name_that_is_meant() -> None:
    reader = parser()
    reader.condition({"findng": "convicton"}, ())

    said = [problem.message for problem in reader.problems]
    assert said == ["unknown key `findng`", "unknown finding `convicton`"]


def test_of_a_mapping_what_can_be_read_is_read_and_the_rest_told() -> None:
    reader = parser()
    data = {"titel": "A", "about": "count", "authority": "a", "zzz": 1}
    found = reader.part((), data, ("title", "about", "authority", "id"), ("id", "title"))

    assert found == {"title": "A", "about": "count"}
    assert sorted(problem.message for problem in reader.problems) == [
        "`authority` cannot be `a`",
        "the key `id` is missing",
        "unknown key `titel`",
        "unknown key `zzz`",
    ]
