"""The report keeps the contract that outside programs rely on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from advisor.assess import assess_document, day_of
from advisor.errors import LawNotInForce, ScenarioError
from advisor.findings import VERDICTS
from advisor.law.library import law_of
from advisor.render.machine import json_bytes
from advisor.report import report_schema
from advisor.scenario import scenario_schema
from advisor.scenario_reading import read_scenario, scenario_from_dict
from advisor.testing.strategies import scenarios

FOLDER = Path(__file__).resolve().parents[1] / "examples"
#: An example with a law of its own is tested beside that law.
EXAMPLES = sorted(path for path in FOLDER.rglob("scenario*.yaml") if path.parent.name != "own-law")
QUESTIONS = ["deportable", "inadmissible", "detained", "relief_lost", "citizenship_delayed", "travel"]
PERSON = {"status": "lpr", "admitted_on": "2010-01-01", "lpr_since": "2010-01-01", "priors": []}


def _report(data: dict[str, Any], **options: Any) -> dict[str, Any]:
    scenario = scenario_from_dict(data)
    return assess_document(scenario, law_of(day_of(scenario)), **options)


def _theft(**more: Any) -> dict[str, Any]:
    return {"offense": "pa-18-3921-a", "grade": "M1", "offense_date": "2025-01-01", **more}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reports_and_examples_match_their_schemas(path: Path) -> None:
    scenario, node = read_scenario(path)
    report = json.loads(json_bytes(assess_document(scenario, law_of(day_of(scenario)))))

    jsonschema.validate(report, report_schema())
    jsonschema.validate(node.value, scenario_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_same_input_gives_the_same_bytes(path: Path) -> None:
    scenario, _ = read_scenario(path)
    law = law_of(day_of(scenario))

    assert json_bytes(assess_document(scenario, law)) == json_bytes(assess_document(scenario, law))


@pytest.mark.parametrize(
    ("offense", "name"),
    [
        ("pa-75-3802-d", "Driving under influence of alcohol or controlled substance: DUI: drugs"),
        ("pa-18-3929-a-1", "Retail theft: taking merchandise"),
        ("pa-75-3731", "DUI before 1 February 2004"),
    ],
)
def test_an_offense_is_called_by_its_section_and_a_name_in_capitals_keeps_them(offense: str, name: str) -> None:
    counts = [{"offense": offense, "offense_date": "2003-01-01"}]
    report = _report({"defendant": PERSON, "charges": counts, "pleas": [{"id": "a", "counts": counts}]})

    assert [count["name"] for count in report["pleas"][0]["counts"]] == [name]


@settings(max_examples=25, deadline=None)
@given(scenarios(law_of(date(2026, 11, 23))))
def test_any_report_matches_its_schema(data: Any) -> None:
    scenario = scenario_from_dict(data) if isinstance(data, dict) else data
    report = json.loads(json_bytes(assess_document(scenario, law_of(day_of(scenario)))))

    jsonschema.validate(report, report_schema())
    for plea in report["pleas"]:
        assert list(plea["questions"]) == QUESTIONS
        for finding in plea["findings"]:
            readings = finding.get("readings", {"shown": finding["verdict"], "not_excluded": finding["verdict"]})
            assert VERDICTS.index(readings["shown"]) <= VERDICTS.index(readings["not_excluded"]) > 0


def test_only_findings_above_no_are_listed_and_the_rest_on_demand() -> None:
    data = {"as_of": "2026-11-23", "defendant": PERSON, "pleas": [{"id": "p", "counts": [_theft()]}]}
    some, every = _report(data), _report(data, show_all=True)

    assert {each["id"] for each in some["pleas"][0]["findings"]} < {
        each["id"] for each in every["pleas"][0]["findings"]
    }
    assert all(each["verdict"] == "no" for each in every["pleas"][0]["findings"]
               if each["id"] not in {known["id"] for known in some["pleas"][0]["findings"]})  # fmt: skip


def test_the_defaults_that_were_used_are_repeated() -> None:
    report = _report({"defendant": PERSON, "pleas": [{"id": "p", "counts": [_theft()]}]})

    for used in ("as_of: today", "pleas[0].counts[0].appeal: none", "pleas[0].counts[0].disposition: guilty",
                 "pleas[0].counts[0].conviction_date: as_of", "defendant.seeking_admission: false"):  # fmt: skip
        assert used in report["assumed"]


def test_a_scenario_without_pleas_is_the_baseline() -> None:
    report = _report({"as_of": "2026-11-23", "defendant": {**PERSON, "status": "without_inspection"}})

    assert report["pleas"] == []
    assert report["ranking"] == []
    assert "removable" in {each["id"] for each in report["baseline"]["findings"]}


def test_what_stands_without_the_plea_is_not_new() -> None:
    prior = _theft(conviction_date="2015-01-01", offense_date="2014-06-01", sentence={"confinement": "2 years"})
    person = {**PERSON, "priors": [prior]}
    quiet = {"offense": "pa-18-5505", "offense_date": "2025-01-01", "sentence": {"fine_usd": 25}}
    report = _report({"as_of": "2026-11-23", "defendant": person, "pleas": [{"id": "p", "counts": [quiet]}]})
    found = {each["id"]: each for each in report["pleas"][0]["findings"]}

    assert found["deportable.aggravated_felony"]["new"] is False
    assert found["deportable.aggravated_felony"]["priors"] == [0]
    assert found["deportable.aggravated_felony"]["counts"] == []


@pytest.mark.parametrize(
    ("place", "key"), [({"state": "NJ", "circuit": 3}, "state"), ({"state": "PA", "circuit": 9}, "circuit")]
)
def test_a_place_that_is_not_covered_is_refused(place: dict[str, Any], key: str) -> None:
    with pytest.raises(ScenarioError, match=f"the {key} .* is not covered"):
        _report({"as_of": "2026-11-23", "jurisdiction": place, "defendant": PERSON})


def test_another_circuit_leaves_open_what_a_circuit_decided() -> None:
    count = {
        "offense": "pa-18-2709.1-a-1",
        "grade": "M1",
        "offense_date": "2025-01-01",
        "sentence": {"confinement": "0 days"},
    }
    pending = _theft(appeal="pending", sentence={"confinement": "2 years"})
    data = {"as_of": "2026-11-23", "jurisdiction": {"state": "PA", "circuit": 9}, "defendant": PERSON,
            "pleas": [{"id": "p", "counts": [count]}, {"id": "appeal", "counts": [pending]}]}  # fmt: skip
    here = _report({**data, "jurisdiction": {"state": "PA", "circuit": 3}})
    there = _report(data, other_circuit=True)

    assert here["pleas"][0]["counts"][0]["classified"].get("stalking", {"verdict": "no"})["verdict"] in (
        "no",
        "unlikely",
    )
    assert there["pleas"][0]["counts"][0]["classified"]["stalking"]["verdict"] == "open"
    assert here["pleas"][1]["counts"][0]["conviction"] == "no"
    assert there["pleas"][1]["counts"][0]["conviction"] == "open"


def test_a_day_before_the_law_begins_is_refused() -> None:
    scenario = scenario_from_dict({"as_of": "1990-01-01", "defendant": PERSON})

    with pytest.raises(LawNotInForce):
        law_of(day_of(scenario))
