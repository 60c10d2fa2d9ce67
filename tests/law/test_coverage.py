"""What is in the library and how completely, and which of its files are old."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.law import cache, load_law
from advisor.law.coverage import coverage, files_checked, files_not_checked_since, rules_under, title_of
from advisor.law.files import law_files, relative_name, shipped_root
from advisor.law.library import Law, law_of

Edited = Callable[..., Path]

TODAY = date(2026, 11, 23)
AVALON = Path(__file__).resolve().parents[2] / "examples" / "own-law"
BURGLARY = "rules/2-grounds/aggravated-felony/burglary.yaml"
LIBRARY_THEFT = "charges/pa/18/3929.1.yaml"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return coverage(law_of(TODAY))


def last_check(name: str) -> str:
    """Return the words of a file on its last check."""
    return next(line[:26] for line in (shipped_root() / name).read_text().splitlines() if line.startswith("checked: {"))


def spoiled(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Return what is counted of a law with one charge file changed in a way that no check would let through."""
    compiled = dict(law_of(TODAY).compiled)
    file = deepcopy(cache.read_charge_file(compiled, LIBRARY_THEFT))
    change(file)
    compiled["charges"] = {**compiled["charges"], LIBRARY_THEFT: file}
    return coverage(Law(compiled, TODAY))


def test_the_counts_are_those_of_the_files(found: dict[str, Any]) -> None:
    names = [relative_name(path, shipped_root()) for path in law_files(shipped_root())]
    layers = ("rules/1-", "rules/2-", "rules/3-")

    assert found["counts"]["rules"] == sum(name.startswith(layers) for name in names)
    assert found["counts"]["thresholds"] == sum(name.startswith("rules/thresholds/") for name in names)
    assert found["counts"]["policies"] == sum(name.startswith("rules/4-") for name in names)
    assert found["counts"]["sections"] == sum(name.startswith("charges/pa/") and name.count("/") == 3 for name in names)
    assert found["counts"]["offenses"] == len(law_of(TODAY).offense_ids)


def test_the_titles_hold_every_offense(found: dict[str, Any]) -> None:
    assert sum(title["offenses"] for title in found["titles"]) == found["counts"]["offenses"]
    assert sum(title["answers"]["total"] for title in found["titles"]) == found["counts"]["answers"]
    assert {title["holds"] for title in found["titles"]} <= {"complete", "in_part"}


def test_the_marks_add_up(found: dict[str, Any]) -> None:
    for marks in found["verified"].values():
        assert marks["true"] + marks["partly"] + marks["false"] == marks["total"] > 0


def test_what_is_not_confirmed_comes_in_the_order_of_what_leans_on_it(found: dict[str, Any]) -> None:
    weights = [entry["rules"] + entry["answers"] + entry["tables"] for entry in found["unverified"]]

    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert {entry["verified"] for entry in found["unverified"]} <= {"partly", "false"}


def test_a_rule_that_leans_on_an_authority_is_counted_for_it(edited: Edited, found: dict[str, Any]) -> None:
    before = found["unverified"][-1]
    folder = edited(BURGLARY, ("authority: [ina-101-a-43-g]", f"authority: [{before['id']}]"))

    after = {entry["id"]: entry for entry in coverage(load_law("2026-11-23", folder))["unverified"]}

    assert after[before["id"]]["rules"] == before["rules"] + 1


def test_no_answer_of_the_library_is_open_for_nothing(found: dict[str, Any]) -> None:
    assert found["bare_open"] == []


def test_an_answer_that_is_open_for_nothing_is_named() -> None:
    def bare(file: dict[str, Any]) -> None:
        answer = file["offenses"][0]["classification"][0]
        answer.update({"verdict": "open", "when": None, "split": None})

    offense, category = "pa-18-3929-1", cache.read_charge_file(law_of(TODAY).compiled, LIBRARY_THEFT)
    assert spoiled(bare)["bare_open"] == [f"{offense}: {category['offenses'][0]['classification'][0]['category']}"]


def test_the_library_has_no_days_without_an_answer(found: dict[str, Any]) -> None:
    assert found["gaps"] == []


@pytest.mark.parametrize(
    ("changed", "first", "last"),
    [
        ({"effective_from": "2016-11-20"}, "2016-11-16", "2016-11-19"),
        ({"effective_to": "2026-10-31"}, "2026-11-01", "9999-12-31"),
    ],
)
def test_a_gap_between_dated_answers_is_named(changed: dict[str, str], first: str, last: str) -> None:
    def apart(file: dict[str, Any]) -> None:
        for answer in file["offenses"][0]["classification"]:
            if answer["category"] == "cimt" and answer.get("effective_from") == "2016-11-16":
                answer.update(changed)

    assert spoiled(apart)["gaps"] == [{"id": "pa-18-3929-1: cimt", "from": first, "to": last}]


def test_a_ground_counts_the_rules_beneath_it() -> None:
    under = rules_under(law_of(TODAY), ["deportable.aggravated_felony"])

    assert "grounds.deportable.aggravated-felony" in under
    assert "grounds.deportable.firearm" not in under


def test_offenses_that_no_title_describes_are_told() -> None:
    titles = {title["id"]: title for title in coverage(law_of(TODAY, AVALON))["titles"]}

    assert (titles["av-1"]["holds"], titles["av-1"]["offenses"]) == ("not_said", 3)


@pytest.mark.parametrize(
    ("file", "title"),
    [(LIBRARY_THEFT, "pa-18"), ("charges/pa/35/780-113.yaml", "pa-35"), ("charges/av/1/110.yaml", "av-1")],
)
def test_a_file_belongs_to_the_title_of_its_folder(file: str, title: str) -> None:
    assert title_of(file) == title


# --- what is old ------------------------------------------------------------------------------------------------------


def test_every_law_file_but_the_vocabulary_has_a_day_of_its_last_check() -> None:
    names = {relative_name(path, shipped_root()) for path in law_files(shipped_root())}

    held = files_checked(law_of(TODAY))

    assert {each.file for each in held} == names - {"rules/vocabulary.yaml"}
    assert all(date.fromisoformat(each.checked) for each in held)


def test_a_file_is_old_from_the_day_after_its_last_check(edited: Edited) -> None:
    edited(BURGLARY, (last_check(BURGLARY), "checked: {date: 2025-01-02"))
    folder = edited(LIBRARY_THEFT, (last_check(LIBRARY_THEFT), "checked: {date: 2025-01-01"))
    law = load_law("2026-11-23", folder)

    assert [each.file for each in files_not_checked_since(law, "2025-01-03")] == [LIBRARY_THEFT, BURGLARY]
    assert [each.file for each in files_not_checked_since(law, "2025-01-02")] == [LIBRARY_THEFT]
    assert files_not_checked_since(law, "2025-01-01") == []


def test_a_table_without_a_day_is_as_old_as_the_library_says(edited: Edited) -> None:
    folder = edited("rules/library.yaml", ("\nchecked: {date: 2026-11-24", "\nchecked: {date: 2024-05-01"))

    old = files_not_checked_since(load_law("2026-11-23", folder), "2024-05-02")

    assert {each.kind for each in old} >= {"table", "policy"}
    assert "authority" not in {each.kind for each in old}
