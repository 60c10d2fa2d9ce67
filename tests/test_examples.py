"""The examples are assessed without error, and the claims of their lessons hold.

What is asserted is reasoned from the law, as the lessons say it, and not read off the program's output.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from advisor.assess import assess_document, day_of
from advisor.findings import LEVEL_OF
from advisor.law.library import law_of
from advisor.scenario_reading import read_scenario

ROOT = Path(__file__).resolve().parents[1] / "examples"
SCENARIOS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("scenario*.yaml"))

#: An expected verdict: at least this word, or at most.
AT_LEAST_LIKELY = ("likely", "certain")
AT_MOST_UNLIKELY = ("no", "unlikely")

SHOP = "shoplifting/scenario.yaml"
SOLICITING = "soliciting-prostitution/scenario.yaml"
ASSAULT = "assault-three-subsections/scenario.yaml"
TWO_YEARS = "one-theft-three-people/scenario-two-years.yaml"
SIX_YEARS = "one-theft-three-people/scenario-six-years.yaml"
ONE_PRIOR = "one-theft-three-people/scenario-one-prior.yaml"
NOT_INSPECTED = "entered-without-inspection/scenario.yaml"
MURDER = "murder/scenario.yaml"
OWN_LAW = "own-law/scenario.yaml"

WINDOW = "deportable.cimt_within_five_years"
TWO_CRIMES = "deportable.multiple_cimts"
AGGRAVATED = "deportable.aggravated_felony"
NO_CANCELLATION = "bar.lpr_cancellation_aggravated_felony"

CLAIMS = [
    # A year ordered makes the theft an aggravated felony; 364 days do not, and the turpitude ground stays.
    (SHOP, "offer", AGGRAVATED, AT_LEAST_LIKELY),
    (SHOP, "offer", "detention.mandatory_criminal", AT_LEAST_LIKELY),
    (SHOP, "offer", "bar.good_moral_character_permanent", AT_LEAST_LIKELY),
    (SHOP, "364-days", AGGRAVATED, ("no",)),
    (SHOP, "364-days", WINDOW, AT_LEAST_LIKELY),
    (SHOP, "364-days", "bar.lpr_cancellation_residence", AT_LEAST_LIKELY),
    (SHOP, "disorderly", "removable", AT_MOST_UNLIKELY),
    (SHOP, "ard", "removable", AT_MOST_UNLIKELY),
    # An M3 meets both one-year tests: enough to deport, little enough for the petty offense exception.
    (SOLICITING, "patronizing", WINDOW, AT_LEAST_LIKELY),
    (SOLICITING, "patronizing", "inadmissible.cimt", ("no",)),
    (SOLICITING, "patronizing", "inadmissible.commercialized_vice", ("open",)),
    (SOLICITING, "patronizing", AGGRAVATED, ("no",)),
    (SOLICITING, "selling", WINDOW, AT_LEAST_LIKELY),
    (SOLICITING, "selling", "inadmissible.prostitution", AT_MOST_UNLIKELY),
    # Letter (K) asks for no term.
    (SOLICITING, "promoting", AGGRAVATED, AT_LEAST_LIKELY),
    (SOLICITING, "promoting", "detention.mandatory_criminal", AT_LEAST_LIKELY),
    (SOLICITING, "disorderly", "removable", AT_MOST_UNLIKELY),
    # Force that is meant, against recklessness and negligence.
    (ASSAULT, "menace", AGGRAVATED, ("certain",)),
    (ASSAULT, "menace", "deportable.domestic_violence", AT_LEAST_LIKELY),
    (ASSAULT, "menace", "inadmissible.cimt", ("open",)),
    (ASSAULT, "reckless", "removable", ("no",)),
    (ASSAULT, "reckless", "inadmissible.cimt", ("no",)),
    (ASSAULT, "negligent", "removable", ("no",)),
    (ASSAULT, "negligent", "inadmissible.cimt", AT_MOST_UNLIKELY),
    # Silence shows nothing to either side.
    (ASSAULT, "silent", AGGRAVATED, ("no",)),
    (ASSAULT, "silent", NO_CANCELLATION, ("open",)),
    # The person makes the difference on probation, and none on a year's term.
    (TWO_YEARS, "offer", AGGRAVATED, AT_LEAST_LIKELY),
    (SIX_YEARS, "offer", AGGRAVATED, AT_LEAST_LIKELY),
    (ONE_PRIOR, "offer", AGGRAVATED, AT_LEAST_LIKELY),
    (TWO_YEARS, "probation", WINDOW, AT_LEAST_LIKELY),
    (SIX_YEARS, "probation", "removable", ("no",)),
    (ONE_PRIOR, "probation", WINDOW, ("no",)),
    (ONE_PRIOR, "probation", TWO_CRIMES, AT_LEAST_LIKELY),
    (TWO_YEARS, "probation", "inadmissible.cimt", AT_LEAST_LIKELY),
    (SIX_YEARS, "probation", "inadmissible.cimt", AT_LEAST_LIKELY),
    (ONE_PRIOR, "probation", "inadmissible.cimt", AT_LEAST_LIKELY),
    (SIX_YEARS, "probation", "seeking_admission", AT_LEAST_LIKELY),
    # A year that may be imposed bars 240A(b) though the crime is petty; ninety days do not.
    (NOT_INSPECTED, "theft-m3", "inadmissible.cimt", ("no",)),
    (NOT_INSPECTED, "theft-m3", "bar.nonlpr_cancellation", AT_LEAST_LIKELY),
    (NOT_INSPECTED, "retail-summary", "bar.nonlpr_cancellation", ("no",)),
    (NOT_INSPECTED, "retail-summary", "relief.nonlpr_cancellation", AT_LEAST_LIKELY),
    # Murder and manslaughter are two letters; recklessness is neither, though turpitude.
    (MURDER, "third-degree", AGGRAVATED, AT_LEAST_LIKELY),
    (MURDER, "voluntary", AGGRAVATED, AT_LEAST_LIKELY),
    (MURDER, "involuntary", AGGRAVATED, AT_MOST_UNLIKELY),
    (MURDER, "involuntary", "inadmissible.cimt", AT_LEAST_LIKELY),
    (MURDER, "third-degree", "relief.cat_deferral", ("certain",)),
    # A maximum of 364 days cannot bring a year, and the petty offense exception does the rest.
    (OWN_LAW, "felony", AGGRAVATED, ("certain",)),
    (OWN_LAW, "felony", WINDOW, ("certain",)),
    (OWN_LAW, "misdemeanor", AGGRAVATED, ("no",)),
    (OWN_LAW, "misdemeanor", WINDOW, ("no",)),
    (OWN_LAW, "misdemeanor", "inadmissible.cimt", ("no",)),
    (OWN_LAW, "for-a-while", AGGRAVATED, ("no",)),
    (OWN_LAW, "for-a-while", WINDOW, ("no",)),
    (OWN_LAW, "noise", "removable", ("no",)),
]


@cache
def _report(name: str) -> dict[str, Any]:
    scenario, _ = read_scenario(ROOT / name)
    return assess_document(scenario, law_of(day_of(scenario), _own_law(name)))


def _own_law(name: str) -> Path | None:
    """Return the folder of an example that brings law files of its own."""
    folder = (ROOT / name).parent
    return folder if (folder / "charges").is_dir() else None


def _plea(name: str, plea: str) -> dict[str, Any]:
    return next(each for each in _report(name)["pleas"] if each["id"] == plea)


def _finding(part: dict[str, Any], finding: str) -> dict[str, Any]:
    """Return a finding of a plea or of the baseline; one that is not listed is `no`."""
    listed = [each for each in part["findings"] if each["id"] == finding]
    return listed[0] if listed else {"verdict": "no", "detail": [], "new": False}


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_example_is_assessed_and_says_that_it_is_for_education(name: str) -> None:
    report = _report(name)

    assert "education only" in report["disclaimer"].lower()
    assert "not legal advice" in report["disclaimer"]
    assert report["pleas"]
    assert sorted(report["ranking"]) == sorted(plea["id"] for plea in report["pleas"])


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_example_has_a_lesson_that_names_each_of_its_pleas(name: str) -> None:
    lesson = (ROOT / name).with_name("lesson.md").read_text("utf-8")

    assert "For education only." in lesson
    assert [plea["id"] for plea in _report(name)["pleas"] if f"`{plea['id']}`" not in lesson] == []


@pytest.mark.parametrize(
    ("name", "plea", "finding", "verdicts"),
    [pytest.param(*claim, id=f"{claim[0].rpartition('/')[0]}: {claim[1]}, {claim[2]}") for claim in CLAIMS],
)
def test_a_lesson_says_what_the_law_says(name: str, plea: str, finding: str, verdicts: tuple[str, ...]) -> None:
    assert _finding(_plea(name, plea), finding)["verdict"] in verdicts


def test_the_two_thefts_of_the_shoplifting_example_differ_by_a_day_and_nothing_else() -> None:
    offer, shorter = (_plea(SHOP, plea)["counts"][0] for plea in ("offer", "364-days"))

    assert offer["classified"] == shorter["classified"]
    assert (offer["term"]["text"], shorter["term"]["text"]) == ("12 months", "364 days")


def test_a_count_in_ard_is_unlikely_to_be_a_conviction() -> None:
    assert _plea(SHOP, "ard")["counts"][0]["conviction"] == "unlikely"


def test_the_office_of_the_shoplifting_example_leans_toward_another_charge() -> None:
    assert _report(SHOP)["discretion"]["outcome"] == "favours_swap"


def test_promoting_prostitution_is_an_aggravated_felony_without_a_day_ordered() -> None:
    plea = _plea(SOLICITING, "promoting")

    assert plea["counts"][0]["term"]["days"] == 0
    assert _finding(plea, AGGRAVATED)["detail"] == ["K-prostitution-business"]


def test_disorderly_conduct_comes_first_in_the_soliciting_example() -> None:
    assert _report(SOLICITING)["ranking"][0] == "disorderly"


def test_each_assault_of_the_example_has_the_same_term_and_is_a_conviction() -> None:
    counts = [plea["counts"][0] for plea in _report(ASSAULT)["pleas"]]

    assert {count["term"]["text"] for count in counts} == {"12 months"}
    assert {count["conviction"] for count in counts} == {"certain"}


def test_one_theft_is_the_same_theft_for_three_people() -> None:
    offenses = [
        [(plea["id"], [(count["offense"], count["term"], count["max_term"]) for count in plea["counts"]])
         for plea in _report(name)["pleas"]]
        for name in (TWO_YEARS, SIX_YEARS, ONE_PRIOR)
    ]  # fmt: skip

    assert offenses[0] == offenses[1] == offenses[2]


def test_the_prior_alone_deports_nobody_and_closes_the_border() -> None:
    baseline = _report(ONE_PRIOR)["baseline"]

    assert _finding(baseline, "removable")["verdict"] == "no"
    assert _finding(baseline, "inadmissible.cimt")["verdict"] in AT_LEAST_LIKELY
    assert _finding(baseline, "bar.lpr_cancellation_residence")["verdict"] in AT_LEAST_LIKELY


def test_the_arrest_detains_whatever_the_plea() -> None:
    report = _report(NOT_INSPECTED)

    standing = _finding(report["baseline"], "detention.laken_riley")
    assert standing["verdict"] in AT_LEAST_LIKELY
    assert standing["charges"] == [0]
    for plea in report["pleas"]:
        found = _finding(plea, "detention.laken_riley")
        assert LEVEL_OF[found["verdict"]] >= LEVEL_OF[standing["verdict"]]
        assert not found["new"]


def test_who_was_never_admitted_is_removable_without_any_plea() -> None:
    found = _finding(_report(NOT_INSPECTED)["baseline"], "removable")

    assert (found["verdict"], found["detail"]) == ("certain", ["already"])


def test_a_murder_charge_is_never_eligible_whatever_would_be_pleaded() -> None:
    scenario, _ = read_scenario(ROOT / MURDER)
    lesser = [plea for plea in scenario.pleas or () if plea.id == "involuntary"]
    milder = scenario.model_copy(update={"pleas": tuple(lesser)})
    severity = scenario.discretion.model_copy(update={"severity": "low"}) if scenario.discretion else None

    for case in (scenario, milder, scenario.model_copy(update={"discretion": severity})):
        assert assess_document(case, law_of(day_of(case)))["discretion"]["outcome"] == "not_eligible"
