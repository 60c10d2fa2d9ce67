"""Derivation trees: what a reader can follow without opening a law file, and where to find it there."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.render import words
from advisor.render.page import Page, cells
from advisor.render.tree import derivations

from .sample_report import sample_report

RULE = "rules/2-grounds/aggravated-felony/theft.yaml"


def node(says: str, verdict: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"says": says, "verdict": verdict, "authority": [], "where": "", "children": list(children), **more}


def drawn(*trees: dict[str, Any], page: Page | None = None) -> str:
    return derivations(sample_report(), [("offer: As offered", list(trees))], page or Page())


CONVICTION = node("a conviction", "certain", node("guilt was found", "certain"), where="rules/conviction.yaml:3")
THEFT = node(
    "theft with a year ordered",
    "likely",
    CONVICTION,
    node(
        "term ordered at least one year",
        "certain",
        fact={"name": "term_ordered", "value": "12 months", "path": "pleas[0].counts[0].sentence.confinement"},
        by_how_much="exactly at the line",
        where=f"{RULE}:19",
    ),
    where=f"{RULE}:11",
    authority=["INA 101(a)(43)(G)"],
    readings={"shown": "likely", "not_excluded": "certain"},
)


@pytest.mark.parametrize(
    "part",
    [
        "▲ theft with a year ordered [likely]",
        "├─ ■ a conviction [certain]",
        "term ordered: 12 months (pleas[0].counts[0].sentence.confinement)",
        "exactly at the line",
        "INA 101(a)(43)(G)",
        f"{RULE}:11",
        "line 19",
        "shown: likely, not excluded: certain",
        words.DISCLAIMER,
    ],
)
def test_a_tree_says(part: str) -> None:
    assert part in drawn(THEFT)


def test_a_branch_is_drawn_once() -> None:
    text = drawn(THEFT, node("another ground", "certain", CONVICTION, THEFT, where=f"{RULE}:2"))

    assert text.count("guilt was found") == 1
    assert "a conviction (as above)" in text


def test_plain_facts_that_hold_share_a_line_and_are_said_once() -> None:
    facts = [node(says, "certain", fact={"name": "x", "state": "given"}) for says in ("citizen: no", "admitted: yes")]
    inner = node("inner", "likely", facts[0], node("weak", "likely"), where="a.yaml:3")
    text = drawn(node("outer", "likely", *facts, inner, where="a.yaml:1"))

    assert text.count("citizen: no") == 1
    assert "given: citizen: no" in text


def test_a_step_that_only_passes_a_verdict_on_is_joined_to_the_next() -> None:
    rule = node("A formal judgment (pleas[0].counts[0])", "certain", node("guilt", "certain"), where="a.yaml:3")

    assert "■ A conviction: a formal judgment [certain]" in drawn(node("A conviction", "certain", rule))


def test_counts_are_told_apart_where_there_are_several() -> None:
    rules = [node(f"A theft (pleas[0].counts[{n}])", "certain", node("x", "certain"), where="a:1") for n in (0, 1)]
    charged = node("A theft (charges[0])", "certain", node("x", "certain"), where="a:1")
    text = drawn(node("Thefts", "certain", *rules, charged))

    assert "A theft (count 1)" in text
    assert "A theft (count 2)" in text
    assert "A theft (charge 1)" in text
    assert "A theft (" not in drawn(rules[0])


def test_of_the_ways_to_an_absent_finding_the_nearest_is_drawn_and_the_others_named() -> None:
    distance = "term ordered is 364 days; at least 1 year is needed"
    near = node("Theft", "no", node("theft", "certain"), node(distance, "no"), where="a.yaml:1")
    element = node("Rape: no element", "no", fact={"name": "rape", "state": "classified", "value": "no"})
    far = node("Rape offense", "no", element, where="b.yaml:1")
    text = drawn(node("An aggravated felony", "no", far, near))

    assert f"· {distance}" in text
    assert "other ways, no nearer: rape offense" in text
    assert "no element" not in text


@pytest.mark.parametrize(
    ("verdict", "said"), [("likely", "no exception: Youth [likely]"), ("no", "an exception applies: Youth [no]")]
)
def test_an_exception_counts_by_its_absence(verdict: str, said: str) -> None:
    assert said in drawn(node("exception: Youth", verdict))


@pytest.mark.parametrize(
    ("state", "value", "told"),
    [
        ("given", "plea", "guilt: plea"),
        ("unknown", None, "guilt: not given"),
        ("unspecified", None, "guilt: the record is silent"),
        ("assumed", "none", "guilt: none, taken as the ordinary course"),
    ],
)
def test_a_fact_says_how_it_is_known(state: str, value: str | None, told: str) -> None:
    leaf = node("guilt", "open", fact={"name": "guilt", "value": value, "path": "x", "state": state})

    assert f"{told} (x)" in drawn(leaf)


def test_a_failing_condition_is_named_by_its_verdict() -> None:
    conditions = node("a conviction", "certain"), node("term ordered at least one year", "no")

    assert "· term ordered at least one year [no]" in drawn(node("theft", "unlikely", *conditions, where="a.yaml:1"))


def test_nothing_found_points_to_the_question_why_not() -> None:
    text = drawn()

    assert words.NOTHING_FOUND in text
    assert "--why-not" in text


@pytest.mark.parametrize("page", [Page(), Page(width=44), Page(ascii_only=True)], ids=str)
def test_a_deep_tree_stays_on_the_page(page: Page) -> None:
    deep = node("the last condition of all, which is told in a rather long sentence", "certain")
    for depth in range(40):
        says = f"condition {depth}, which is told in a rather long sentence"
        deep = node(says, "certain", deep, where=f"x.yaml:{depth}")
    text = drawn(deep, page=page)

    assert [line for line in text.splitlines() if cells(line) > page.width] == []
    assert "see --json" in text
    assert not page.ascii_only or text.isascii()
