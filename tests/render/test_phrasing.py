"""How paths, ids and citations are spoken."""

from __future__ import annotations

import pytest

from advisor.render import phrasing

NAMES = {"pa-18-5503": "18 Pa.C.S. § 5503, Disorderly conduct", "pa-75-3802": "75 Pa.C.S. § 3802, DUI"}
COUNT = "pleas[2].counts[1]"


@pytest.mark.parametrize(
    ("change", "spoken"),
    [
        (f"{COUNT}.sentence.confinement: 364 days", "a term of 364 days"),
        (f"{COUNT}.sentence.confinement: 0 days", "no confinement ordered"),
        (f"{COUNT}.disposition: ard", "ARD instead of a plea"),
        (f"{COUNT}.offense: pa-18-5503", "18 Pa.C.S. § 5503 (disorderly conduct) instead"),
        (f"{COUNT}.offense: pa-75-3802", "75 Pa.C.S. § 3802 (DUI) instead"),
        (f"{COUNT}.offense: pa-18-901", "pa-18-901 instead"),
        (f"{COUNT}.grade: M3", "grade M3"),
        (f"{COUNT}.facts.loss_usd: 10000", "loss of $10,000 for this count"),
        (f"{COUNT}.facts.drug: unspecified", "a record that names no drug"),
        (f"{COUNT}.facts.mens_rea: reckless", "a reckless record"),
        (f"{COUNT}.facts.shoe_size: 44", "shoe size: 44"),
        ("an offense that is no theft", "an offense that is no theft"),
    ],
)
def test_a_change_of_a_plea(change: str, spoken: str) -> None:
    assert phrasing.change(change, NAMES) == spoken


def test_of_several_counts_the_one_that_changes_is_named() -> None:
    assert phrasing.change(f"{COUNT}.grade: M3", NAMES, numbered=True) == "grade M3 (count 2)"


@pytest.mark.parametrize(
    ("citation", "short"),
    [
        ("INA 237(a)(2)(A)(i), 8 U.S.C. 1227(a)(2)(A)(i)", "INA 237(a)(2)(A)(i)"),
        ("Bovkun v. Ashcroft, 283 F.3d 166 (3d Cir. 2002)", "Bovkun v. Ashcroft (3d Cir. 2002)"),
        (
            "Bastardo-Vale v. Att'y Gen., 934 F.3d 255 (3d Cir. 2019) (en banc)",
            "Bastardo-Vale v. Att'y Gen. (3d Cir. 2019)",
        ),
        ("Barton v. Barr, 590 U.S. 222 (2020)", "Barton v. Barr (2020)"),
        ("18 Pa.C.S. § 3929", "18 Pa.C.S. § 3929"),
        ("USCIS Policy Manual, vol. 12, part F, ch. 2", "USCIS Policy Manual, vol. 12, part F, ch. 2"),
    ],
)
def test_a_citation_loses_its_parallel(citation: str, short: str) -> None:
    assert phrasing.short_cite(citation) == short


def test_a_default_is_spoken_once_and_the_most_telling_first() -> None:
    given = ["defendant.entry_fraud: false", f"{COUNT}.appeal: none", "pleas[0].counts[0].appeal: none", "x_y: 1"]

    assert phrasing.taken(given) == ["no appeal, or its time has run", "no fraud on entry", "x y: 1"]


@pytest.mark.parametrize(
    ("summary", "title", "said"),
    [
        ("A crime involving moral turpitude", "Inadmissible: crime involving moral turpitude", ""),
        ("A crime involving moral turpitude: 4 years", "Inadmissible: crime involving moral turpitude", "4 years"),
        ("Theft: 12 months", "Deportable: aggravated felony", "Theft: 12 months"),
    ],
)
def test_a_reason_does_not_repeat_the_title(summary: str, title: str, said: str) -> None:
    assert phrasing.told(summary, title) == said


@pytest.mark.parametrize("given", ["guilty", "pa-guilty-plea"])
def test_an_ordinary_plea_goes_without_saying(given: str) -> None:
    assert phrasing.disposition(given) == ""
