"""A folder of law files that comes before the shipped ones: what it adds, replaces, and leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor.assess import assess_document
from advisor.errors import LawFileError, ScenarioError
from advisor.findings import word
from advisor.law import check_law, load_law
from advisor.law.compiling import draft_of
from advisor.law.files import shipped_root
from advisor.law.library import Law, law_of
from advisor.render.machine import json_bytes
from advisor.report import report_schema
from advisor.rows import build_rows
from advisor.scenario import scenario_schema
from advisor.scenario_reading import read_scenario, scenario_from_dict

Edited = Callable[..., Path]

AVALON = Path(__file__).resolve().parents[2] / "examples" / "own-law"
TODAY = date(2026, 11, 23)
LARCENY = "charges/av/1/110.yaml"
PERSON = {"status": "lpr", "admitted_on": "2023-06-01", "lpr_since": "2023-06-01", "priors": []}


@pytest.fixture(scope="module")
def avalon() -> Law:
    return law_of(TODAY, AVALON)


def avalon_file(name: str) -> str:
    return (AVALON / name).read_text("utf-8")


def case(offense: str, **more: Any) -> Any:
    count = {"offense": offense, "offense_date": "2026-08-15", **more}
    return scenario_from_dict(
        {
            "as_of": "2026-11-23", "jurisdiction": {"state": "AV", "circuit": 3}, "defendant": PERSON,
            "pleas": [{"id": "plea", "counts": [count]}],
        }
    )  # fmt: skip


# --- what it adds -----------------------------------------------------------------------------------------------------


def test_the_example_holds_together_with_the_shipped_law() -> None:
    shipped = {str(problem) for problem in check_law()}

    assert {str(problem) for problem in check_law(AVALON)} - shipped == set()


def test_offenses_of_another_state_stand_beside_the_shipped_ones(avalon: Law) -> None:
    shipped = set(law_of(TODAY).offense_ids)

    assert set(avalon.offense_ids) - shipped == {"av-1-110-a", "av-1-110-b", "av-1-205"}
    assert shipped <= set(avalon.offense_ids)
    assert [line.id for line in avalon.charges.search("larceny avalon")] == ["av-1-110-a", "av-1-110-b"]


def test_the_shipped_law_knows_nothing_of_them(avalon: Law) -> None:
    shipped = law_of(TODAY)

    assert "av-1-110-a" not in shipped.offense_ids
    assert shipped.rules_version != avalon.rules_version
    with pytest.raises(ScenarioError, match="the state `AV` is not covered"):
        assess_document(case("pa-18-3929-a-1"), shipped)


def test_a_state_whose_offenses_are_there_is_covered(avalon: Law) -> None:
    assert avalon.states == ("PA", "AV")
    assert assess_document(case("av-1-205"), avalon)["jurisdiction"] == {"state": "AV", "circuit": 3}


@pytest.mark.parametrize(("offense", "place"), [("av-1-110-a", "elsewhere"), ("pa-18-3929-a-1", "pennsylvania")])
def test_only_offenses_of_pennsylvania_are_of_that_place(avalon: Law, offense: str, place: str) -> None:
    rows = build_rows(case(offense), avalon, TODAY)

    assert rows.pleas[0][0].facts["place"] == word(place)


def test_the_example_and_its_report_match_their_schemas(avalon: Law) -> None:
    scenario, node = read_scenario(AVALON / "scenario.yaml")
    first, second = (json_bytes(assess_document(scenario, avalon, policy="no-policy")) for _ in range(2))

    assert first == second
    jsonschema.validate(json.loads(first), report_schema())
    jsonschema.validate(node.value, scenario_schema())


def test_a_shipped_offense_may_be_pleaded_in_the_same_case(avalon: Law) -> None:
    report = assess_document(case("pa-18-3929-a-1", grade="M1", sentence={"confinement": "12 months"}), avalon)

    assert report["pleas"][0]["counts"][0]["citation"] == "18 Pa.C.S. § 3929(a)(1)"


def test_a_question_of_the_file_decides_its_grade(avalon: Law) -> None:
    grades = {}
    for answer in (True, False, None):
        facts = {} if answer is None else {"facts": {"brought_back": answer}}
        grades[answer] = assess_document(case("av-1-110-b", **facts), avalon)["pleas"][0]["counts"][0]["grade"]

    assert grades == {True: "infraction", False: "misdemeanor", None: "infraction or misdemeanor"}


def test_diversion_before_trial_is_not_proposed_where_nobody_knows_of_it(avalon: Law) -> None:
    given = {"grade": "misdemeanor", "sentence": {"confinement": "4 months"}}
    here = assess_document(case("pa-18-3929-a-1", grade="M1", sentence={"confinement": "12 months"}), avalon)
    there = assess_document(case("av-1-110-a", **given), avalon)

    proposed = [
        {change for finding in report["pleas"][0]["findings"] for change in finding["avoided_by"] if "ard" in change}
        for report in (here, there)
    ]
    assert proposed[0]
    assert not proposed[1]


# --- authorities ------------------------------------------------------------------------------------------------------


def test_authorities_are_added_to_the_shipped_ones(avalon: Law) -> None:
    shipped = law_of(TODAY).authorities

    assert set(avalon.authorities) - set(shipped) == {"av-1-110", "av-1-205", "fair-terms-act"}
    assert set(shipped) <= set(avalon.authorities)
    assert avalon.citations["av-1-110"] == "Avalon Penal Law § 110 (invented)"


def test_an_authority_of_ones_own_takes_the_place_of_the_shipped_one(added: Edited) -> None:
    entry = '- {id: pub-l-119-1, citation: "Another", says: "Another.", verified: false}\n'
    folder = added("rules/authorities/statutes.yaml", entry)

    assert load_law(law_dir=folder).citations["pub-l-119-1"] == "Another"
    assert len(load_law(law_dir=folder).authorities) == len(load_law().authorities)


def test_a_mistake_in_a_table_of_ones_own_is_found_at_its_line(added: Edited) -> None:
    folder = added("rules/authorities/statutes.yaml", '- {id: av-1-1, citation: "A", says: "B", verified: maybe}\n')

    (found,) = [str(problem) for problem in check_law(folder) if "verified" in str(problem)]
    assert found.startswith("rules/authorities/statutes.yaml:1: ")


def test_the_entries_of_the_shipped_table_keep_their_lines(added: Edited) -> None:
    name = "rules/authorities/statutes.yaml"
    folder = added(name, '- {id: av-1-1, citation: "A", says: "B", verified: false}\n')
    alone = draft_of((shipped_root(),)).nodes[name]

    both = draft_of((folder, shipped_root())).nodes[name]

    assert both.value == [both.value[0], *alone.value]
    assert [both.line(number + 1, "id") for number in range(len(alone.value))] == [
        alone.line(number, "id") for number in range(len(alone.value))
    ]


def test_a_table_of_ones_own_that_is_no_list_is_told(added: Edited) -> None:
    found = [str(problem) for problem in check_law(added("rules/authorities/statutes.yaml", "{id: av-1-1}\n"))]

    assert any("a list of entries belongs here" in each for each in found)


# --- what it replaces -------------------------------------------------------------------------------------------------


def test_a_figure_of_ones_own_takes_the_place_of_the_shipped_one() -> None:
    values = {
        day: law_of(date.fromisoformat(day), AVALON).thresholds["one_year_term"].value
        for day in ("2026-12-31", "2027-01-01")
    }

    assert values == {"2026-12-31": "1", "2027-01-01": "2"}
    assert load_law("2027-01-01").thresholds["one_year_term"].value == "1"


def test_a_rule_whose_last_version_has_ended_is_out_of_play(edited: Edited) -> None:
    name = "rules/2-grounds/deportable/failure-to-register.yaml"
    folder = edited(name, ("    dated_by: as_of\n", "    effective_to: 2026-01-31\n    dated_by: as_of\n"))

    rule = "grounds.deportable.failure-to-register"
    assert rule in dict(load_law("2026-01-31", folder).list_rules())
    assert rule not in dict(load_law("2026-02-01", folder).list_rules())


# --- what it is told --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("grade: felony, max: 3 years,", "grade: F3,", "the grade `F3` needs a `max`"),
        ("grade: misdemeanor, max: 364 days,", "grade: misdemeanor,", "the grade `misdemeanor` needs a `max`"),
        ("grade: infraction, max: 0 days,", "grade: infraction,", "the grade `infraction` needs a `max`"),
        ("id: av-1-110\n", "id: pa-1-110\n", "the id `pa-1-110` does not fit the path of the file"),
        ("authority: [mathis-us-2016]", "authority: [av-1-9]", "unknown authority `av-1-9`"),
        ("{id: av-1-205, why", "{id: av-1-206, why", "unknown offense `av-1-206`"),
        ("category: shoplifting", "category: larceny", "does not answer the category `shoplifting`"),
        ("fact: brought_back", "fact: taken_back", "unknown fact `taken_back`"),
    ],
)
def test_a_mistake_in_a_section_of_ones_own_is_found(added: Edited, old: str, new: str, said: str) -> None:
    text = avalon_file(LARCENY)
    assert old in text
    for name in ("charges/av/1/205.yaml", "rules/authorities/statutes.yaml"):
        added(name, avalon_file(name))

    found = [str(problem) for problem in check_law(added(LARCENY, text.replace(old, new, 1)))]

    assert any(each.startswith(f"{LARCENY}:") and said in each for each in found), found


@pytest.mark.parametrize("name", ["charges/avalon/1/110.yaml", "charges/110.yaml", "charges/AV/1/110.yaml"])
def test_a_section_stands_under_the_two_letters_of_its_state(added: Edited, name: str) -> None:
    found = [str(problem) for problem in check_law(added(name, avalon_file(LARCENY)))]

    assert any("a charge file stands under the two small letters of its state" in each for each in found)


def test_a_broken_section_of_ones_own_is_an_error_and_no_silence(added: Edited) -> None:
    with pytest.raises(LawFileError):
        load_law(law_dir=added(LARCENY, "id: av-1-110\n"))
