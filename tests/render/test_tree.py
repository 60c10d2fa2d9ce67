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
    text = drawn(THEFT, node("another ground", "certain", CONVICTION))

    assert text.count("guilt was found") == 1
    assert "a conviction (shown above)" in text


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
    assert "· term ordered at least one year [no]" in drawn(
        node("theft", "no", node("a conviction", "certain"), node("term ordered at least one year", "no"))
    )


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
