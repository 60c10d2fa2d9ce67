"""What an offense itself settles is neither asked nor left open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.assess import assess_document
from advisor.law.library import law_of
from advisor.scenario_reading import scenario_from_dict


def found(offense: str, **facts: object) -> tuple[str, dict[str, Any]]:
    """Return the verdict on deportability for drugs, and the plea's part of the report."""
    counts = [{"offense": offense, "facts": {"drug": "marijuana", **facts}, "sentence": {"probation": "1 year"}}]
    person = {"status": "lpr", "admitted_on": "2019-05-01", "lpr_since": "2019-05-01", "priors": []}
    data = {"as_of": "2026-11-23", "defendant": person, "pleas": [{"id": "offer", "counts": counts}]}
    plea = assess_document(scenario_from_dict(data), law_of(date(2026, 11, 23)))["pleas"][0]
    verdicts = {each["id"]: each["verdict"] for each in plea["findings"]}
    return verdicts.get("deportable.controlled_substance", "no"), plea


def test_dealing_is_not_own_use_whatever_the_amount() -> None:
    # INA 237(a)(2)(B)(i) excepts possession for one's own use; an intent to deliver is the opposite of it.
    verdict, plea = found("pa-35-780-113-a-30-marijuana")

    assert verdict == "likely"
    assert not any("own_use" in str(need) for need in plea.get("needs", ()))


@pytest.mark.parametrize(("grams", "verdict"), [(30, "no"), (30.001, "likely")])
def test_possessing_for_own_use_turns_on_the_amount(grams: float, verdict: str) -> None:
    facts = {"own_use": True, "in_prison": False, "drug_quantity_g": grams}

    assert found("pa-35-780-113-a-16", **facts)[0] == verdict
