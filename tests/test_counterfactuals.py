"""What a report says would change a finding is true, and it forgets no fact that would: checked by brute force.

The search follows derivations and tries few values. Here every fact that the examples leave out is tried with many
values, and every change that is offered is applied to the scenario and assessed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from advisor.assess import assess_document, conclude, day_of
from advisor.concluding import verdicts_of
from advisor.errors import AdvisorError
from advisor.findings import LEVEL_OF, UNLIKELY
from advisor.law.library import law_of
from advisor.measures.given import fact_entries
from advisor.measures.sentences import days_of
from advisor.menu import changes_of
from advisor.paths import changed
from advisor.rows import build_rows
from advisor.scenario_reading import read_scenario, scenario_from_dict
from advisor.terms import parse_duration

FOLDER = Path(__file__).resolve().parents[1] / "examples"
#: An example with a law of its own is tested beside that law.
EXAMPLES = sorted(path for path in FOLDER.rglob("scenario*.yaml") if path.parent.name != "own-law")
CONFINEMENTS = ("0 days", "5 days", "90 days", "6 months", "200 days", "364 days", "12 months", "23 months", "5 years")
NUMBERS = (0, 1, 2, 3, 30, 31, 49, 50, 199, 200, 1000, 1001, 2001, 10000, 10001, 100000, 500000)
NAMES = ("none", "cocaine", "marijuana", "gabapentin", "i", "a", "1", "2", "pa-18-3921-a")


def _plain(path: Path) -> dict[str, Any]:
    scenario, _ = read_scenario(path)
    return scenario.model_dump(exclude_unset=True, by_alias=True, mode="json")


@cache
def _report(path: Path) -> dict[str, Any]:
    scenario, _ = read_scenario(path)
    return assess_document(scenario, law_of(day_of(scenario)))


def _verdicts(data: dict[str, Any], number: int) -> dict[str, int] | None:
    try:
        scenario = scenario_from_dict(data)
        law = law_of(day_of(scenario))
        rows = build_rows(scenario, law, law.as_of)
    except AdvisorError:
        return None
    return verdicts_of(law, conclude(law, rows, rows.pleas[number]).conclusions)


def _absent(data: dict[str, Any], number: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield every path of an option that is absent, with many values for it."""
    law = law_of(day_of(scenario_from_dict(data)))
    for index, count in enumerate(data["pleas"][number]["counts"]):
        base = f"pleas[{number}].counts[{index}]"
        offense = law.offense(count["offense"]) if isinstance(count["offense"], str) else None
        for name, entry in fact_entries(law, offense).items():
            if name not in count.get("facts", {}):
                yield f"{base}.facts.{name}", _values(entry)
        if "grade" not in count and offense:
            yield f"{base}.grade", sorted({answer.grade for answer in offense.grades})
        if "confinement" not in count.get("sentence", {}) and count.get("disposition") != "ard":
            yield f"{base}.sentence.confinement", list(CONFINEMENTS)
        if "confined" not in count.get("sentence", {}) and "confinement" in count.get("sentence", {}):
            # Nobody is confined as a result of a conviction for longer than was ordered.
            most = days_of(parse_duration(count["sentence"]["confinement"]).high)[0]
            yield f"{base}.sentence.confined", [f"{days} days" for days in (0, 30, 179, 180) if days <= most]
    for name in ("fear_of_return",):
        if name not in data["defendant"]:
            yield f"defendant.{name}", [True, False]


def _values(entry: Any) -> list[Any]:
    if entry.kind == "flag":
        return [True, False]
    if entry.kind == "word":
        return list(entry.words)
    return list(NAMES) if entry.kind == "name" else list(NUMBERS)


OFFERS = [(path, number) for path in EXAMPLES for number in range(len(_plain(path).get("pleas", [])))]


@pytest.mark.parametrize(("path", "number"), OFFERS, ids=lambda value: str(value)[-40:])
def test_no_fact_that_moves_a_verdict_is_left_out_of_needs(path: Path, number: int) -> None:
    data = _plain(path)
    before = _verdicts(data, number)
    assert before is not None
    needs = {each["id"]: each["needs"] for each in _report(path)["pleas"][number]["findings"]}
    for place, values in _absent(data, number):
        for value in values:
            after = _verdicts(changed(data, [(place, value)]), number)
            moved = [name for name, level in (after or before).items() if level != before[name]]
            for name in moved:
                assert place in needs.get(name, []), f"{place}: {value} moves {name}"


@pytest.mark.parametrize(("path", "number"), OFFERS, ids=lambda value: str(value)[-40:])
def test_every_need_moves_its_finding_alone_or_with_one_other(path: Path, number: int) -> None:
    data = _plain(path)
    before = _verdicts(data, number)
    assert before is not None
    absent = dict(_absent(data, number))
    for finding in _report(path)["pleas"][number]["findings"]:
        listed = [place for place in finding["needs"] if place in absent]
        for place in listed:
            others = [other for other in listed if other != place]
            assert _moves(data, number, (place, absent[place]), [(other, absent[other]) for other in others],
                          finding["id"], before), f"{place} does not move {finding['id']}"  # fmt: skip


def _moves(
    data: dict[str, Any], number: int, own: tuple[str, list[Any]], others: list[tuple[str, list[Any]]], name: str,
    before: dict[str, int],
) -> bool:  # fmt: skip
    trials = [[(own[0], value)] for value in own[1]]
    trials += [
        [(own[0], value), (place, other)] for place, values in others for value, other in product(own[1], values)
    ]
    for trial in trials:
        after = _verdicts(changed(data, trial), number)
        if after is not None and after[name] != before[name]:
            return True
    return False


@pytest.mark.parametrize(("path", "number"), OFFERS, ids=lambda value: str(value)[-40:])
def test_every_change_that_is_offered_makes_its_finding_fall_away(path: Path, number: int) -> None:
    scenario, _ = read_scenario(path)
    law = law_of(day_of(scenario))
    rows = build_rows(scenario, law, law.as_of)
    option = conclude(law, rows, rows.pleas[number])
    offer = (scenario.pleas or ())[number]
    menu = {each.says: each.changes for each in changes_of(offer, option.counts, f"pleas[{number}]", law)}
    data = _plain(path)
    for finding in _report(path)["pleas"][number]["findings"]:
        for says in finding["avoided_by"]:
            after = _verdicts(changed(data, menu[says]), number)

            assert after is not None
            assert after[finding["id"]] <= UNLIKELY < LEVEL_OF[finding["verdict"]], f"{says}: {finding['id']}"
