"""One scenario under the law of two days: which verdicts change, and what carries each change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.comparing import compare_reports
from advisor.law.differences import laws_of
from advisor.render.machine import json_bytes
from advisor.render.report_changes import report_changes_page
from advisor.scenario_reading import read_scenario, scenario_from_dict

ROOT = Path(__file__).resolve().parents[1]
AVALON = ROOT / "examples" / "own-law"
THEFT_RULE = "rules/2-grounds/aggravated-felony/theft.yaml"
AGGRAVATED = "deportable.aggravated_felony"
#: The day of the decision on older convictions of retail theft, and the day before.
THAKKER = ("2024-09-19", "2024-09-20")


def compared(scenario: Any, first: str, second: str, own: Path | None = None) -> dict[str, Any]:
    case = read_scenario(scenario)[0] if isinstance(scenario, Path) else scenario_from_dict(scenario)
    return compare_reports(case, *laws_of(date.fromisoformat(first), date.fromisoformat(second), own))


def found_in(document: Mapping[str, Any], option: str | None) -> dict[str, Any]:
    return {each["id"]: each for part in document["options"] if part["id"] == option for each in part["findings"]}


def carriers(finding: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(each["kind"], each["id"]) for each in finding["carried_by"]]


def shoplifter(**more: Any) -> dict[str, Any]:
    count = {"offense": "pa-18-3929-a-1", "grade": "M1", "offense_date": "2016-05-01",
             "sentence": {"confinement": "6 months"}, "facts": {"property": "other"}, **more}  # fmt: skip
    person = {"status": "lpr", "admitted_on": "2014-01-01", "lpr_since": "2014-01-01", "priors": []}
    return {"defendant": person, "pleas": [{"id": "offer", "counts": [count]}]}


def test_detention_on_arrest_is_carried_by_the_act_that_made_it() -> None:
    scenario = ROOT / "examples" / "entered-without-inspection" / "scenario.yaml"

    document = compared(scenario, "2025-01-28", "2025-01-29")

    assert document["options"][0]["id"] is None
    for option in document["options"]:
        (finding,) = option["findings"]
        assert (finding["id"], finding["before"]) == ("detention.laken_riley", "no")
        assert finding["because"] == ["law"]
        assert carriers(finding) == [("rule", "consequences.detention.laken-riley")]
        assert "pub-l-119-1" in finding["carried_by"][0]["authority"]


def test_turpitude_of_retail_theft_is_carried_by_the_answer_of_its_file() -> None:
    document = compared(shoplifter(conviction_date="2016-06-01"), *THAKKER)

    ground = found_in(document, "offer")["deportable.cimt_within_five_years"]
    assert (ground["before"], ground["after"]) == ("likely", "no")
    assert carriers(ground) == [("answer", "pa-18-3929-a-1: cimt")]
    assert not ground["together"]
    classified = {each["category"]: (each["before"], each["after"]) for each in document["options"][1]["classified"]}
    assert classified == {"cimt": ("likely", "no")}


def test_a_conviction_that_a_decision_does_not_speak_of_keeps_its_answer() -> None:
    document = compared(shoplifter(conviction_date="2017-06-01"), *THAKKER)

    assert found_in(document, "offer") == {}
    assert document["options"][1]["classified"] == []


def test_what_time_alone_changes_is_not_laid_at_the_door_of_the_law() -> None:
    person = {"status": "lpr", "admitted_on": "2019-06-01", "lpr_since": "2019-06-01", "resided_since": "2019-06-01",
              "priors": []}  # fmt: skip
    count = {"offense": "pa-18-5503", "grade": "summary", "offense_date": "2026-01-10"}
    case = {"defendant": person, "pleas": [{"id": "offer", "counts": [count]}]}

    residence = found_in(compared(case, "2026-05-31", "2026-06-01"), "offer")["bar.lpr_cancellation_residence"]

    assert residence["before"] == "certain"
    assert residence["because"] == ["days"]
    assert residence["carried_by"] == []


def test_a_figure_that_nobody_has_passed_carries_what_would_follow_from_it() -> None:
    document = compared(AVALON / "scenario.yaml", "2026-12-31", "2027-01-01", AVALON)

    ground = found_in(document, "felony")[AGGRAVATED]
    assert (ground["before"], ground["after"]) == ("certain", "no")
    assert carriers(ground) == [("threshold", "one_year_term")]
    assert all(carriers(each) == [("threshold", "one_year_term")] for each in found_in(document, "felony").values())
    assert found_in(document, "misdemeanor") == {}


def test_changes_of_which_each_is_enough_are_named_together(tmp_path: Path) -> None:
    text = (ROOT / THEFT_RULE).read_text("utf-8")
    rule = "    effective_to: 2026-12-31\n    dated_by: as_of\n".join(text.rsplit("    dated_by: as_of\n", 1))
    for name in ("charges/av/1/110.yaml", "charges/av/1/205.yaml", "rules/authorities/statutes.yaml",
                 "rules/thresholds/one-year-term.yaml"):  # fmt: skip
        _write(tmp_path / name, (AVALON / name).read_text("utf-8"))
    _write(tmp_path / THEFT_RULE, rule)

    ground = found_in(compared(AVALON / "scenario.yaml", "2026-12-31", "2027-01-01", tmp_path), "felony")[AGGRAVATED]

    assert ground["together"]
    assert set(carriers(ground)) == {("threshold", "one_year_term"), ("rule", "grounds.aggravated-felony.theft")}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_day_compared_with_itself_changes_nothing() -> None:
    document = compared(shoplifter(), "2026-11-23", "2026-11-23")

    assert all(option["findings"] == [] for option in document["options"])
    assert document["ranking"]["before"] == document["ranking"]["after"]


def test_days_of_the_case_that_lie_after_the_first_day_are_named() -> None:
    assert compared(shoplifter(), "2016-01-01", "2026-11-23")["later_days"] == ["pleas[0].counts[0].offense_date"]
    assert compared(shoplifter(), "2016-06-01", "2026-11-23")["later_days"] == []


def test_every_change_says_what_carries_it() -> None:
    document = compared(ROOT / "examples" / "shoplifting" / "scenario.yaml", "2010-01-01", "2026-11-23")

    changes = [finding for option in document["options"] for finding in option["findings"]]
    assert changes
    for finding in changes:
        assert finding["because"]
        assert bool(finding["carried_by"]) == ("law" in finding["because"])


@pytest.mark.parametrize("word", ["safe", "cleared", "guarantee"])
def test_the_page_promises_nothing(word: str) -> None:
    document = compared(shoplifter(conviction_date="2016-06-01"), *THAKKER)

    assert word not in report_changes_page(document).lower()


def test_the_page_groups_what_one_thing_carries() -> None:
    page = report_changes_page(compared(shoplifter(conviction_date="2016-06-01"), *THAKKER))

    assert "Carried by answer pa-18-3929-a-1: cimt, since 20 Sep 2024" in page
    assert "- Deportable: a turpitude crime within five years of admission: likely to no" in page
    assert "Classified otherwise: count 1, pa-18-3929-a-1, cimt: likely to no" in page


def test_the_same_input_gives_the_same_bytes() -> None:
    make: Callable[[], bytes] = lambda: json_bytes(compared(shoplifter(conviction_date="2016-06-01"), *THAKKER))  # noqa: E731

    assert make() == make()
