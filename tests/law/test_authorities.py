"""The tables of authorities: since when one is no longer good law, and when somebody last looked at it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from advisor.law import load_law
from advisor.law.coverage import Held, files_checked, files_not_checked_since
from advisor.law.files import AUTHORITIES, shipped_root
from advisor.law.library import law_of
from advisor.reading import read_document
from advisor.render.authorities import authority_lines
from advisor.render.coverage_page import stale_page
from tests.law.conftest import Edited, shipped
from tests.law.test_checks import messages

CASES = "rules/authorities/cases.yaml"
FIRST = "authorities_checked: 2026-11-24"
FALLEN = ("limited", "superseded", "vacated")


def entries(name: str) -> list[dict[str, Any]]:
    return list(read_document(shipped_root() / name).value)


ALL = [entry for name in AUTHORITIES for entry in entries(name)]
SUPERSEDED = next(each for each in entries(CASES) if each["treatment"] == "superseded" and "checked" not in each)


def test_whatever_fell_says_since_when() -> None:
    assert [each["id"] for each in ALL if each.get("treatment") in FALLEN and not each.get("treatment_since")] == []
    assert [each["id"] for each in ALL if "treatment_since" in each and each.get("treatment") not in FALLEN] == []


def test_nobody_looked_before_the_tables_began() -> None:
    assert [each["id"] for each in ALL if str(each.get("checked", "9")) < "2026-11-24"] == []


def test_a_note_on_a_later_year_agrees_with_the_day() -> None:
    """A note names the decision that came later, mostly with its year."""
    odd = []
    for each in ALL:
        years = re.findall(r"\b(?:19|20)\d\d\b", each.get("treatment_note", ""))
        if years and each.get("treatment_since") and str(each["treatment_since"])[:4] not in years:
            odd.append(each["id"])

    assert set(odd) <= {"felix-figueroa-bia-2025", "yajure-hurtado-bia-2025", "ludwig-pa-2005"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  treatment_since: {}\n", "", "without a day or a year from which"),
        ("  treatment_since: {}\n", "  treatment_since: lately\n", "`treatment_since` cannot be `lately`"),
        ("  treatment_since: {}\n", "  treatment_since: 2018-13-01\n", "`treatment_since` cannot be `2018-13-01`"),
        ("  treatment_since: {}\n", "  treatment_since: 1800\n", "so nothing limited it then"),
        ("  treatment_since: {}\n", "  treatment_since: {}\n  checked: 2026\n", "`checked` cannot be `2026`"),
    ],
)
def test_a_mistake_about_days_is_found(edited: Edited, old: str, new: str, said: str) -> None:
    since = SUPERSEDED["treatment_since"]
    whole = f"- id: {SUPERSEDED['id']}\n"
    entry = whole + shipped(CASES).split(whole)[1].split("\n- id: ")[0]
    mended = entry.replace(old.format(since), new.format(since))

    found = messages(edited(CASES, (entry, mended)))

    assert any(said in message and message.startswith(CASES) for message in found), found


def test_a_page_says_since_when_an_authority_has_fallen() -> None:
    lines = "\n".join(
        authority_lines(("usc-18-16-b", "keeley-bia-2017", "juarez-bia-1988"), law_of(date(2026, 11, 25)))
    )

    assert "superseded since 17 Apr 2018: Void for vagueness" in lines
    assert "limited by later law since 17 Dec 2018" in lines
    assert "superseded since 2026: Overruled" in lines


def test_an_authority_is_as_old_as_its_last_look_else_as_the_tables(edited: Edited) -> None:
    edited("rules/library.yaml", (FIRST, "authorities_checked: 2024-05-01"))
    folder = edited(CASES, ("  verified: true\n", "  verified: true\n  checked: 2024-04-01\n"))
    first = entries(CASES)[0]["id"]
    law = load_law("2026-11-23", folder)

    assert [each.id for each in files_not_checked_since(law, "2024-05-01")] == [first]
    old = files_not_checked_since(law, "2024-05-02")
    assert {each.kind for each in old} == {"authority"}
    assert {each.file for each in old} == set(AUTHORITIES)
    assert {each.id for each in old} == {each["id"] for each in ALL if "checked" not in each}


def test_without_a_word_of_the_library_the_day_of_the_whole_counts(edited: Edited) -> None:
    whole = ("\nchecked: {date: 2026-11-24", "\nchecked: {date: 2024-05-01")
    folder = edited("rules/library.yaml", (f"{FIRST}\n", ""), whole)

    days = {each.checked for each in files_checked(load_law("2026-11-23", folder)) if each.kind == "authority"}

    assert min(days) == "2024-05-01"


def test_old_authorities_stand_in_one_line_for_each_table() -> None:
    few = [Held(CASES, "authority", "2024-05-01", name) for name in "ab"]
    many = [Held(CASES, "authority", "2024-06-01", name) for name in "abcdef"]

    page = stale_page([*few, *many, Held("rules/drugs.yaml", "table", "2024-07-01")], "2025-01-01")

    assert page.splitlines() == [
        "Not held against their sources since 1 Jan 2025: 9",
        f"  1 May 2024  {CASES} (a, b)",
        f"  1 Jun 2024  {CASES} (6 authorities; `plea law stale --json` lists each)",
        "  1 Jul 2024  rules/drugs.yaml (table)",
    ]
