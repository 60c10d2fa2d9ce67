"""What is wrong with a vocabulary by itself, and what it and the program owe each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.document import Node
from advisor.errors import TextNotUnderstood
from advisor.findings import Group, Length, Span, Words
from advisor.law.contract import DISPOSITIONS, FACTS, QUESTIONS, RISK_GROUPS, UNDER_FACTS
from advisor.law.entries import WORD_KINDS
from advisor.law.figure_names import figure_named
from advisor.law.files import shipped_root
from advisor.law.library import law_of
from advisor.law.vocabulary import FILE, GIVEN_KINDS, on_scale
from advisor.law.vocabulary_file import check_vocabulary
from advisor.measures.given import law_facts
from advisor.paths import ABSENT, changed
from advisor.ranking import STAY_FIRST, risk_table
from advisor.reading import read_document
from advisor.rows import build_rows
from advisor.scenario_reading import scenario_from_dict

LAW = law_of(date(2026, 11, 23))
SHIPPED = read_document(shipped_root() / FILE, name=FILE)
COUNT = {"offense": "pa-18-3929-a-1", "grade": "M1"}
SCENARIO = scenario_from_dict({"defendant": {"status": "lpr"}, "pleas": [{"id": "offer", "counts": [COUNT]}]})
FACT = {"kind": "flag", "about": "count", "by": "scenario"}


def found(*changes: tuple[str, Any]) -> list[tuple[str, str]]:
    """Return the place and the message of each problem of the shipped vocabulary with some changes."""
    problems = check_vocabulary(Node(changed(SHIPPED.value, list(changes)), SHIPPED.lines, FILE))
    return [(problem.place.partition(":")[2], str(problem).partition(": ")[2]) for problem in problems]


def line(*path: str) -> str:
    return str(SHIPPED.line(*path))


def test_the_shipped_vocabulary_is_right() -> None:
    assert found() == []


# --- what the two owe each other --------------------------------------------------------------------------------------


def test_the_facts_of_the_contract_are_those_that_the_program_supplies() -> None:
    rows = build_rows(SCENARIO, LAW, LAW.as_of)
    supplied = {("person", name) for name in rows.person.facts}
    supplied |= {("count", name) for name in rows.pleas[0][0].facts if name not in rows.person.facts}
    asked = {("count", name) for name in law_facts(LAW) if name not in UNDER_FACTS}

    assert {(about, name) for name, (about, _) in FACTS.items()} == supplied - asked


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_of_the_contract_is_supplied_as_a_value_of_its_kind(name: str) -> None:
    row = build_rows(SCENARIO, LAW, LAW.as_of).pleas[0][0]
    kind = FACTS[name][1]
    shapes = {"group": Group, "duration": Length, **dict.fromkeys(WORD_KINDS, Words)}

    assert isinstance(row.facts[name], shapes.get(kind, Span))


def test_the_questions_groups_and_dispositions_of_the_contract_are_those_that_the_program_names() -> None:
    assert sorted(STAY_FIRST) == sorted(QUESTIONS)
    assert set(RISK_GROUPS) <= risk_table(LAW, SCENARIO).groups.keys()
    assert set(DISPOSITIONS) <= LAW.dispositions.keys()


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_the_program_asks_for_must_be_there(name: str) -> None:
    problems = found((f"facts.{name}", ABSENT))

    assert any(f"the program asks for the fact `{name}`, which is not here" in said for _, said in problems)


def test_a_fact_that_was_misspelt_is_named_at_its_line() -> None:
    problems = found(("facts.guild", SHIPPED.value["facts"]["guilt"]), ("facts.guilt", ABSENT))

    said = "the program asks for the fact `guilt`, which is not here\nhelp: is it `guild`, misspelt?"
    assert said in [each for _, each in problems]


@pytest.mark.parametrize("kind", ["years", "date", "duration", "group"])
def test_only_some_kinds_of_fact_can_be_given(kind: str) -> None:
    assert kind not in GIVEN_KINDS
    assert [said for _, said in found(("facts.weather", {**FACT, "kind": kind}))] == [
        f"a {kind} cannot be given under `facts`\nhelp: one of {', '.join(GIVEN_KINDS)}"
    ]


@pytest.mark.parametrize("change", [{"about": "person"}, {"by": "measure"}, {"from": ["defendant.born"]}])
def test_a_fact_that_nobody_supplies_is_refused(change: dict[str, Any]) -> None:
    assert [said.partition("\n")[0] for _, said in found(("facts.weather", {**FACT, **change}))] == [
        "nothing supplies the fact `weather`"
    ]


# --- each entry by itself ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("involves.money", None, "`money` needs a text that says what it covers"),
        ("facts.level.from[0]", None, "`from` cannot be a list"),
        ("facts.level.from", "grade", "`from` cannot be `grade`"),
        ("facts.level.kind", [], "`kind` cannot be an empty list"),
        ("facts.level.kind", "flag", "`level` needs `words` exactly if it is a word"),
        ("facts.level.words[1]", {}, "`words` cannot be a list"),
        ("facts.level.ask", 3, "`ask` cannot be `3`"),
        ("facts.confined_days.label", ["days"], "`label` cannot be a list"),
        ("facts.level.plea", "yes", "`plea` cannot be `yes`"),
        ("facts.level.by", "nobody", "unknown supplier `nobody`"),
        ("facts.own_use.without_priors", "no", "a flag is true or false"),
        ("facts.victim_age.without_priors", "none", "a number is no such value"),
        ("facts.weapon.without_priors", "nothing", "unknown word `nothing`"),
        ("facts.max_term.kind", "years", "the program takes `max_term` for something else"),
        ("facts.role.by", "scenario", "`role` is not given under `facts`"),
        ("facts.Weather", FACT, "`Weather` is no name"),
        ("categories.theft.title", 18, "`title` cannot be `18`"),
        ("categories.theft.needs", ["property"], "`needs` cannot be a list"),
        ("categories.theft.needs[0][0]", "proprety", "unknown word `proprety` of `involves`"),
        ("categories.theft.premise_default", ["thefts"], "unknown category `thefts`"),
        ("categories.theft.circumstance", True, "`theft` is a circumstance exactly if it is read from a fact"),
        ("categories.domestic_relation.by_fact", ABSENT, "is a circumstance exactly if it is read from a fact"),
        ("categories.domestic_relation.by_fact.fact", "victims", "unknown fact that is a word of the count `victims`"),
        ("categories.domestic_relation.by_fact.open[0]", "kid", "unknown word `kid` of `victim`"),
        ("findings.removable.about", "man", "unknown kind of row `man`"),
        ("findings.removable.shown_if", "burden", "unknown finding `burden`"),
        ("findings.removable.harm", ABSENT, "`removable` is reported and does not say which reading"),
        ("aggregates.aggregate_terms.of", "guilt", "`guilt` cannot be folded so"),
        ("aggregates.aggregate_terms.fold", "distinct", "only a sum takes the longest within a group"),
        ("aggregates.aggregate_terms.over", "people", "unknown kind of row `people`"),
        ("aggregates.residence_stopped_years.of", "term_ordered", "`term_ordered` cannot be folded so"),
        ("aggregates.aggregate_terms.where[0]", {}, "a row is chosen by a finding or a category"),
        ("aggregates.aggregate_terms.where", [None], "`where` cannot be a list"),
        ("aggregates.level", SHIPPED.value["aggregates"]["convictions"], "`level` is the name of a fact too"),
        ("questions.travel", "removable", "a list of findings belongs here"),
        ("questions.travel[0]", "removabl", "unknown finding `removabl`"),
        ("questions.journey", ["removable"], "unknown question `journey`"),
    ],
)
def test_a_mistake_is_told_at_its_line(place: str, value: Any, said: str) -> None:
    problems = found((place, value))
    room, name = place.partition("[")[0].split(".")[:2]

    assert any(said in each for _, each in problems), problems
    if name in SHIPPED.value[room]:
        assert {at for at, _ in problems} <= {line(room, name), *(line(room, name, key) for key in ("by_fact", "of"))}


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Infinity", "`Infinity` is not a number"),
        ("nan", "`nan` is not a number"),
        ("1e999999", "`1e999999` is too large to be compared"),
        ("1e-999999", "`1e-999999` is finer than can be compared"),
        ([1], "`[1]` is not a number"),
    ],
)
@pytest.mark.parametrize("kind", ["number", "money", "grams", "years"])
def test_a_figure_that_is_none_is_not_understood(kind: str, text: object, said: str) -> None:
    with pytest.raises(TextNotUnderstood) as caught:
        on_scale(kind, text)

    assert str(caught.value) == said


def test_no_figure_is_named_that_lies_below_nothing() -> None:
    help_text = "figures stand in rules/thresholds and have names: add a file there, and write its name here"

    assert figure_named(LAW.vocabulary.facts["term_ordered"], -2, LAW.thresholds) == help_text
