"""The catalogue of offenses as a list that can be searched."""

from __future__ import annotations

import pytest

from advisor.errors import UnknownNameError
from advisor.law import load_law
from advisor.law.index import full_name

LAW = load_law("2026-11-23")
CHARGES = LAW.charges


def found(text: str) -> set[str]:
    """Return the ids that a search finds."""
    return {line.id for line in CHARGES.search(text)}


def test_every_offense_is_listed_once() -> None:
    ids = CHARGES.ids()

    assert len(set(ids)) == len(ids) > 150
    assert [line.id for line in CHARGES.search("")] == list(ids)


@pytest.mark.parametrize(
    "text", ["retail theft", "Retail Thefts", "theft retail", "3929(a)(1)", "§ 3929", "pa-18-3929-a"]
)
def test_words_and_sections_find_an_offense(text: str) -> None:
    assert "pa-18-3929-a-1" in found(text)


def test_every_word_has_to_be_found() -> None:
    assert found("retail") > found("retail taking")
    assert found("retail piracy") == set()


def test_a_line_tells_id_citation_and_name() -> None:
    line = next(line for line in CHARGES.search("3929(a)(1)") if line.id == "pa-18-3929-a-1")

    assert line == ("pa-18-3929-a-1", "18 Pa.C.S. § 3929(a)(1)", "Retail theft: taking merchandise")


@pytest.mark.parametrize(
    ("section", "own", "whole"),
    [
        ("Retail theft", "Taking merchandise", "Retail theft: taking merchandise"),
        ("Library theft", "Library theft", "Library theft"),
        ("Murder", "Murder of the first degree", "Murder of the first degree"),
        ("Driving", "DUI of a drug", "Driving: DUI of a drug"),
    ],
)
def test_a_name_holds_its_section_s(section: str, own: str, whole: str) -> None:
    assert full_name({"name": section}, {"name": own}) == whole


def test_a_file_is_found_by_its_own_id_and_by_an_offense_s() -> None:
    assert CHARGES.file("pa-18-3929") == CHARGES.file("pa-18-3929-a-1")


def test_an_unknown_id_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        CHARGES.file("pa-18-3929-b-1")

    assert "pa-18-3929-a-1" in caught.value.nearest
