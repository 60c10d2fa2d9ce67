"""What counsel must say about a plea option."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.counsel import counsel
from advisor.findings import VERDICTS
from advisor.law.library import law_of
from advisor.questions import questions_of
from advisor.ranking import risk_table
from advisor.scenario_reading import scenario_from_dict

LAW = law_of(date(2026, 11, 23))
STATUSES = list(LAW.vocabulary.facts["status"].words)
HARMS = [entry.name for entry in LAW.vocabulary.reported() if entry.harm == "up"]
DUTIES = ("none", "may", "clear")
FORBIDDEN = re.compile(r"\b(safe|cleared|advice)\b", re.IGNORECASE)

found_verdicts = st.dictionaries(st.sampled_from(HARMS), st.sampled_from(VERDICTS), max_size=6)


def said(verdicts: Mapping[str, str], *, status: str = "lpr", new: bool = True, **person: Any) -> dict[str, Any]:
    """Return what counsel must say where an option has these findings."""
    scenario = scenario_from_dict({"defendant": {"status": status, **person}})
    findings = [
        {"id": name, "title": LAW.vocabulary.findings[name].title, "verdict": verdict, "new": new, "by_detail": []}
        for name, verdict in verdicts.items()
    ]
    plea = {"id": "a", "questions": questions_of(LAW, findings), "findings": findings}
    return counsel(plea, scenario, risk_table(LAW, scenario))


class TestDuty:
    @pytest.mark.parametrize(
        ("expected", "verdict"),
        [("none", "no"), ("may", "unlikely"), ("may", "open"), ("may", "likely"), ("clear", "certain")],
    )
    def test_it_follows_the_ground_of_removal(self, expected: str, verdict: str) -> None:
        assert said({"deportable.aggravated_felony": verdict})["duty"] == expected

    def test_other_harm_alone_is_a_may(self) -> None:
        told = said({"inadmissible.cimt": "certain"}, citizen_parent=False)

        assert told["duty"] == "may"
        assert told["text"].startswith("No ground of removal was found, but say")

    def test_inadmissibility_is_a_ground_of_removal_for_a_person_never_admitted(self) -> None:
        assert said({"inadmissible.cimt": "certain"}, status="without_inspection")["duty"] == "clear"

    def test_what_stands_without_the_plea_is_no_duty_of_this_plea(self) -> None:
        told = said({"removable": "certain", "deportable.firearm": "certain"}, new=False)

        assert told["duty"] == "none"
        assert "removable without it too" in told["text"]

    @given(found_verdicts, st.sampled_from(HARMS), st.sampled_from(VERDICTS), st.sampled_from(STATUSES))
    def test_more_harm_never_lessens_it(self, held: dict[str, str], name: str, verdict: str, status: str) -> None:
        before = said(held, status=status)["duty"]
        graver = max(VERDICTS.index(verdict), VERDICTS.index(held.get(name, "no")))
        after = said({**held, name: VERDICTS[graver]}, status=status)["duty"]

        assert DUTIES.index(after) >= DUTIES.index(before)

    @given(found_verdicts, st.sampled_from([status for status in STATUSES if status != "usc"]))
    def test_any_new_harm_is_a_duty(self, held: dict[str, str], status: str) -> None:
        assert (said(held, status=status)["duty"] != "none") is any(verdict != "no" for verdict in held.values())


class TestText:
    def test_a_certain_ground_is_said_plainly_and_by_name(self) -> None:
        verdicts = {
            "deportable.aggravated_felony": "certain",
            "detention.mandatory_criminal": "certain",
            "bar.asylum": "likely",
        }

        assert said(verdicts, citizen_parent=False)["text"] == (
            "Say plainly that this plea makes the client removable (aggravated felony). "
            "Say also what comes with it: detention (certain), loss of relief (likely)."
        )

    def test_a_likely_ground_is_told_as_likely(self) -> None:
        assert "likely to bring removal" in said({"deportable.firearm": "likely"})["text"]

    def test_an_open_ground_may_lead_to_removal(self) -> None:
        assert "may lead to removal (firearm: open)" in said({"deportable.firearm": "open"})["text"]

    def test_the_surest_grounds_come_first_and_the_rest_are_counted(self) -> None:
        verdicts = {name: "open" for name in HARMS if name.startswith("deportable.")}

        text = said({**verdicts, "deportable.stalking": "certain"})["text"]

        assert "removable (stalking). Say also which grounds are less sure: " in text
        assert f" (open); {len(verdicts) - 4} more." in text

    def test_a_resident_asking_to_be_let_in_has_only_the_overall_finding(self) -> None:
        told = said({"removable": "certain", "inadmissible.cimt": "certain"}, seeking_admission=True)

        assert told["duty"] == "clear"
        assert "client removable (Removable)" in told["text"]

    @given(found_verdicts, st.sampled_from(STATUSES), st.sampled_from([True, False, None]))
    def test_it_promises_nothing(self, held: dict[str, str], status: str, parent: bool | None) -> None:
        text = said(held, status=status, citizen_parent=parent)["text"]

        assert text
        assert not FORBIDDEN.search(text)


class TestCitizenship:
    @pytest.mark.parametrize(("expected", "parent"), [(True, True), (True, None), (False, False)])
    def test_it_is_asked_about_first_unless_no_parent_is_a_citizen(self, expected: bool, parent: bool | None) -> None:
        told = said({"deportable.firearm": "certain"}, citizen_parent=parent)

        assert told["citizenship_first"] is expected
        assert ("parent or grandparent" in told["text"].partition(".")[0]) is expected

    def test_a_citizen_cannot_be_removed_for_a_conviction(self) -> None:
        told = said({}, status="usc")

        assert (told["duty"], told["citizenship_first"]) == ("none", False)
        assert "does not remove a citizen" in told["text"]
